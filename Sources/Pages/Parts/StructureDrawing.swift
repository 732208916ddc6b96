public import Chemistry
public import Report

/// A molecule as SVG: lines in the colour of the text around it, marks on bonds that may be links, a highlighted part.
///
/// Classes and no styles, so that it may stand in a page without inline styles.
public struct StructureDrawing: Sendable {
    /// A mark on a bond.
    public struct Mark: Sendable {
        /// The 0-based atoms of the bond.
        public var atoms: [Int]
        /// The class of the mark.
        public var style: String
        /// What it says to those who point at it or listen.
        public var label: String
        /// Where it leads; nil for a mark that is no link.
        public var link: String?

        /// A mark on a bond.
        public init(atoms: [Int], style: String, label: String, link: String? = nil) {
            (self.atoms, self.style, self.label, self.link) = (atoms, style, label, link)
        }
    }

    let molecule: Molecule
    let layout: StructureLayout
    /// What the picture shows, in words.
    public var label: String
    /// Marks on bonds.
    public var marks: [Mark] = []
    /// 0-based atoms of the highlighted part.
    public var highlighted: Set<Int> = []

    private let places: [Int: SIMD2<Double>]
    private let size: SIMD2<Double>

    static let scale = 27.0
    private static let margin = 24.0

    /// A drawing of a molecule.
    ///
    /// - Throws: `ChemistryError` when it cannot be laid out.
    public init(_ molecule: Molecule, label: String) throws(ChemistryError) {
        (self.molecule, self.label) = (molecule, label)
        layout = try molecule.layout()
        let xs = layout.atoms.map(\.position.x)
        let ys = layout.atoms.map(\.position.y)
        let corner = SIMD2(xs.min() ?? 0, ys.max() ?? 0)
        let extent = SIMD2((xs.max() ?? 0) - corner.x, corner.y - (ys.min() ?? 0))
        size = extent * Self.scale + SIMD2(2 * Self.margin + 24, 2 * Self.margin)
        let pairs = layout.atoms.map { place in
            (
                place.atom,
                SIMD2(
                    (place.position.x - corner.x) * Self.scale + Self.margin + 12,
                    (corner.y - place.position.y) * Self.scale + Self.margin)
            )
        }
        places = Dictionary(pairs) { first, _ in first }
    }

    /// The drawing as part of a page.
    public var inline: HTML { svg(style: .empty, isDocument: false) }

    /// The drawing as a document of its own, with its colours.
    public var document: HTML { svg(style: Self.colors, isDocument: true) }

    private static let colors: HTML = """
        <style>.structure { color: #111827 } .structure text { fill: currentColor } \
        @media (prefers-color-scheme: dark) { .structure { color: #e5e7eb } }</style>
        """

    private func svg(style: HTML, isDocument: Bool) -> HTML {
        let (width, height) = (number(size.x), number(size.y))
        let bonds = BondLines(layout: layout, places: places) { labelText($0) != nil }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" class="structure" viewBox="0 0 \(width) \(height)" width="\(width)" \
            height="\(height)" role="\(marks.contains { $0.link != nil } ? "group" : "img")" aria-label="\(label)" \
            font-family="system-ui, sans-serif" font-size="15" text-rendering="geometricPrecision">\(style)
            <g class="part">\(highlight)</g>
            \(marks.compactMap(mark))
            <g fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" pointer-events="none">
            \(bonds.lines)
            </g>
            <g fill="currentColor" pointer-events="none">\(bonds.wedges)
            \(layout.atoms.compactMap { text(of: $0.atom) })</g>
            </svg>
            """
    }

    private var highlight: HTML {
        let bonds = layout.bonds.filter { highlighted.contains($0.begin) && highlighted.contains($0.end) }
        let lines = bonds.compactMap { bond -> HTML? in
            guard let line = line(bond.begin, bond.end) else { return nil }
            return "<line \(line) stroke-width=\"18\" stroke-linecap=\"round\"/>"
        }
        let atoms = highlighted.sorted().compactMap { atom -> HTML? in
            guard let place = places[atom] else { return nil }
            return "<circle cx=\"\(number(place.x))\" cy=\"\(number(place.y))\" r=\"9\"/>"
        }
        return HTML(lines + atoms)
    }

    private func mark(_ mark: Mark) -> HTML? {
        guard mark.atoms.count == 2, let line = line(mark.atoms[0], mark.atoms[1]) else { return nil }
        let bond = mark.atoms.map { String($0 + 1) }.joined(separator: "-")
        let drawn: HTML = """
            <title>\(mark.label)</title><line class="mark" \(line) stroke-width="9" stroke-linecap="round"/>\
            <line class="reach" \(line) stroke-width="26" stroke="transparent"/>
            """
        guard let link = mark.link else { return "<g class=\"bond \(mark.style)\">\(drawn)</g>" }
        return """
            <a href="\(link)" class="bond \(mark.style)" data-bond="\(bond)" aria-label="\(mark.label)">\(drawn)</a>
            """
    }

    private func line(_ a: Int, _ b: Int) -> HTML? {
        guard let p = places[a], let q = places[b] else { return nil }
        return "x1=\"\(number(p.x))\" y1=\"\(number(p.y))\" x2=\"\(number(q.x))\" y2=\"\(number(q.y))\""
    }

    /// What stands at an atom, symbol and hydrogens apart; nil for a plain carbon.
    private func labelText(_ index: Int) -> (symbol: String, hydrogens: String, charge: String)? {
        let atom = molecule.atoms[index]
        let drawn = molecule.neighbors[index].filter { places[$0] != nil }
        let isPlain = atom.atomicNumber == 6 && atom.formalCharge == 0 && !drawn.isEmpty
        guard !isPlain else { return nil }
        let count = molecule.neighbors[index].count - drawn.count
        let hydrogens = count == 0 ? "" : count == 1 ? "H" : "H" + Self.subscripts(count)
        let amount = abs(atom.formalCharge)
        let sign = atom.formalCharge > 0 ? "⁺" : atom.formalCharge < 0 ? "⁻" : ""
        return (atom.symbol, hydrogens, amount > 1 ? Self.superscripts(amount) + sign : sign)
    }

    private func text(of index: Int) -> HTML? {
        guard let place = places[index], let label = labelText(index) else { return nil }
        let neighbors = molecule.neighbors[index].compactMap { places[$0] }
        let lean = neighbors.reduce(0) { $0 + $1.x - place.x }
        let isMirrored = lean > 1 && !label.hydrogens.isEmpty
        let half = 5.2 * Double(label.symbol.count)
        let content =
            isMirrored
            ? label.charge + label.hydrogens + label.symbol : label.symbol + label.hydrogens + label.charge
        return """
            <text class="atom atom-\(label.symbol)" x="\(number(place.x + (isMirrored ? half : -half)))" \
            y="\(number(place.y + 5.3))" text-anchor="\(isMirrored ? "end" : "start")">\(content)</text>
            """
    }

    private static func subscripts(_ number: Int) -> String {
        String(String(number).compactMap { $0.wholeNumberValue.map { Array("₀₁₂₃₄₅₆₇₈₉")[$0] } })
    }

    private static func superscripts(_ number: Int) -> String {
        String(String(number).compactMap { $0.wholeNumberValue.map { Array("⁰¹²³⁴⁵⁶⁷⁸⁹")[$0] } })
    }

    private func number(_ value: Double) -> String { Self.number(value) }

    /// A coordinate with one decimal.
    static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0
            ? String(tenths / 10) : "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }
}

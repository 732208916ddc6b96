internal import Chemistry
internal import Report

/// The bonds of a drawing as lines and wedges.
struct BondLines {
    let layout: StructureLayout
    /// Where the atoms are [pixel].
    let places: [Int: SIMD2<Double>]
    /// Whether an atom has a label, before which lines end.
    let hasLabel: (Int) -> Bool

    private static let gap = 9.5
    private static let distance = 4.6

    /// Every bond but solid wedges.
    var lines: [HTML] { layout.bonds.filter { $0.direction != .wedge }.flatMap(drawn) }

    /// Solid wedges.
    var wedges: [HTML] { layout.bonds.filter { $0.direction == .wedge }.compactMap(wedge) }

    private func ends(_ bond: StructureLayout.Line) -> (SIMD2<Double>, SIMD2<Double>)? {
        guard let p = places[bond.begin], let q = places[bond.end] else { return nil }
        let along = unit(q - p)
        return (
            hasLabel(bond.begin) ? p + along * Self.gap : p, hasLabel(bond.end) ? q - along * Self.gap : q
        )
    }

    private func drawn(_ bond: StructureLayout.Line) -> [HTML] {
        guard let (p, q) = ends(bond) else { return [] }
        let along = unit(q - p)
        let across = SIMD2(-along.y, along.x)
        switch (bond.direction, bond.order) {
        case (.dashes, _): return dashes(p, q, across)
        case (_, 2): return double(bond, p, q, along, across)
        case (_, 3):
            let shift = across * Self.distance
            return [line(p, q), line(p + shift, q + shift), line(p - shift, q - shift)]
        default: return [line(p, q)]
        }
    }

    /// The second line lies on the side with more neighbours, as in rings; at the end of a chain both lie beside the axis.
    private func double(
        _ bond: StructureLayout.Line, _ p: SIMD2<Double>, _ q: SIMD2<Double>, _ along: SIMD2<Double>,
        _ across: SIMD2<Double>
    ) -> [HTML] {
        let others = [bond.begin, bond.end].map { neighbors(of: $0, but: bond) }
        if others.contains(where: \.isEmpty) {
            let shift = across * (Self.distance / 2)
            return [line(p + shift, q + shift), line(p - shift, q - shift)]
        }
        let middle = (p + q) / 2
        let lean = others.flatMap { $0 }.reduce(0.0) { sum, place in
            let offset = place - middle
            return sum + (offset.x * across.x + offset.y * across.y > 0 ? 1 : -1)
        }
        let shift = across * (lean >= 0 ? Self.distance : -Self.distance)
        return [line(p, q), line(p + shift + along * 4, q + shift - along * 4)]
    }

    private func neighbors(of atom: Int, but bond: StructureLayout.Line) -> [SIMD2<Double>] {
        layout.bonds.compactMap { other in
            guard other.bond != bond.bond else { return nil }
            if other.begin == atom { return places[other.end] }
            return other.end == atom ? places[other.begin] : nil
        }
    }

    private func wedge(_ bond: StructureLayout.Line) -> HTML? {
        guard let (p, q) = ends(bond) else { return nil }
        let along = unit(q - p)
        let across = SIMD2(-along.y, along.x) * 4.2
        let corners = [p, q + across, q - across].map { "\(number($0.x)),\(number($0.y))" }.joined(separator: " ")
        return "<polygon points=\"\(corners)\"/>"
    }

    private func dashes(_ p: SIMD2<Double>, _ q: SIMD2<Double>, _ across: SIMD2<Double>) -> [HTML] {
        (1...6).map { step in
            let share = Double(step) / 6
            let (middle, shift) = (p + (q - p) * share, across * (4.2 * share))
            return line(middle + shift, middle - shift)
        }
    }

    private func line(_ p: SIMD2<Double>, _ q: SIMD2<Double>) -> HTML {
        "<path d=\"M\(number(p.x)) \(number(p.y))L\(number(q.x)) \(number(q.y))\"/>"
    }

    private func unit(_ v: SIMD2<Double>) -> SIMD2<Double> {
        let length = (v.x * v.x + v.y * v.y).squareRoot()
        return length > 0 ? v / length : SIMD2(1, 0)
    }

    private func number(_ value: Double) -> String { StructureDrawing.number(value) }
}

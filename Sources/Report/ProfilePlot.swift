internal import Foundation

/// A torsion profile as an SVG picture: reference points, and curves before and after the fit.
public struct ProfilePlot: Sendable {
    /// What is drawn.
    public var profile: TorsionProfile
    /// The heading.
    public var title: String

    private let width = 560.0
    private let height = 340.0
    private let margin = (left: 52.0, right: 26.0, top: 58.0, bottom: 46.0)

    /// A plot of a profile under a heading.
    public init(profile: TorsionProfile, title: String) { (self.profile, self.title) = (profile, title) }

    /// A plot of a torsion, with its bonds as heading; nil where there is no profile.
    public init?(_ torsion: TorsionReport) {
        guard let profile = torsion.profile else { return nil }
        self.init(profile: profile, title: torsion.heading)
    }

    /// The picture as an SVG document that follows the reader's choice of light or dark.
    public var svg: String { picture.text }

    /// The picture with its colours for dark ground, for a page without a style sheet of its own.
    public var picture: HTML { drawing(style: "<style>\(Self.dark)</style>") }

    /// The picture for a page whose style sheet has its colours for dark ground.
    public var inline: HTML { drawing(style: .empty) }

    private func drawing(style: HTML) -> HTML {
        """
        <svg xmlns="http://www.w3.org/2000/svg" class="profile" viewBox="0 0 \(Int(width)) \(Int(height))" role="img" \
        aria-label="\(title)" font-family="system-ui, sans-serif" font-size="12">
        \(style)
        <rect class="ground" width="100%" height="100%" fill="#ffffff" rx="6"/>
        <text class="ink" x="\(number(margin.left))" y="22" font-size="14" font-weight="600" fill="#111827">\(title)</text>
        \(legend)
        \(axes)
        \(curve(profile.initial, "initial", color: "#b45309", dashed: true))
        \(curve(profile.refit, "refit", color: "#1d4ed8", dashed: false))
        \(points)
        </svg>

        """
    }

    /// Colours on dark ground; those on light ground are attributes of the elements.
    public static let dark: HTML = """
        @media (prefers-color-scheme: dark) { .profile .ground { fill: #16181d } .profile .ink { fill: #e5e7eb } \
        .profile .note { fill: #a3a9b5 } .profile .rule { stroke: #333844 } .profile .initial { stroke: #f0a35e } \
        .profile .refit { stroke: #7aa7ff } }
        """

    private var energies: [Double] { (profile.reference + profile.initial + profile.refit).filter(\.isFinite) }

    private var tickStep: Double {
        let span = max(0.5, (energies.max() ?? 1) - min(0, energies.min() ?? 0))
        return [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100].first { span / $0 <= 7 } ?? 200
    }

    private var energyRange: ClosedRange<Double> {
        let (low, high) = (min(0, energies.min() ?? 0), energies.max() ?? 1)
        let step = tickStep
        return (low / step).rounded(.down) * step...max(step, (high / step).rounded(.up) * step)
    }

    private var angleRange: ClosedRange<Double> {
        Double(min(-180, profile.angles.min() ?? 0))...Double(max(180, profile.angles.max() ?? 0))
    }

    private func x(_ angle: Double) -> Double {
        let range = angleRange
        let share = (angle - range.lowerBound) / (range.upperBound - range.lowerBound)
        return margin.left + share * (width - margin.left - margin.right)
    }

    private func y(_ energy: Double) -> Double {
        let range = energyRange
        let share = (energy - range.lowerBound) / (range.upperBound - range.lowerBound)
        return height - margin.bottom - share * (height - margin.top - margin.bottom)
    }

    private var axes: HTML {
        var lines: [HTML] = []
        let range = energyRange
        for tick in 0...Int(((range.upperBound - range.lowerBound) / tickStep).rounded()) {
            let energy = range.lowerBound + Double(tick) * tickStep
            lines.append(
                """
                <line class="rule" x1="\(number(margin.left))" x2="\(number(width - margin.right))" \
                y1="\(number(y(energy)))" y2="\(number(y(energy)))" stroke="#e5e7eb"/>
                """)
            lines.append(
                label(signed(String(format: "%g", energy)), x: margin.left - 8, y: y(energy) + 4, anchor: "end"))
        }
        for tick in stride(from: (angleRange.lowerBound / 60).rounded(.up) * 60, through: angleRange.upperBound, by: 60)
        {
            lines.append(label(signed("\(Int(tick))°"), x: x(tick), y: height - margin.bottom + 18, anchor: "middle"))
        }
        let middle = (margin.left + width - margin.right) / 2
        lines.append(label("dihedral angle", x: middle, y: height - 9, anchor: "middle"))
        let center = number((margin.top + height - margin.bottom) / 2)
        lines.append(
            """
            <text class="note" transform="translate(15 \(center)) rotate(-90)" text-anchor="middle" fill="#4b5563">\
            energy [kcal/mol]</text>
            """)
        return HTML(lines)
    }

    /// A curve through the finite points; one over the whole circle is closed at −180°.
    private func curve(_ energies: [Double], _ name: String, color: String, dashed: Bool) -> HTML {
        var pairs = zip(profile.angles, energies).filter { $1.isFinite }
        guard !pairs.isEmpty else { return .empty }
        if let first = pairs.first, let last = pairs.last, last.0 == 180, first.0 > -180, first.0 <= -150 {
            pairs.insert((-180, last.1), at: 0)
        }
        let text = pairs.map { "\(number(x(Double($0)))),\(number(y($1)))" }.joined(separator: " ")
        let dashes: HTML = dashed ? " stroke-dasharray=\"6 4\"" : .empty
        return """
            <polyline class="\(name)" points="\(text)" fill="none" stroke="\(color)" stroke-width="2" \
            stroke-linejoin="round"\(dashes)/>
            """
    }

    private var points: HTML {
        HTML(
            zip(profile.angles, profile.reference).filter { $1.isFinite }.map { angle, energy in
                """
                <circle class="ink" cx="\(number(x(Double(angle))))" cy="\(number(y(energy)))" r="3.2" fill="#111827">\
                <title>\(angle)°: \(String(format: "%.2f", energy)) kcal/mol</title></circle>
                """
            })
    }

    private var legend: HTML {
        let left = margin.left
        func line(_ name: String, _ color: String, _ dashes: HTML, _ x: Double) -> HTML {
            """
            <line class="\(name)" x1="\(number(x))" x2="\(number(x + 24))" y1="38" y2="38" stroke="\(color)" \
            stroke-width="2"\(dashes)/>\(label(name, x: x + 30, y: 42, anchor: "start"))
            """
        }
        var parts: [HTML] = [
            "<circle class=\"ink\" cx=\"\(number(left + 5))\" cy=\"38\" r=\"3.2\" fill=\"#111827\"/>",
            label("QC", x: left + 14, y: 42, anchor: "start"),
        ]
        if !profile.initial.isEmpty {
            parts.append(line("initial", "#b45309", " stroke-dasharray=\"6 4\"", left + 50))
        }
        if !profile.refit.isEmpty { parts.append(line("refit", "#1d4ed8", .empty, left + 138)) }
        return HTML(parts)
    }

    private func label(_ text: String, x: Double, y: Double, anchor: String) -> HTML {
        """
        <text class="note" x="\(number(x))" y="\(number(y))" text-anchor="\(anchor)" fill="#4b5563">\(text)</text>
        """
    }

    /// A number with a true minus sign.
    private func signed(_ text: String) -> String { text.replacing("-", with: "−") }

    private func number(_ value: Double) -> String { String(format: "%.1f", value) }
}

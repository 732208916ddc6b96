internal import Foundation

/// A torsion profile as an SVG picture: reference points, and curves before and after the fit.
public struct ProfilePlot: Sendable {
    /// What is drawn.
    public var profile: TorsionProfile
    /// The heading.
    public var title: String

    private let width = 560.0
    private let height = 340.0
    private let margin = (left: 52.0, right: 16.0, top: 40.0, bottom: 46.0)

    /// A plot of a profile under a heading.
    public init(profile: TorsionProfile, title: String) { (self.profile, self.title) = (profile, title) }

    /// The picture as an SVG document; readable on light and dark ground.
    public var svg: String {
        let curves = [
            polyline(profile.initial, style: "stroke:#b45309;stroke-dasharray:6 4"),
            polyline(profile.refit, style: "stroke:#1d4ed8"), points(profile.reference),
        ]
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(width)) \(Int(height))" role="img" \
            aria-label="\(escapedHTML(title))" font-family="sans-serif" font-size="12">
            <rect width="100%" height="100%" fill="#ffffff" rx="6"/>
            <text x="\(margin.left)" y="20" font-size="13" fill="#111827">\(escapedHTML(title))</text>
            \(axes)
            \(curves.joined(separator: "\n"))
            \(legend)
            </svg>

            """
    }

    private var energyRange: ClosedRange<Double> {
        let all = (profile.reference + profile.initial + profile.refit).filter(\.isFinite)
        let low = min(0, all.min() ?? 0)
        let high = max(all.max() ?? 1, low + 1)
        let step = tickStep
        return (low / step).rounded(.down) * step...(high / step).rounded(.up) * step
    }

    private var tickStep: Double {
        let all = (profile.reference + profile.initial + profile.refit).filter(\.isFinite)
        let span = max(1, (all.max() ?? 1) - min(0, all.min() ?? 0))
        return [0.25, 0.5, 1, 2, 5, 10, 20, 50, 100].first { span / $0 <= 7 } ?? 200
    }

    private func x(_ angle: Double) -> Double {
        margin.left + (angle + 180) / 360 * (width - margin.left - margin.right)
    }

    private func y(_ energy: Double) -> Double {
        let range = energyRange
        let share = (energy - range.lowerBound) / (range.upperBound - range.lowerBound)
        return height - margin.bottom - share * (height - margin.top - margin.bottom)
    }

    private var axes: String {
        var lines: [String] = []
        for tick in stride(from: energyRange.lowerBound, through: energyRange.upperBound + 1e-9, by: tickStep) {
            let row = number(y(tick))
            lines.append(
                "<line x1=\"\(margin.left)\" x2=\"\(width - margin.right)\" y1=\"\(row)\" y2=\"\(row)\" stroke=\"#e5e7eb\"/>"
            )
            lines.append(label(String(format: "%g", tick), x: margin.left - 8, y: y(tick) + 4, anchor: "end"))
        }
        for tick in stride(from: -180.0, through: 180, by: 60) {
            lines.append(label("\(Int(tick))°", x: x(tick), y: height - margin.bottom + 18, anchor: "middle"))
        }
        lines.append(label("dihedral angle", x: (margin.left + width) / 2, y: height - 8, anchor: "middle"))
        lines.append(
            "<text transform=\"translate(14 \(number(height / 2))) rotate(-90)\" text-anchor=\"middle\" fill=\"#374151\">"
                + "energy [kcal/mol]</text>")
        return lines.joined(separator: "\n")
    }

    private func polyline(_ energies: [Double], style: String) -> String {
        let pairs = zip(profile.angles, energies).filter { $1.isFinite }
        let text = pairs.map { "\(number(x(Double($0)))),\(number(y($1)))" }.joined(separator: " ")
        return "<polyline points=\"\(text)\" fill=\"none\" stroke-width=\"2\" style=\"\(style)\"/>"
    }

    private func points(_ energies: [Double]) -> String {
        zip(profile.angles, energies).filter { $1.isFinite }.map {
            "<circle cx=\"\(number(x(Double($0))))\" cy=\"\(number(y($1)))\" r=\"3.5\" fill=\"#111827\"/>"
        }.joined(separator: "\n")
    }

    private var legend: String {
        let right = width - margin.right
        return [
            label("● QC", x: right - 190, y: 20, anchor: "start", fill: "#111827"),
            label("– – initial", x: right - 140, y: 20, anchor: "start", fill: "#b45309"),
            label("— refit", x: right - 60, y: 20, anchor: "start", fill: "#1d4ed8"),
        ].joined(separator: "\n")
    }

    private func label(_ text: String, x: Double, y: Double, anchor: String, fill: String = "#374151") -> String {
        "<text x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\" fill=\"\(fill)\">\(escapedHTML(text))</text>"
    }

    private func number(_ value: Double) -> String { String(format: "%.1f", value) }
}

import Foundation
import FoundationXML
import JSON
import Report
import Testing

@Suite("The report of a fit")
struct ReportTests {
    private static let angles = Array(stride(from: -165, through: 180, by: 15))

    private static func torsion(_ title: String = "CC<O>&\"x\"") -> TorsionReport {
        let reference = angles.map { 1.5 * (1 + cos(Double($0) * .pi / 60)) }
        let profile = TorsionProfile(
            angles: angles, reference: reference, initial: reference.map { 0.5 * $0 },
            refit: angles.indices.map { $0 == 3 ? .nan : reference[$0] + 0.01 })
        return TorsionReport(
            bonds: [[1, 2], [4, 6]], fragment: title, cmiles: "[H:1][O:2][O:3][H:4]", dihedral: [0, 1, 2, 3],
            smirks: ["[*:1]~[*:2]"], profile: profile, referenceBarrier: 3,
            initial: .init(rmse: 0.876, maximumError: 1.5, barrier: 1.5),
            refit: .init(rmse: 0.0123, maximumError: 0.02, barrier: 3.01))
    }

    private static var report: BespokeReport {
        BespokeReport(
            smiles: "CC<script>alert(1)</script>", torsions: [torsion()],
            parameters: [
                ParameterReport(
                    section: "ProperTorsions", id: "t168", smirks: "[#6:1]&[#7:2]", attribute: "k2",
                    unit: "kilocalorie / mole", initial: 1.25, refit: -0.33333, prior: 6)
            ], objective: [.init(total: 0.694984, unpenalized: 0.694984), .init(total: 0.01549, unpenalized: 0.00036)],
            converged: false, reason: "stopped & \"tired\"", warnings: ["a < b"])
    }

    private static func isWellFormed(_ text: String) -> Bool {
        XMLParser(data: Data(text.utf8)).parse()
    }

    @Test("text of the molecule and of warnings cannot become markup")
    func escaping() {
        let page = HTMLReport(Self.report).text
        #expect(!page.contains("<script"))
        #expect(page.contains("CC&lt;script&gt;alert(1)&lt;/script&gt;"))
        #expect(page.contains("<li>a &lt; b</li>"))
        #expect(page.contains("stopped &amp; &quot;tired&quot;"))
        #expect(page.contains("[#6:1]&amp;[#7:2]"))
    }

    @Test("the page shows errors before and after, parameters with priors, and the objective")
    func numbers() {
        let page = HTMLReport(Self.report).text
        for cell in ["0.88", "0.01", "3.00", "3.01", "1.2500", "-0.3333", "6.0000", "0.694984", "0.015490", "t168"] {
            #expect(page.contains("<td>\(cell)</td>"), "\(cell)")
        }
        #expect(page.contains("2–3, 5–7"))
        #expect(page.contains("did not converge; this is the best force field found"))
    }

    @Test("the values of one parameter share its id and SMIRKS")
    func groups() {
        var report = Self.report
        var other = report.parameters[0]
        other.attribute = "k3"
        report.parameters.append(other)
        let page = HTMLReport(report).text
        #expect(page.components(separatedBy: "t168").count == 2)
        #expect(page.contains("<td rowspan=\"2\">t168</td><td>k2</td>"))
        #expect(page.contains("<tr><td>k3</td>"))
        #expect(page.contains("<td>kcal/mol</td>"))
    }

    @Test("the page needs nothing from outside and is one well-formed document")
    func selfContained() {
        let page = HTMLReport(Self.report).text
        for word in ["src=", "href=", "@import", "url("] { #expect(!page.contains(word), "\(word)") }
        let body = page.split(separator: "<body>").last.map { "<body>" + $0.replacing("</html>", with: "") } ?? ""
        #expect(Self.isWellFormed(body))
    }

    @Test("a plot is well-formed XML, leaves out points that are not numbers, and stays inside its frame")
    func plot() throws {
        let plot = try #require(ProfilePlot(Self.torsion()))
        #expect(Self.isWellFormed(plot.svg))
        #expect(!plot.svg.contains("nan"))
        #expect(plot.svg.components(separatedBy: "<circle").count == 24 + 2)
        #expect(plot.svg.contains("prefers-color-scheme: dark"))
        let numbers = plot.svg.matches(of: /c?[xy][12]?="(-?[0-9.]+)"/).compactMap { Double($0.1) }
        #expect(numbers.count > 60 && numbers.allSatisfy { (0...560).contains($0) })
    }

    @Test(
        "a plot of a flat, a single-point and an empty profile is still a plot",
        arguments: [[0.0, 0.0], [1.0], [], [Double.nan, .infinity], [-3, 400]])
    func extremes(energies: [Double]) {
        let angles = energies.indices.map { $0 * 90 }
        let profile = TorsionProfile(angles: angles, reference: energies, initial: energies, refit: energies)
        let svg = ProfilePlot(profile: profile, title: "<&>").svg
        #expect(Self.isWellFormed(svg))
        #expect(!svg.contains("nan") && !svg.contains("inf"))
    }

    @Test("the heading of a torsion with many bonds stays short")
    func heading() {
        var torsion = Self.torsion()
        #expect(torsion.heading == "bonds 2–3, 5–7")
        torsion.bonds = (0..<9).map { [$0, $0 + 1] }
        #expect(torsion.heading == "bonds 1–2, 2–3, 3–4, 4–5, 5–6, 6–7 and 3 more")
    }

    @Test("a torsion without a profile has a row and no plot")
    func noProfile() {
        var report = Self.report
        report.torsions[0].profile = nil
        report.torsions[0].refit = nil
        let page = HTMLReport(report).text
        #expect(!page.contains("<figure"))
        #expect(page.contains("<td>–</td>"))
    }

    @Test("the JSON form survives a round trip, points left out as null")
    func json() throws {
        let json = try JSON(encoding: Self.report)
        #expect(json["torsions"]?[0]?["profile"]?["refit"]?[3]?.number?.isFinite != true)
        #expect(json.text().contains("null"))
        #expect(json["converged"] == .boolean(false))
        #expect(json["objective"]?[1]?["total"] == .number(0.01549))
    }
}

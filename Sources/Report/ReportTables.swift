internal import Foundation

/// The parts of a report that its page and the web page share.
public struct ReportTables: Sendable {
    /// What is shown.
    public let report: BespokeReport

    /// The parts of a report.
    public init(_ report: BespokeReport) { self.report = report }

    /// Whether the fit converged, in a sentence.
    public var verdict: HTML {
        report.converged
            ? "The fit converged: \(report.reason)"
            : "The fit did not converge; this is the best force field found: \(report.reason)"
    }

    /// The warnings as a list; nothing where there are none.
    public var warnings: HTML {
        guard !report.warnings.isEmpty else { return .empty }
        return "<h2>Warnings</h2>\n\(Self.warningList(report.warnings))"
    }

    /// Warnings as a list.
    public static func warningList(_ warnings: [String]) -> HTML {
        "<ul class=\"warnings\">\n\(warnings.map { "<li>\($0)</li>" as HTML })\n</ul>"
    }

    /// Errors and barriers of each rotatable bond.
    public var torsions: HTML {
        let rows = report.torsions.map { torsion in
            let cells =
                ["<td>\(torsion.bondNames)</td>" as HTML]
                + ["<td><code>\(torsion.fragment)</code></td>"]
                + [
                    torsion.initial?.rmse, torsion.refit?.rmse, torsion.initial?.maximumError,
                    torsion.refit?.maximumError, torsion.referenceBarrier, torsion.initial?.barrier,
                    torsion.refit?.barrier,
                ].map { "<td>\(Self.energy($0))</td>" as HTML }
            return "<tr>\(Self.line(cells))</tr>" as HTML
        }
        let header = [
            "bond", "fragment", "RMSE before", "RMSE after", "max. error before", "max. error after", "barrier QC",
            "barrier before", "barrier after",
        ]
        return "<p>Energies in kcal/mol.</p>\(Self.table(header, rows))"
    }

    /// One row for each value; those of one parameter share its id and SMIRKS.
    public var parameters: HTML {
        var rows: [HTML] = []
        var rest = report.parameters[...]
        while let first = rest.first {
            let group = rest.prefix { $0.section == first.section && $0.id == first.id && $0.smirks == first.smirks }
            rest = rest.dropFirst(group.count)
            let span: HTML = group.count > 1 ? " rowspan=\"\(group.count)\"" : .empty
            for (position, parameter) in group.enumerated() {
                let values = [
                    parameter.attribute, Self.value(parameter.initial), Self.value(parameter.refit),
                    Self.value(parameter.prior), Self.shortUnit(parameter.unit),
                ].map { "<td>\($0)</td>" as HTML }
                let head: HTML = position == 0 ? "<td\(span)>\(first.id)</td>" : .empty
                let tail: HTML = position == 0 ? "<td\(span)><code>\(first.smirks)</code></td>" : .empty
                rows.append("<tr>\(head)\(Self.line(values))\(tail)</tr>")
            }
        }
        return Self.table(["id", "value", "before", "after", "prior width", "unit", "SMIRKS"], rows)
    }

    /// The objective at the start and after each iteration.
    public var objective: HTML {
        let rows = report.objective.enumerated().map { iteration, objective -> HTML in
            let (total, plain) = (
                String(format: "%.6f", objective.total), String(format: "%.6f", objective.unpenalized)
            )
            return "<tr><td>\(iteration)</td><td>\(total)</td><td>\(plain)</td></tr>"
        }
        return Self.table(["iteration", "objective", "without penalty"], rows)
    }

    /// A table from the names of its columns and its rows.
    public static func table(_ header: [String], _ rows: [HTML]) -> HTML {
        let head = header.map { "<th scope=\"col\">\($0)</th>" as HTML }
        return """
            <div class="scroll"><table><thead><tr>\(line(head))</tr></thead><tbody>
            \(rows)
            </tbody></table></div>
            """
    }

    /// An energy [kcal/mol] with two decimals, or a dash.
    public static func energy(_ value: Double?) -> String { value.map { String(format: "%.2f", $0) } ?? "–" }

    private static func value(_ value: Double) -> String { String(format: "%.4f", value) }

    private static func line(_ pieces: [HTML]) -> HTML { pieces.reduce(.empty) { "\($0)\($1)" } }

    private static func shortUnit(_ unit: String) -> String {
        unit.replacing("kilocalorie", with: "kcal").replacing("mole", with: "mol").replacing("angstrom", with: "Å")
            .replacing("radian", with: "rad").replacing(" ** 2", with: "²").replacing(" / ", with: "/")
    }
}

internal import Foundation

/// A fit's report as one self-contained HTML page: no scripts, no outside resources.
public struct HTMLReport: Sendable {
    /// What is shown.
    public let report: BespokeReport

    /// A page for a report.
    public init(_ report: BespokeReport) { self.report = report }

    /// The page.
    public var text: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Bespoke fit of \(escapedHTML(report.smiles))</title>
        <style>\(Self.style)</style>
        </head>
        <body>
        <main>
        <h1>Bespoke fit</h1>
        <p class="smiles">\(escapedHTML(report.smiles))</p>
        <p>\(verdict)</p>
        \(warnings)
        <h2>Rotatable bonds</h2>
        \(torsionTable)
        <div class="figures">
        \(report.torsions.enumerated().map { figure($0.offset, $0.element) }.joined(separator: "\n"))
        </div>
        <h2>Fitted parameters</h2>
        \(parameterTable)
        <h2>Objective</h2>
        \(objectiveTable)
        </main>
        </body>
        </html>

        """
    }

    private var verdict: String {
        (report.converged ? "The fit converged: " : "The fit did not converge; this is the best force field found: ")
            + escapedHTML(report.reason)
    }

    private var warnings: String {
        guard !report.warnings.isEmpty else { return "" }
        let items = report.warnings.map { "<li>\(escapedHTML($0))</li>" }.joined(separator: "\n")
        return "<h2>Warnings</h2>\n<ul class=\"warnings\">\n\(items)\n</ul>"
    }

    private var torsionTable: String {
        let rows = report.torsions.map { torsion in
            [
                torsion.bondNames, code(torsion.fragment), energy(torsion.initial?.rmse),
                energy(torsion.refit?.rmse),
                energy(torsion.initial?.maximumError), energy(torsion.refit?.maximumError),
                energy(torsion.referenceBarrier), energy(torsion.initial?.barrier), energy(torsion.refit?.barrier),
            ]
        }
        let header = [
            "bond", "fragment", "RMSE before", "RMSE after", "max. error before", "max. error after", "barrier QC",
            "barrier before", "barrier after",
        ]
        return "<p>Energies in kcal/mol.</p>" + table(header, rows)
    }

    /// One row for each value; those of one parameter share its id and SMIRKS.
    private var parameterTable: String {
        var rows: [String] = []
        var rest = report.parameters[...]
        while let first = rest.first {
            let group = rest.prefix { $0.section == first.section && $0.id == first.id && $0.smirks == first.smirks }
            rest = rest.dropFirst(group.count)
            let span = group.count > 1 ? " rowspan=\"\(group.count)\"" : ""
            for (position, parameter) in group.enumerated() {
                let values = [
                    parameter.attribute, value(parameter.initial), value(parameter.refit), value(parameter.prior),
                    shortUnit(parameter.unit),
                ].map { "<td>\(escapedHTML($0))</td>" }.joined()
                let head = position == 0 ? "<td\(span)>\(escapedHTML(first.id))</td>" : ""
                let tail = position == 0 ? "<td\(span)>\(code(first.smirks))</td>" : ""
                rows.append("<tr>\(head)\(values)\(tail)</tr>")
            }
        }
        return table(["id", "value", "before", "after", "prior width", "unit", "SMIRKS"], rows)
    }

    private func shortUnit(_ unit: String) -> String {
        unit.replacing("kilocalorie", with: "kcal").replacing("mole", with: "mol").replacing("angstrom", with: "Å")
            .replacing("radian", with: "rad").replacing(" ** 2", with: "²").replacing(" / ", with: "/")
    }

    private var objectiveTable: String {
        let rows = report.objective.enumerated().map { iteration, objective in
            ["\(iteration)", String(format: "%.6f", objective.total), String(format: "%.6f", objective.unpenalized)]
        }
        return table(["iteration", "objective", "without penalty"], rows)
    }

    private func figure(_ index: Int, _ torsion: TorsionReport) -> String {
        guard let plot = ProfilePlot(torsion) else { return "" }
        return
            "<figure id=\"torsion-\(index)\">\n\(plot.svg)<figcaption>\(code(torsion.fragment))</figcaption>\n</figure>"
    }

    private func code(_ text: String) -> String { "<code>\(escapedHTML(text))</code>" }

    private func energy(_ value: Double?) -> String { value.map { String(format: "%.2f", $0) } ?? "–" }

    private func value(_ value: Double) -> String { String(format: "%.4f", value) }

    private func table(_ header: [String], _ rows: [[String]]) -> String {
        table(header, rows.map { "<tr>" + $0.map { "<td>\($0)</td>" }.joined() + "</tr>" })
    }

    private func table(_ header: [String], _ rows: [String]) -> String {
        let head = header.map { "<th scope=\"col\">\($0)</th>" }.joined()
        return "<div class=\"scroll\"><table><thead><tr>\(head)</tr></thead><tbody>\n\(rows.joined(separator: "\n"))\n"
            + "</tbody></table></div>"
    }

    private static let style = """
        :root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.45 }
        main { max-width: 62rem; margin: 2rem auto; padding: 0 1rem }
        h1 { margin-bottom: 0 } h2 { margin-top: 2.2rem }
        .smiles, code { font-family: ui-monospace, monospace; overflow-wrap: anywhere; font-size: .9em }
        .scroll { overflow-x: auto } table { border-collapse: collapse; font-variant-numeric: tabular-nums }
        th, td { text-align: left; padding: .25rem .8rem .25rem 0; border-bottom: 1px solid #8884; vertical-align: top }
        th { font-weight: 600; font-size: .85em; vertical-align: bottom } td:has(> code) { min-width: 14rem }
        .figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(26rem, 100%), 1fr)); gap: 1.2rem;
            margin-top: 1.2rem }
        figure { margin: 0; border: 1px solid #8884; border-radius: 6px } figure svg { display: block; width: 100% }
        figcaption { font-size: .85em; overflow-wrap: anywhere; padding: .4rem .8rem; border-top: 1px solid #8884 }
        .warnings li { color: light-dark(#92400e, #f0a35e) }
        @media print { figure, tr { break-inside: avoid } }
        """
}

/// A text with the characters escaped that mean something in HTML.
func escapedHTML(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
}

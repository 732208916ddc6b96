/// A fit's report as one self-contained HTML page: no scripts, no outside resources.
public struct HTMLReport: Sendable {
    /// What is shown.
    public let report: BespokeReport

    /// A page for a report.
    public init(_ report: BespokeReport) { self.report = report }

    /// The page.
    public var text: String { page.text }

    private var page: HTML {
        let tables = ReportTables(report)
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Bespoke fit of \(report.smiles)</title>
            <style>\(Self.style)</style>
            </head>
            <body>
            <main>
            <h1>Bespoke fit</h1>
            <p class="smiles">\(report.smiles)</p>
            <p>\(tables.verdict)</p>
            \(tables.warnings)
            <h2>Rotatable bonds</h2>
            \(tables.torsions)
            <div class="figures">
            \(report.torsions.enumerated().map { figure($0.offset, $0.element) })
            </div>
            <h2>Fitted parameters</h2>
            \(tables.parameters)
            <h2>Objective</h2>
            \(tables.objective)
            </main>
            </body>
            </html>

            """
    }

    private func figure(_ index: Int, _ torsion: TorsionReport) -> HTML {
        guard let plot = ProfilePlot(torsion) else { return .empty }
        return """
            <figure id="torsion-\(index)">
            \(plot.picture)<figcaption><code>\(torsion.fragment)</code></figcaption>
            </figure>
            """
    }

    private static let style: HTML = """
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

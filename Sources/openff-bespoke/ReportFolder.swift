import JSON
import Report

/// The folder of a fit's report: `report.html`, `report.json` and a picture for each torsion.
struct ReportFolder {
    let path: String

    /// Writes the report; other files in the folder are left alone.
    func write(_ report: BespokeReport) throws {
        try AtomicFile.write(HTMLReport(report).text, to: path + "/report.html")
        try AtomicFile.write(JSON(encoding: report).text(indent: 2) + "\n", to: path + "/report.json")
        for (index, torsion) in report.torsions.enumerated() {
            guard let plot = ProfilePlot(torsion) else { continue }
            try AtomicFile.write(plot.svg, to: path + "/torsion-\(index).svg")
        }
    }
}

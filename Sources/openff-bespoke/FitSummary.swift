import Foundation
import Report
import Workflow

/// The table at the end of a run: each rotatable bond, its fragment, and how well it is described before and after.
struct FitSummary {
    let task: TaskState

    /// The table, or what there is to say instead.
    var text: String {
        guard let report = task.fit?.report else { return "" }
        guard !report.torsions.isEmpty else { return "no torsion was fitted" }
        let header = ["BOND", "FRAGMENT", "RMSE BEFORE", "RMSE AFTER", "FITTED"]
        let table = Table(header: header, rows: report.torsions.map { row($0, report) })
        let gradients = task.drives.values.map(\.gradients).reduce(0, +)
        return
            "\(table.text)\nRMSE of the torsion profile against QC [kcal/mol]; \(gradients) gradients\n\(objective(report))"
    }

    private func row(_ torsion: TorsionReport, _ report: BespokeReport) -> [String] {
        let names = torsion.bonds.map { bond in bond.map { String($0 + 1) }.joined(separator: "-") }
        let bonds = names.joined(separator: ", ")
        guard torsion.profile != nil else { return [bonds, torsion.fragment, "-", "-", "kept: no profile"] }
        let fitted = Set(torsion.smirks)
        let values = report.parameters.filter { fitted.contains($0.smirks) }
        let ids = Set(values.map(\.id)).sorted { ($0.count, $0) < ($1.count, $1) }
        return [
            bonds, torsion.fragment, number(torsion.initial?.rmse), number(torsion.refit?.rmse),
            "\(ids.joined(separator: " ")) (\(values.count) k)",
        ]
    }

    private func objective(_ report: BespokeReport) -> String {
        guard let first = report.objective.first, let last = report.objective.last else { return "" }
        let verdict = report.converged ? "converged" : "not converged"
        return String(
            format: "objective %.4f before, %.4f after, %.4f without penalty (%@ in %d iterations)", first.total,
            last.total, last.unpenalized, verdict, report.objective.count - 1)
    }

    private func number(_ value: Double?) -> String { value.map { String(format: "%.2f", $0) } ?? "-" }
}

import Foundation
import Report

/// The table at the end of a run: each rotatable bond, its fragment, and how well it is described before and after.
struct FitSummary {
    let report: BespokeReport
    /// How many energies with gradients the reference data took; nil where they were at hand.
    let gradients: Int?

    /// The table, or what there is to say instead.
    var text: String {
        guard !report.torsions.isEmpty else {
            return report.parameters.isEmpty ? "no torsion was fitted" : objective(report)
        }
        let header = ["BOND", "FRAGMENT", "RMSE BEFORE", "RMSE AFTER", "FITTED"]
        let table = Table(header: header, rows: report.torsions.map { row($0, report) })
        let cost = gradients.map { "; \($0) gradients" } ?? ""
        return "\(table.text)\nRMSE of the torsion profile against QC [kcal/mol]\(cost)\n\(objective(report))"
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
            format: "objective %.6f before, %.6f after, %.6f without penalty (%@ in %d iterations)", first.total,
            last.total, last.unpenalized, verdict, report.objective.count - 1)
    }

    private func number(_ value: Double?) -> String { value.map { String(format: "%.2f", $0) } ?? "-" }
}

public import Executor
internal import Foundation
internal import Report
public import Workflow

/// Times, states and counts for people.
enum Words {
    /// A duration [s], with no more precision than anybody needs.
    static func duration(_ seconds: Double) -> String {
        let seconds = max(0, seconds)
        if seconds < 90 { return "\(Int(seconds.rounded())) s" }
        if seconds < 5400 { return "\(Int((seconds / 60).rounded())) min" }
        if seconds < 36 * 3600 {
            let minutes = Int((seconds / 60).rounded())
            return "\(minutes / 60) h \(minutes % 60) min"
        }
        return "\(Int((seconds / 86400).rounded())) days"
    }

    /// A moment [s since 1970] that scripts show in the reader's zone.
    static func moment(_ time: Double) -> HTML {
        let text = Date(timeIntervalSince1970: time).formatted(.iso8601)
        return "<time datetime=\"\(text)\">\(text.replacing("T", with: " ").replacing("Z", with: " UTC"))</time>"
    }

    /// A number with its noun.
    static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
        "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
    }

    /// A state as a badge.
    static func badge(_ status: TaskStatus) -> HTML {
        "<span class=\"badge task-\(status.rawValue)\">\(name(status))</span>"
    }

    static func name(_ status: TaskStatus) -> String {
        switch status {
        case .waiting: "waiting"
        case .running: "running"
        case .success: "done"
        case .errored: "failed"
        case .cancelled: "cancelled"
        }
    }

    /// What happens to a bond.
    static func name(_ state: TorsionCourse.State) -> String {
        switch state {
        case .waiting: "waiting"
        case .scanning: "scanning"
        case .scanned: "scanned"
        case .fitted: "fitted"
        case .fellBack: "fell back"
        case .failed: "failed"
        }
    }

    /// What happens to a bond, in a sentence.
    static func meaning(_ state: TorsionCourse.State) -> String {
        switch state {
        case .waiting: "nothing computed yet"
        case .scanning: "its torsion drive runs"
        case .scanned: "drive finished, fit to come"
        case .fitted: "parameters fitted"
        case .fellBack: "keeps the initial values"
        case .failed: "not fitted"
        }
    }

    /// A share as a bar.
    static func bar(_ finished: Int, of total: Int, _ label: String) -> HTML {
        guard total > 0 else { return .empty }
        return """
            <progress max="\(total)" value="\(finished)" aria-label="\(label)"></progress> \
            <small>\(finished)/\(total)</small>
            """
    }
}

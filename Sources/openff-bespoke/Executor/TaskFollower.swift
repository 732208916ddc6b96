import Executor
import Foundation
import JSON
import Workflow

/// Shows how tasks come on until all have ended: a line for each finished stage, and a live line with a bar.
actor TaskFollower {
    private let executor: any ExecutorService
    private let console: Console
    private var shown: Set<String> = []
    private var pace: [Int: (start: ContinuousClock.Instant, points: Int)] = [:]
    private static let activities = [
        "fragmentation": "fragmenting the molecule", "qc-generation": "generating bespoke QC data",
        "optimization": "optimizing the parameters",
    ]

    init(_ executor: any ExecutorService, console: Console) { (self.executor, self.console) = (executor, console) }

    /// Follows tasks to their ends, asking some times a second.
    func follow(_ ids: [Int], every interval: Duration = .milliseconds(200)) async throws -> [TaskView] {
        var open = ids
        var ended: [Int: TaskView] = [:]
        while !open.isEmpty {
            var lines: [String] = []
            for id in open {
                let task = try await executor.existingTask(id)
                let prefix = ids.count > 1 ? "[\(id)] " : ""
                for stage in task.detail.stages { await announce(stage, of: id, prefix) }
                if task.status.isFinished {
                    ended[id] = task
                    for warning in task.detail.warnings { await console.print(.warning, prefix + warning) }
                } else if task.status == .running {
                    lines.append(prefix + line(task))
                }
            }
            open.removeAll { ended[$0] != nil }
            guard !open.isEmpty else { break }
            let summary = ids.count > 1 ? "\(ids.count - open.count)/\(ids.count) tasks; " : ""
            await console.showLive("⧖ " + summary + (lines.first ?? "waiting for other tasks"))
            try await Task.sleep(for: interval)
        }
        await console.showLive("")
        return ids.compactMap { ended[$0] }
    }

    private func line(_ task: TaskView) -> String {
        guard let stage = task.detail.stages.first(where: { $0.status == "running" }) else { return "waiting" }
        var text = Self.activities[stage.type] ?? stage.type
        let detail = task.detail
        if stage.type == "fragmentation", detail.bondOrders.total > 0 {
            text += " " + bar(detail.bondOrders) + " bond orders"
        }
        if stage.type == "qc-generation", detail.gridPoints.total > 0 {
            text += " " + bar(detail.gridPoints) + " grid points,"
            text += " \(detail.drives.finished)/\(detail.drives.total) torsion drives" + timeLeft(task)
        }
        return text
    }

    private func bar(_ count: TaskDetail.Count) -> String {
        let width = 20
        let filled = count.total > 0 ? min(width, count.finished * width / count.total) : 0
        return "[" + String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
            + "] \(count.finished)/\(count.total)"
    }

    /// The time that the missing grid points take at the pace so far.
    private func timeLeft(_ task: TaskView) -> String {
        let points = task.detail.gridPoints
        guard let (start, first) = pace[task.id] else {
            pace[task.id] = (.now, points.finished)
            return ""
        }
        guard points.finished >= first + 3 else { return "" }
        let elapsed = ContinuousClock.now - start
        let left =
            Double(elapsed.components.seconds + 1) * Double(points.total - points.finished)
            / Double(points.finished - first)
        return left < 90 ? ", about \(Int(left)) s left" : ", about \(Int(left / 60)) min left"
    }

    private func announce(_ stage: TaskDetail.Stage, of id: Int, _ prefix: String) async {
        guard stage.status == "success" || stage.status == "errored", shown.insert("\(id) \(stage.type)").inserted
        else { return }
        if stage.status == "success" {
            await console.print(.success, prefix + "\(stage.type) successful")
        } else {
            await console.print(.failure, prefix + "\(stage.type) failed")
            await console.print(stage.failure?.message ?? "unknown error")
        }
    }
}

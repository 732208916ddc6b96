internal import Foundation
internal import Pilots
internal import Programs

/// Slurm's commands, each with a time limit of its own: without an answer from the controller they wait for minutes.
struct SlurmCommands: Sendable {
    /// How long a command may take.
    let limit: Duration
    /// The folder of the commands; nil where they are on `PATH`.
    var folder: String?

    /// A command that did not do what was asked.
    struct Failure: Error, CustomStringConvertible {
        /// Whether Slurm itself said no; otherwise nothing is known of what it has done.
        let isRefusal: Bool
        let description: String
    }

    /// Submits a script; the number of its job.
    func submit(_ script: String) async throws(Failure) -> String {
        let output = try await run("sbatch", ["--parsable", script])
        let number = output.split(separator: ";").first.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) } ?? ""
        guard !number.isEmpty, number.allSatisfy(\.isNumber) else {
            throw Failure(isRefusal: false, description: "sbatch answered \(output)")
        }
        return number
    }

    /// What the queue says of this user's jobs, also of those that ended minutes ago.
    func queue() async throws(Failure) -> QueueReading {
        QueueReading(
            text: try await run("squeue", ["--noheader", "--states=all", "--me", "--format=\(QueueReading.format)"]))
    }

    /// Ends a pilot as a step says; false when Slurm has not heard of it.
    func end(_ step: PilotPool.Step) async -> Bool {
        do {
            switch step {
            case .dismiss(let job, let name): try await dismiss(job: job, name: name)
            case .cancel(let job, let name): try await cancel(job: job, name: name)
            case .submit, .forget: break
            }
            return true
        } catch {
            return error.isRefusal
        }
    }

    /// Sends SIGTERM to a job's script, which hands back what it holds and ends.
    private func dismiss(job: String?, name: String) async throws(Failure) {
        _ = try await run("scancel", ["--batch", "--signal=TERM"] + Self.selection(job, name))
    }

    /// Ends a job.
    private func cancel(job: String?, name: String) async throws(Failure) {
        _ = try await run("scancel", Self.selection(job, name))
    }

    /// Exactly one job: a number alone may be another's, so the name must fit too.
    private static func selection(_ job: String?, _ name: String) -> [String] {
        ["--jobname=\(name)"] + (job.map { [$0] } ?? [])
    }

    private func run(_ program: String, _ arguments: [String]) async throws(Failure) -> String {
        let ending: ProgramRun
        do {
            let path = folder.map { $0 + "/" + program } ?? program
            ending = try await ProgramRun.of(path, arguments, environment: Self.hidden, limit: limit)
        } catch {
            throw Failure(isRefusal: false, description: "\(program) was interrupted")
        }
        switch ending {
        case .exited(succeeded: true, let output, _): return output
        case .exited(_, _, let errorOutput):
            let words = errorOutput.split(separator: "\n").joined(separator: " | ")
            throw Failure(isRefusal: Self.isRefusal(words), description: words.isEmpty ? "\(program) failed" : words)
        case .unusable(let why):
            throw Failure(isRefusal: program == "sbatch", description: "\(program) could not be run: \(why)")
        case .tooLate:
            throw Failure(isRefusal: false, description: "\(program) did not answer within \(limit.formatted())")
        }
    }

    /// Whether an error is Slurm's answer and not the want of one.
    private static func isRefusal(_ words: String) -> Bool {
        let silence = [
            "Unable to contact", "Connection refused", "timed out", "Socket", "communication", "connect failure",
        ]
        return !silence.contains { words.localizedCaseInsensitiveContains($0) }
    }

    /// The server's settings, its token among them, are not for jobs, whose environment others may see.
    private static var hidden: [String: String?] {
        let names = ProcessInfo.processInfo.environment.keys.filter { $0.uppercased().hasPrefix("BEFLOW_") }
        return Dictionary(uniqueKeysWithValues: names.map { ($0, nil as String?) })
    }
}

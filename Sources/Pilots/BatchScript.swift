/// The script of a pilot's job, as a function of its profile and id.
public struct BatchScript: Sendable {
    private let profile: PilotProfile
    private let name, folder, program: String

    /// A script.
    ///
    /// - Parameters:
    ///   - name: the job's name.
    ///   - folder: the pilot's own folder, on a shared file system.
    ///   - program: the program on compute nodes.
    public init(_ profile: PilotProfile, name: String, folder: String, program: String) {
        (self.profile, self.name, self.folder, self.program) = (profile, name, folder, program)
    }

    /// The script's text.
    public var text: String {
        let lines =
            ["#!/bin/bash"] + options.map { "#SBATCH \($0)" } + ["set -u"] + environment + profile.setup + [
                "scratch=$(mktemp -d \"${TMPDIR:-/tmp}/openff-bespoke-pilot-XXXXXX\")",
                "trap 'rm -rf \"$scratch\"' EXIT", "", "\(command) &", "worker=$!",
                "trap 'kill -TERM \"$worker\" 2>/dev/null' USR1 TERM INT",
                "while kill -0 \"$worker\" 2>/dev/null; do", "    wait \"$worker\"", "    code=$?", "done",
                "exit \"${code:-1}\"",
            ]
        return lines.joined(separator: "\n") + "\n"
    }

    private var options: [String] {
        var options = [
            "--job-name=\(name)", "--output=\"\(folder.replacing("%", with: "%%"))/pilot.log\"", "--open-mode=append",
            "--chdir=\"\(folder)\"",
            "--no-requeue", "--nodes=1", "--ntasks=1", "--cpus-per-task=\(profile.cores)",
            "--time=\(Self.time(profile.seconds))", "--signal=B:USR1@\(Int(profile.handBackSeconds))",
        ]
        if let memory = profile.memoryPerCore { options.append("--mem-per-cpu=\(Int((memory * 1024).rounded(.up)))M") }
        let named = [
            ("partition", profile.partition), ("account", profile.account), ("qos", profile.qos),
            ("constraint", profile.constraint),
        ]
        for (option, value) in named { if let value { options.append("--\(option)=\"\(value)\"") } }
        return options + profile.options
    }

    private static let threads = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"]

    private var environment: [String] {
        [
            "export OPENFF_BESPOKE_PILOT=\(Self.quoted(folder))",
            "export " + Self.threads.map { $0 + "=1" }.joined(separator: " "),
        ]
    }

    /// The command line of the worker, in its container if there is one.
    private var command: String {
        let worker = [
            Self.quoted(program), "launch-worker", "--cores", String(profile.cores), "--time-limit",
            String(Int(profile.workingSeconds)), "--directory", "\"$scratch\"",
        ]
        return (container + worker).joined(separator: " ")
    }

    private var container: [String] {
        guard let container = profile.container else { return [] }
        let variables = ["OPENFF_BESPOKE_PILOT"] + Self.threads
        let binds = [Self.quoted(folder), "\"$scratch\""] + container.bind.map(Self.quoted)
        return [Self.quoted(container.runtime), "exec", "--cleanenv"]
            + variables.flatMap { ["--env", "\($0)=\"$\($0)\""] } + binds.flatMap { ["--bind", $0] }
            + container.options.map(Self.quoted) + [Self.quoted(container.image)]
    }

    /// A text as one word of the shell.
    private static func quoted(_ text: String) -> String {
        let plain = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._-+:=@,".contains($0)) }
        return plain && !text.isEmpty ? text : "'" + text.replacing("'", with: "'\\''") + "'"
    }

    /// A time in Slurm's form, days-hours:minutes:seconds.
    private static func time(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded(.up))
        let parts = [whole / 3600 % 24, whole / 60 % 60, whole % 60].map { ($0 < 10 ? "0" : "") + String($0) }
        return "\(whole / 86400)-" + parts.joined(separator: ":")
    }
}

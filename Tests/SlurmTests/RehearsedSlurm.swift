import Executor
import Foundation
import Pilots

@testable import Slurm

/// Commands that stand in for Slurm's: they write down what they were asked and answer as they are told.
struct RehearsedSlurm {
    private let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("slurm-" + UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try answer("squeue", lines: [])
        try write("scancel", "")
        try write("sbatch", "echo $((100 + $(wc -l < \"$0.calls\")))")
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    /// A crew; other tests may keep this machine so busy that even these commands take a while.
    func crew(for host: any PilotHost, limit: Duration = .seconds(180)) async throws -> PilotCrew {
        var profile = PilotProfile()
        profile.interval = 0.05
        let crew = try PilotCrew(
            profile, for: host, directory: folder + "/executor", program: "/opt/openff-bespoke",
            commands: SlurmCommands(limit: limit, folder: folder))
        await crew.open(PilotCrew.Door(address: "http://head", port: 8000, prefix: "/api/v1"))
        return crew
    }

    /// The name of a pilot's job.
    func name(of pilot: Pilot, _ crew: PilotCrew) -> String { "bespoke-\(owner)-\(pilot.id)" }

    private var owner: String {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/executor/pilots")) ?? []
        return names.first ?? ""
    }

    func pilotFolders() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder + "/executor/pilots/" + owner)
    }

    /// What a command was asked, call by call.
    func calls(_ command: String) throws -> [String] {
        let path = folder + "/" + command + ".calls"
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    /// Lets a command print some lines.
    func answer(_ command: String, lines: [String]) throws {
        try lines.map { $0 + "\n" }.joined().write(
            toFile: folder + "/" + command + ".answer", atomically: true, encoding: .utf8)
        try write(command, "cat \"$0.answer\"")
    }

    /// Lets a command fail with a message.
    func fail(_ command: String, _ message: String) throws { try write(command, "echo '\(message)' >&2; exit 1") }

    /// Gives a command a script.
    func write(_ command: String, _ script: String) throws {
        let path = folder + "/" + command
        let text = "#!/bin/bash\necho \"$*\" >> \"$0.calls\"\n\(script)\n"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }
}

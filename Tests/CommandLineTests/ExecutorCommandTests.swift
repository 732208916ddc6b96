import Foundation
import Testing

/// An executor in the background that computes nothing, so that tasks stay where they are.
@Suite("Commands around an executor in the background")
struct ExecutorCommandTests {
    /// A launched executor, which is stopped at the end.
    private struct Launched {
        let program: Program
        let environment: [String: String]

        init() throws {
            program = try Program()
            let launch = try program.run([
                "executor", "launch", "--directory", "ex", "--port", "0", "--detach", "--n-fragmenter-workers", "0",
                "--n-qc-compute-workers", "0", "--n-optimizer-workers", "0",
            ])
            try #require(launch.status == 0, "\(launch.output)\(launch.errorOutput)")
            let note = try Data(contentsOf: program.folder.appending(path: "ex/executor.json"))
            let place = try #require(JSONSerialization.jsonObject(with: note) as? [String: Any])
            var environment = ProcessInfo.processInfo.environment
            environment["BEFLOW_GATEWAY_PORT"] = "\(try #require(place["port"] as? Int))"
            self.environment = environment
        }

        func run(_ arguments: String...) throws -> Program.Run {
            try program.run(arguments, environment: environment)
        }

        func json(_ arguments: String...) throws -> Any {
            let run = try program.run(arguments + ["--json"], environment: environment)
            try #require(run.status == 0, "\(run.output)\(run.errorOutput)")
            return try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        }

        func end() {
            _ = try? program.run(["executor", "stop", "--directory", "ex"])
            try? FileManager.default.removeItem(at: program.folder)
        }
    }

    @Test("molecules are submitted with their names, listed, moved, cancelled and queued again")
    func tasks() throws {
        let executor = try Launched()
        defer { executor.end() }
        try executor.program.write("CCCO propanol\nCCCCO butanol\n", to: "two.smi")
        let submitted = try executor.run(
            "executor", "submit", "--file", "two.smi", "--smiles", "CCOC", "--save-submission-info",
            "--default-qc-spec",
            "xtb", "gfn2xtb", "none")
        #expect(submitted.status == 0 && submitted.output.contains("[✓] 3 molecules found"))
        let table = try String(contentsOf: executor.program.folder.appending(path: "submission.csv"), encoding: .utf8)
        #expect(table == "ID,SMILES,NAME,FILE\n1,CCCO,propanol,two.smi\n2,CCCCO,butanol,two.smi\n3,CCOC,,\n")

        #expect(try executor.run("executor", "prioritize", "--id", "2", "--priority", "5").status == 0)
        #expect(try executor.run("executor", "cancel", "--id", "1").output.contains("task 1 was cancelled"))
        let tasks = try #require(try executor.json("executor", "list") as? [[String: Any]])
        #expect(tasks.map { $0["id"] as? Int } == [2, 3, 1] || tasks.map { $0["id"] as? Int } == [1, 2, 3])
        #expect(tasks.first { $0["id"] as? Int == 1 }?["status"] as? String == "cancelled")
        #expect(tasks.first { $0["id"] as? Int == 2 }?["priority"] as? Int == 5)
        let cancelled = try #require(try executor.json("executor", "list", "--status", "cancelled") as? [[String: Any]])
        #expect(cancelled.count == 1)
        #expect(try executor.run("executor", "watch", "--id", "1").status == 2)
        #expect(try executor.run("executor", "retry", "--id", "1").output.contains("task 1 was queued again"))
        let status = try #require(try executor.json("executor", "status") as? [String: Any])
        #expect((status["tasks"] as? [String: Int])?["waiting"] == 3)
        #expect(try executor.run("executor", "logs", "--id", "1").output.contains("cancelled"))
    }

    @Test("a task without a result is retrieved as it is, and gathered only when missing ones are allowed")
    func unfinished() throws {
        let executor = try Launched()
        defer { executor.end() }
        _ = try executor.run("executor", "submit", "--smiles", "CCCO")
        let retrieved = try executor.run(
            "executor", "retrieve", "--id", "1", "--output", "o.json", "--force-field", "f")
        #expect(retrieved.status == 0 && retrieved.output.contains("the bespoke fit is queued"))
        #expect(retrieved.output.contains("still running and so no force field will be saved"))
        let gathered = try executor.run("executor", "gather", "--all", "--output", "fields")
        #expect(gathered.status == 2 && gathered.output.contains("--allow-missing"))
        #expect(try executor.run("executor", "gather", "--all", "--output", "fields", "--allow-missing").status == 0)
        #expect(try executor.run("combine", "--id", "1", "--output", "c.offxml").output.contains("task 1 has no force"))
        #expect(try executor.run("cache", "statistics").status == 0)
    }

    @Test("unknown ids, missing arguments and an absent executor are errors with a sentence and exit status 2")
    func badInput() throws {
        let executor = try Launched()
        defer { executor.end() }
        let unknown = try executor.run("executor", "retrieve", "--id", "7", "--output", "o.json")
        #expect(unknown.status == 2 && unknown.output.contains("[ERROR]"))
        #expect(try executor.run("executor", "retrieve", "--id", "7").status == 2)
        #expect(try executor.run("executor", "watch").status == 2)
        #expect(try executor.run("executor", "launch", "--directory", "ex", "--port", "0").status == 2)
        let absent = try executor.program.run(["executor", "list", "--port", "1"])
        #expect(absent.status == 2)
        #expect(absent.output.contains("failed to connect to the bespoke executor"))
    }
}

internal import BespokeSMIRKS
internal import Executor
internal import Foundation
internal import JSON
internal import Store
internal import TorsionDrive
internal import Workflow

/// Measures the store: durable transitions, reading beside 10,000 tasks, opening. Ends with 1 if a goal is missed.
@main
enum Storage {
    static let schema = BespokeOptimizationSchema(
        id: nil, initialForceField: String(repeating: "<Proper smirks=\"[*:1]~[*:2]~[*:3]~[*:4]\"/>\n", count: 2000),
        stages: [], smiles: "[H:1][C:2]([H:3])([H:4])[O:5][H:6]", initialForceFieldHash: "",
        fragmentationEngine: nil, targetTorsionSMIRKS: nil, smirkSettings: SMIRKSSettings())

    static func main() throws {
        let figures = try measured()
        for figure in figures { print(figure.description) }
        if figures.contains(where: \.isMissed) { exit(1) }
    }

    private static func measured() throws -> [Figure] {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("transitions-\(getpid())").path
        defer { try? FileManager.default.removeItem(atPath: directory) }
        var figures: [Figure] = []
        do {
            let store = try Store(directory: directory)
            let charges = JobReport(.success(.charges([Double](repeating: 0.1234567890123, count: 40))))
            figures.append(
                try transitions("transitions/s, reports of 40 charges", store, charges, jobs: 1000, goal: 1000))
            figures.append(try transitions("transitions/s, grid points of 40 atoms", store, try gridPoint(), jobs: 300))
            figures += try drive(store)
            figures += try tasks(store)
        }
        figures.append(try opening(directory))
        return figures
    }

    private static func seconds(_ body: () throws -> Void) rethrows -> Double {
        try ContinuousClock().measure(body) / .seconds(1)
    }

    private static func write(_ store: Store, _ changes: [Change]) throws {
        _ = try store.transaction(at: 0) { try $0.apply(changes) }
    }

    /// Each job is leased and reported, in a transaction each.
    private static func transitions(
        _ name: String, _ store: Store, _ report: JobReport, jobs: Int, goal: Double? = nil
    ) throws -> Figure {
        let key = UUID().uuidString + name
        let ids = (0..<jobs).map { JobID(work: key, name: "job \($0)") }
        try write(store, [.workBegan(key: key, .charges, request: nil)] + ids.map { .jobAdded($0, .charges) })
        let time = try seconds {
            for id in ids {
                try write(store, [.jobLeased(id, token: id.name + key, worker: "worker")])
                try write(
                    store,
                    [
                        .jobReported(id, token: id.name + key, report), .event(task: 1, .progress, "a grid point"),
                    ])
            }
        }
        return Figure(name, Double(2 * jobs) / time, atLeast: goal)
    }

    private static func gridPoint() throws -> JobReport {
        let hessian = Data(count: 4 * 120 * 121 / 2).base64EncodedString()
        let geometry = (0..<40).map { "[\($0).123456789012345,1.23456789012345,-2.3456789012345]" }
        let text = """
            {"energy":-40.123456789,"geometry":[\(geometry.joined(separator: ","))],"gradients":20,"iterations":19,
            "hessian":"\(hessian)"}
            """
        return JobReport(
            .success(.gridPoint(try JSONDecoder().decode(ConstrainedOptimizationResult.self, from: Data(text.utf8)))))
    }

    /// The result of a torsion drive of 40 atoms with 24 grid points, as a restart reads it.
    private static func drive(_ store: Store) throws -> [Figure] {
        let geometry = JSON.array((0..<120).map { .number(Double($0) * 1.234567890123) })
        let point: JSON = [
            "schema_name": "qcschema_output",
            "molecule": ["geometry": geometry, "symbols": .array(Array(repeating: "C", count: 40))],
            "return_result": geometry, "properties": ["return_energy": -40.123456789], "success": true,
        ]
        let record: JSON = ["schema_version": 1, "optimization_history": .array(Array(repeating: point, count: 24))]
        let result = WorkResult.torsionDrive(QCOutcome(record: record, gradients: 1, warnings: []))
        let writing = try seconds {
            try write(
                store,
                [
                    .workBegan(key: "drive", .torsionDrive, request: nil), .workEnded(key: "drive", .success(result)),
                ])
        }
        let reading = try seconds { try store.transaction(at: 0) { _ = try $0.result(ofWork: "drive") } }
        let size = record.text().utf8.count / 1000
        return [
            Figure("ms to write the result of a torsion drive, \(size) kB", writing * 1000, atMost: nil),
            Figure("ms to read the result of a torsion drive, \(size) kB", reading * 1000, atMost: nil),
        ]
    }

    private static func tasks(_ store: Store) throws -> [Figure] {
        let count = 10_000
        let submitting = try seconds {
            for _ in 0..<count {
                try store.transaction(at: 0) { transaction in
                    let id = try transaction.nextTaskID()
                    try transaction.apply([
                        .taskAdded(id: id, Submission(schema: schema)), .event(task: id, .submitted, "submitted"),
                    ])
                }
            }
        }
        let reads = try (1...200).map { index in try seconds { _ = try store.task(index * 50) } }.sorted()
        let page = try seconds { _ = try store.tasks(TaskQuery(skip: 5000, limit: 1000)) }
        return [
            Figure("submissions/s", Double(count) / submitting, atLeast: nil),
            Figure("ms to read a task of 10,000, median of 200", reads[100] * 1000, atMost: 5),
            Figure("ms to read a task of 10,000, slowest of 200", (reads.last ?? 0) * 1000, atMost: nil),
            Figure("ms to read a page of 1,000 tasks", page * 1000, atMost: nil),
        ]
    }

    private static func opening(_ directory: String) throws -> Figure {
        do {
            let store = try Store(directory: directory)
            for _ in 0..<200 {
                let events = (0..<1000).map {
                    Change.event(task: $0, .progress, "1/3 torsion drives, 5/72 grid points")
                }
                try write(store, events)
            }
        }
        let time = try seconds { _ = try Store(directory: directory) }
        return Figure("ms to open with 10,000 tasks and 200,000 events", time * 1000, atMost: nil)
    }
}

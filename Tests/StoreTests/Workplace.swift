import Chemistry
import Executor
import Foundation
import Fragmentation
import GRDB
import SMIRNOFF
import Store
import TestSupport
import Workflow

/// A directory for a store, deleted with the value.
final class Workplace {
    let directory: String

    init() {
        directory = FileManager.default.temporaryDirectory.appendingPathComponent("store-" + UUID().uuidString).path
    }

    private init(copyOf other: Workplace) throws {
        directory = other.directory + "-copy-" + UUID().uuidString
        try FileManager.default.copyItem(atPath: other.directory, toPath: directory)
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    /// What a power cut or `kill -9` would leave at this moment: the files as they are, in another place.
    func copy() throws -> Workplace { try Workplace(copyOf: self) }

    var database: String { directory + "/" + Store.fileName }

    func store() throws -> Store { try Store(directory: directory) }

    /// Statements behind the back of a store.
    func execute(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws {
        let queue = try DatabaseQueue(path: database)
        try queue.write { try $0.execute(sql: sql, arguments: arguments) }
        try queue.close()
    }

    /// A number from the database.
    func count(_ sql: String) throws -> Int? {
        let queue = try DatabaseQueue(path: database)
        defer { try? queue.close() }
        return try queue.read { try Int.fetchOne($0, sql: sql) }
    }

    /// The files of large texts.
    var objects: [String] {
        let folder = directory + "/objects"
        return (FileManager.default.subpaths(atPath: folder) ?? []).filter {
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: folder + "/" + $0, isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }
}

/// What the tests write down.
enum Sample {
    /// A schema with a small force field.
    static func schema(_ smiles: String = "COC") throws -> BespokeOptimizationSchema {
        var factory = BespokeWorkflowFactory()
        factory.fragmentationEngine = .pfizer(PfizerFragmenter())
        let file = TestData.fixtures.appendingPathComponent("Store/force-field.offxml")
        return try factory.optimizationSchema(
            for: Molecule(smiles: smiles),
            forceField: ForceField(offxml: String(contentsOf: file, encoding: .utf8), allowCosmetic: false))
    }

    static func detail(_ schema: BespokeOptimizationSchema, drives: Int = 0) -> TaskDetail {
        var detail = TaskDetail(TaskState(id: "1", schema: schema))
        detail.drives = TaskDetail.Count(drives, of: 3)
        return detail
    }

    static func charges(_ smiles: String) -> WorkRequest {
        .charges(ChargeRequest(cmiles: smiles, method: .am1bcc))
    }

    static func report(_ charges: [Double]) -> JobReport { JobReport(.success(.charges(charges))) }
}

extension Store {
    @discardableResult
    func write(at now: Double = 1000, _ changes: [Change]) throws -> [ExecutorEvent] {
        try transaction(at: now) { try $0.apply(changes) }
    }
}

extension Sample {
    /// Charges whose text is large.
    static let many = (0..<4000).map { 1 / Double($0 + 3) }
}

import Foundation
import TestSupport
import Testing

/// The rooms, lowest first; a room may import only rooms that stand before it.
private let rooms = [
    "Units", "JSON", "LinearAlgebra", "Chemistry", "SMIRNOFF", "NAGL", "MolecularMechanics", "Fragmentation",
    "BespokeSMIRKS", "ElectronicStructure", "TorsionDrive", "Fitting", "Report", "Workflow", "Executor", "Pages",
    "Pilots", "Files", "Store", "Programs", "AmberTools", "Spool", "Slurm", "QCPrograms", "WorkerProcesses",
    "Calculation", "OpenFFBespoke", "Gateway", "ExecutorClient",
    "QCFractal", "Agreement",
    "openff-bespoke",
]

/// Which room, alone, imports a library.
private let importers = [
    "CRDKit": "Chemistry", "CXTB": "ElectronicStructure", "CLAPACK": "LinearAlgebra", "CCrypto": "Workflow",
    "CProcess": "WorkerProcesses", "CZlib": "Store",
    "Subprocess": "Programs", "GRDB": "Store", "Yams": "Files", "Hummingbird": "Gateway",
    "HummingbirdCore": "Gateway",
    "ArgumentParser": "openff-bespoke",
]

@Suite("Architecture")
struct ArchitectureTests {
    /// Every import statement of a room's sources.
    private func imports(of room: String) throws -> Set<String> {
        let folder = TestData.packageRoot.appendingPathComponent("Sources/" + room)
        var modules: Set<String> = []
        for case let file as URL in FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
            ?? .init()
        where file.pathExtension == "swift" {
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                let words = line.split(separator: " ")
                guard let position = words.firstIndex(of: "import"), position < 3, words.count > position + 1,
                    words[..<position].allSatisfy({ ["public", "internal", "package", "@preconcurrency"].contains($0) })
                else { continue }
                modules.insert(String(words[position + 1]))
            }
        }
        return modules
    }

    @Test("a room imports only rooms below it", arguments: rooms)
    func arrowsRunDownwards(room: String) throws {
        let position = try #require(rooms.firstIndex(of: room))
        let above = try imports(of: room).filter { rooms[position...].contains($0) }
        #expect(above.isEmpty, "\(room) imports \(above.sorted())")
    }

    @Test("a library is imported by one room alone", arguments: importers.keys.sorted())
    func oneImporter(library: String) throws {
        let found = try rooms.filter { try imports(of: $0).contains(library) }
        #expect(found.allSatisfy { $0 == importers[library] }, "\(library) is imported by \(found)")
    }

    @Test(
        "science and decisions start no process",
        arguments: rooms.prefix { $0 != "Files" })
    func noProcesses(room: String) throws {
        #expect(try !imports(of: room).contains("Subprocess"))
    }
}

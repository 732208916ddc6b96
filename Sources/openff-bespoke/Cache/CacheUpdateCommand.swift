import ArgumentParser
import Executor
import ExecutorClient
import Files
import Foundation
import JSON
import QCFractal
import Workflow

/// `cache update`: finished torsion drives from elsewhere.
struct CacheUpdateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "Add torsion drives that were computed elsewhere.",
        discussion: """
            The file holds QCSchema TorsionDriveResult records with mapped SMILES: one, a list, or a document with a list \
            under `qc_records` or `records`; JSON or YAML, also compressed. A dataset is read from a QCFractal server.
            """)

    /// The kinds of dataset that the reference system names.
    enum DataType: String, ExpressibleByArgument, CaseIterable {
        case torsion, optimization, hessian
    }

    @Option(name: .long, help: ArgumentHelp("The file with the records.", valueName: "path"))
    var file: String?

    @OptionGroup(title: "QCFractal") var fractal: QCFractalOptions

    @Option(name: .long, help: ArgumentHelp("The kind of dataset; only torsion can be read.", visibility: .hidden))
    var qcfDatatype = DataType.torsion

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Start conformers that tasks ask for, which is part of what identifies a drive.", valueName: "n"))
    var nConformers = 10

    @Flag(inversion: .prefixedNo, help: .hidden)
    var launchRedis = true

    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func run() async throws {
        let console = Console()
        await console.printHeader()
        await console.print("1. gathering QCSubmit results")
        let records: [JSON]
        switch (file, fractal.qcfDataset) {
        case (let file?, nil):
            records = try Self.records(in: file)
            await console.print(.success, "\(file) loaded: \(records.count) records")
        case (nil, let dataset?): records = try await download(dataset, console)
        default: throw HandledError("The `file` and `qcf-dataset` arguments are mutually exclusive")
        }
        await console.print("2. connecting to the executor")
        let executor = try connection.executor()
        _ = try await executor.status()
        await console.print("3. updating local cache")
        var entries: [CacheEntry] = []
        for (index, record) in records.enumerated() {
            do {
                let drive = try SeededDrive(record, nConformers: nConformers)
                let request = WorkRequest.torsionDrive(drive.task)
                entries.append(CacheEntry(key: request.key, kind: request.kind, result: .torsionDrive(drive.outcome)))
            } catch {
                await console.print(.warning, "record \(index + 1) was left out: \(error)")
            }
        }
        await console.print(.success, "local results built")
        var new = 0
        for start in stride(from: 0, to: entries.count, by: 20) {
            new += try await executor.addCacheEntries(Array(entries[start..<min(start + 20, entries.count)]))
        }
        await console.print(.success, "\(new)/\(records.count) results cached")
    }

    /// The finished drives of a dataset.
    private func download(_ dataset: String, _ console: Console) async throws -> [JSON] {
        guard qcfDatatype == .torsion else {
            throw HandledError("only datasets of torsion drives can be read; '\(qcfDatatype.rawValue)' can not")
        }
        let server = try fractal.server()
        do {
            try await server.connect()
        } catch {
            throw HandledError("Unable to connect to QCFractal due to the following error. \(error)")
        }
        await console.print(.success, "connected to QCFractal")
        let drives = try await server.torsionDrives(ofDataset: dataset, specification: fractal.qcfSpec) {
            await console.showLive("reading entries: \($0)/\($1)")
        }
        for (reason, names) in Dictionary(grouping: drives.omissions, by: \.reason).sorted(by: { $0.key < $1.key }) {
            let named = names.prefix(3).map(\.entry).joined(separator: ", ") + (names.count > 3 ? ", …" : "")
            await console.print(.warning, "\(names.count) of \(drives.entries) entries left out (\(named)): \(reason)")
        }
        await console.print(.success, "dataset downloaded: \(drives.records.count) finished torsion drives")
        return drives.records
    }

    /// The records in a document.
    private static func records(in file: String) throws -> [JSON] {
        let document: JSON
        do {
            document = try DocumentFile(path: file).read()
        } catch {
            throw HandledError("The result file \(file) could not be loaded into QCSubmit: \(error)")
        }
        if let list = document.array ?? document["qc_records"]?.array ?? document["records"]?.array { return list }
        guard document["entries"] == nil else {
            throw HandledError(
                """
                The result file \(file) holds only the ids of its records; read the dataset with `--qcf-dataset`, or save \
                the records themselves (in QCSubmit, `to_records()`) as QCSchema JSON
                """)
        }
        return [document]
    }
}

public import ElectronicStructure
internal import Foundation
internal import JSON

/// libxtb as a program that answers lines of QCSchema: what GFN-FF needs, for it prints and writes files.
public struct XTBLineServer {
    private let output: FileHandle
    private let engine = XTBEngine(isOnlyUser: true)
    private var session: (any QCSession)?
    private var origin: JSON = .null

    /// A server on a private copy of this process's standard output, which itself is closed to all others.
    ///
    /// - Throws: `ElectronicStructureError` of kind `resource` when there is none.
    public init() throws(ElectronicStructureError) {
        let copy = dup(1)
        let nowhere = open("/dev/null", O_WRONLY)
        guard copy >= 0, nowhere >= 0, dup2(nowhere, 1) >= 0 else {
            throw ElectronicStructureError(.resource, "the standard output cannot be set aside")
        }
        output = FileHandle(fileDescriptor: copy)
    }

    /// Answers every line of the standard input until it is closed; then removes the folder that was made for this process.
    public mutating func serve() {
        send([
            "success": true,
            "provenance": [
                "creator": "xtb", "version": .string(engine.version ?? "unknown"), "routine": "libxtb",
                "routines": [:],
            ],
        ])
        while let line = readLine() {
            guard let request = try? JSON.parse(line) else { continue }
            do {
                send(try answer(request))
            } catch let error as ElectronicStructureError {
                send(Self.failed(request, error))
            } catch {
                send(Self.failed(request, ElectronicStructureError(.input, "the line cannot be read: \(error)")))
            }
        }
        let folder = ProcessInfo.processInfo.environment["OPENFF_BESPOKE_QC_FOLDER"]
        if let folder { try? FileManager.default.removeItem(atPath: folder) }
    }

    /// A topology belongs to the first geometry of an optimisation, so each optimisation gets a session that saw it.
    private mutating func answer(_ request: JSON) throws -> JSON {
        let input: AtomicInput = try request.decoded()
        let own = request["extras"]?["openff_bespoke"]
        let level = input.specification.level(program: "xtb")
        let key: JSON = [
            "origin": own?["origin"] ?? .null, "model": request["model"] ?? .null,
            "keywords": request["keywords"] ?? .null, "charge": .number(input.molecule.charge),
        ]
        if session == nil || key != origin || own?["check"]?.boolean == true {
            let fresh = try engine.session(for: input.molecule.system(), level: level)
            if own?["check"]?.boolean == true { return result(request, EnergyGradient(energy: 0, gradient: [])) }
            var first = input.molecule
            first.geometry = own?["origin"]?.array?.compactMap(\.number) ?? first.geometry
            _ = try fresh.energyAndGradient(at: first.positions)
            (session, origin) = (fresh, key)
        }
        guard let session else { throw ElectronicStructureError(.random, "no session") }
        return result(request, try session.energyAndGradient(at: input.molecule.positions))
    }

    private func result(_ request: JSON, _ found: EnergyGradient) -> JSON {
        let atoms = request["molecule"]?["symbols"]?.array?.count ?? 0
        let flat = found.gradient.flatMap { [$0.x, $0.y, $0.z] }
        let gradient = flat.isEmpty ? [Double](repeating: 0, count: 3 * atoms) : flat
        return [
            "id": request["id"] ?? .null, "success": true, "properties": ["return_energy": .number(found.energy)],
            "return_result": .array(gradient.map(JSON.number)),
        ]
    }

    private static func failed(_ request: JSON, _ error: ElectronicStructureError) -> JSON {
        [
            "id": request["id"] ?? .null, "success": false,
            "error": [
                "error_type": .string(error.kind.rawValue + "_error"), "error_message": .string(error.message),
            ],
        ]
    }

    private func send(_ message: JSON) { output.write(Data((message.text() + "\n").utf8)) }
}

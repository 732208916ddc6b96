public import ElectronicStructure
internal import Foundation
internal import Synchronization

/// Tells which engine computes a level of theory on this machine, and starts it when it is first needed.
///
/// Programs: `xtb` by libxtb; `pyscf`, `psi4` and `tblite` by Python adapters of this package; any other program by a
/// command of the user's or by QCEngine. A variable `OPENFF_BESPOKE_QC_COMMAND_NAME` gives the command that serves the
/// program NAME, and `OPENFF_BESPOKE_PYTHON` the interpreter that has the Python packages.
public final class EngineLibrary: Sendable {
    private let environment: [String: String]
    private let threads: Int
    private let workingFolder: String?
    private let timeLimit: Duration
    private let started = Mutex<[String: Result<BridgeEngine, ElectronicStructureError>]>([:])

    /// A library that starts programs with an environment.
    ///
    /// - Parameters:
    ///   - environment: variables that name programs; nil for this process's.
    ///   - threads: how many threads a program may use; energies are equal to the last bit only with one.
    ///   - workingFolder: where programs get their folders; nil for the system's temporary folder.
    ///   - timeLimit: how long one gradient may take.
    public init(
        environment: [String: String]? = nil, threads: Int = 1, workingFolder: String? = nil,
        timeLimit: Duration = .seconds(6 * 3600)
    ) {
        self.environment = environment ?? ProcessInfo.processInfo.environment
        (self.threads, self.workingFolder, self.timeLimit) = (max(1, threads), workingFolder, timeLimit)
    }

    /// The engine of a level.
    ///
    /// - Parameter system: the molecule it must be able to treat; nil to ask only for the program.
    /// - Throws: ``ElectronicStructureError``: `resource` when the program is missing, `input` when it cannot treat the
    ///   molecule or does not know the method or a keyword.
    public func served(
        _ level: LevelOfTheory, for system: ElectronicSystem? = nil
    ) throws(ElectronicStructureError) -> ServedLevel {
        let served = try engine(of: level)
        if let system { _ = try served.engine.session(for: system, level: served.level) }
        return served
    }

    /// The engine of the first level whose program is installed and can treat the molecule.
    ///
    /// - Throws: ``ElectronicStructureError`` with the reasons of all levels when none can be served.
    public func served(
        firstOf levels: [LevelOfTheory], for system: ElectronicSystem? = nil
    ) throws(ElectronicStructureError) -> ServedLevel {
        var reasons: [String] = []
        var last = ElectronicStructureError(.input, "no level of theory was given")
        for level in levels {
            do {
                var found = try served(level, for: system)
                if !reasons.isEmpty {
                    found.notes.append("\(found.level) is used; passed over: \(reasons.joined(separator: "; "))")
                }
                return found
            } catch {
                last = error
                reasons.append("\(level) (\(error.message))")
            }
        }
        if levels.count < 2 { throw last }
        throw ElectronicStructureError(
            last.kind,
            "none of the \(levels.count) levels of theory can be computed here: "
                + reasons.joined(separator: "; "))
    }

    private func engine(of level: LevelOfTheory) throws(ElectronicStructureError) -> ServedLevel {
        if let command = environment["OPENFF_BESPOKE_QC_COMMAND_" + level.program.uppercased()], !command.isEmpty {
            return ServedLevel(engine: try bridge(level.program, [.shell(command)]), level: level)
        }
        switch level.program {
        case "xtb": return try xtb(level)
        case "pyscf", "tblite":
            return ServedLevel(engine: try bridge(level.program, adapters(level.program)), level: level)
        case "psi4": return try psi4(level)
        default:
            let commands = adapters("qcengine", arguments: [level.program])
            return ServedLevel(engine: try bridge(level.program, commands), level: level)
        }
    }

    /// libxtb in this process; GFN-FF in one of its own; ALPB, which libxtb's interface lacks, by tblite.
    private func xtb(_ level: LevelOfTheory) throws(ElectronicStructureError) -> ServedLevel {
        if XTBMethod(name: level.method)?.needsOwnProcess == true {
            return ServedLevel(engine: try bridge("xtb", key: "gfnff", [try .ownProcess(environment)]), level: level)
        }
        guard level.keywords.keys.contains(where: { $0.lowercased() == "alpb" }) else {
            return ServedLevel(engine: XTBEngine(), level: level)
        }
        var other = level
        other.program = "tblite"
        let engine = try bridge("tblite", adapters("tblite"))
        let note = "\(level) is computed by tblite \(engine.version ?? ""), for libxtb offers no ALPB solvents"
        return ServedLevel(engine: engine, level: other, notes: [note])
    }

    /// Psi4, or PySCF in its place for the levels at which both agree to 2·10⁻⁶ hartree.
    private func psi4(_ level: LevelOfTheory) throws(ElectronicStructureError) -> ServedLevel {
        do {
            return ServedLevel(engine: try bridge("psi4", adapters("psi4")), level: level)
        } catch let missing {
            let name = level.method.lowercased() + "/" + (level.basis ?? "").lowercased()
            guard missing.kind == .resource, ["b3lyp-d3bj/dzvp", "b3lyp/dzvp"].contains(name) else { throw missing }
            var other = level
            other.program = "pyscf"
            guard let engine = try? bridge("pyscf", adapters("pyscf")) else {
                throw ElectronicStructureError(
                    .resource,
                    "\(level) needs Psi4 or PySCF and neither was found: `make setup-dft` installs PySCF, or name a "
                        + "Python that has one of them in \(PythonInterpreters.variable)")
            }
            let note = "Psi4 was not found; \(level) is computed by PySCF \(engine.version ?? "")"
            return ServedLevel(engine: engine, level: other, notes: [note])
        }
    }

    private func adapters(_ name: String, arguments: [String] = []) -> [BridgeCommand] {
        PythonInterpreters.found(in: environment).map { .python($0, adapter: name, arguments: arguments) }
    }

    /// The engine of the first command that starts; started once.
    private func bridge(
        _ program: String, key: String? = nil, _ commands: [BridgeCommand]
    ) throws(ElectronicStructureError) -> BridgeEngine {
        try started.withLock { known in
            let result = known[key ?? program] ?? first(program, commands)
            known[key ?? program] = result
            return result
        }.get()
    }

    private func first(
        _ program: String, _ commands: [BridgeCommand]
    ) -> Result<BridgeEngine, ElectronicStructureError> {
        var reasons: [String] = []
        for command in commands {
            let pool = BridgePool(program: program, command: command, threads: threads, workingFolder: workingFolder)
            do {
                return .success(try BridgeEngine(pool: pool, timeLimit: timeLimit))
            } catch {
                reasons.append("\(command.arguments[0]): \(error.message)")
            }
        }
        let tried = reasons.isEmpty ? "no Python was found" : reasons.joined(separator: "; ")
        return .failure(
            ElectronicStructureError(
                .resource,
                "the QC program \(program) was not found (\(tried)); name a Python that has it in "
                    + "\(PythonInterpreters.variable), or a command in OPENFF_BESPOKE_QC_COMMAND_\(program.uppercased())"
            ))
    }
}

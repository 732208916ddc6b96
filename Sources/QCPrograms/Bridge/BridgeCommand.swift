internal import ElectronicStructure
internal import Foundation

/// How a program that speaks QCSchema lines is started.
struct BridgeCommand: Sendable, Hashable {
    /// The path of the program and its arguments.
    var arguments: [String]
    /// Texts that must stand in its folder, by name.
    var files: [String: [UInt8]] = [:]
    /// Whether it says what it is on its first line.
    var introducesItself = true

    /// A Python adapter of this package.
    ///
    /// - Parameters:
    ///   - adapter: its name without `_adapter`.
    ///   - arguments: what it is told, for example the program that QCEngine is to run.
    static func python(_ interpreter: String, adapter: String, arguments: [String] = []) -> BridgeCommand {
        let start = "import sys, bridge; bridge.main(*sys.argv[1:])"
        return BridgeCommand(
            arguments: [interpreter, "-c", start, adapter] + arguments,
            files: [
                "bridge.py": PackageResources.bridge_py, "dispersion.py": PackageResources.dispersion_py,
                "pyscf_adapter.py": PackageResources.pyscf_adapter_py,
                "psi4_adapter.py": PackageResources.psi4_adapter_py,
                "qcengine_adapter.py": PackageResources.qcengine_adapter_py,
                "tblite_adapter.py": PackageResources.tblite_adapter_py,
            ])
    }

    /// A command of the user's, as a shell reads it.
    static func shell(_ command: String) -> BridgeCommand {
        BridgeCommand(arguments: ["/bin/sh", "-c", "exec " + command], introducesItself: false)
    }

    /// The variables the program sees: this process's, with a number of threads for every library that asks.
    static func environment(threads: Int) -> [String: String] {
        var variables = ProcessInfo.processInfo.environment
        for name in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"] {
            variables[name] = String(threads)
        }
        variables["OMP_WAIT_POLICY"] = "passive"
        variables["OMP_STACKSIZE"] = "64M"
        variables["PYTHONDONTWRITEBYTECODE"] = "1"
        variables["PYTHONHASHSEED"] = "0"
        return variables
    }
}

extension BridgeCommand {
    /// This program again, as a server of libxtb.
    ///
    /// - Throws: ``ElectronicStructureError`` of kind `resource` when the program's file is not known.
    static func ownProcess(_ environment: [String: String]) throws(ElectronicStructureError) -> BridgeCommand {
        let running = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let beside = (running as NSString).deletingLastPathComponent + "/openff-bespoke"
        let named = environment["OPENFF_BESPOKE_PROGRAM"] ?? ""
        let found = [named, beside].first { FileManager.default.isExecutableFile(atPath: $0) }
        guard let found else {
            throw ElectronicStructureError(
                .resource,
                "GFN-FF runs in a process of openff-bespoke, which was not found; name it in "
                    + "OPENFF_BESPOKE_PROGRAM")
        }
        return BridgeCommand(arguments: [found, "qc-server"])
    }
}

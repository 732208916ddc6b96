internal import Foundation

/// Where a Python with QC packages may be.
enum PythonInterpreters {
    /// The variable with which a user names one.
    static let variable = "OPENFF_BESPOKE_PYTHON"

    /// The interpreters that exist, in the order in which they are tried: the one the user names, the one of
    /// `make setup-dft`, and the first ones on PATH and of the system.
    static func found(in environment: [String: String]) -> [String] {
        let data = environment["XDG_DATA_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? NSHomeDirectory() + "/.local/share"
        let path = (environment["PATH"] ?? "").split(separator: ":").map { String($0) + "/python3" }
        let exists = { FileManager.default.isExecutableFile(atPath: $0) }
        var candidates = [data + "/openff-bespoke/dft/bin/python3"]
        if let named = environment[variable], !named.isEmpty { candidates.insert(named, at: 0) }
        if let first = path.first(where: { exists($0) }) { candidates.append(first) }
        candidates.append("/usr/bin/python3")
        var known: Set<String> = []
        return candidates.filter { exists($0) && known.insert($0).inserted }
    }
}

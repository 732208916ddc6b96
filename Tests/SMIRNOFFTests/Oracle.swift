import Foundation
import TestSupport

/// JSON files of the conformance data, gunzipped where needed.
enum Oracle {
    static func object(_ name: String) -> [String: Any]? {
        guard let folder = TestData.oracle else { return nil }
        return json(folder.appendingPathComponent(name))
    }

    static func json(_ url: URL) -> [String: Any]? {
        guard let data = url.pathExtension == "gz" ? gunzipped(url) : try? Data(contentsOf: url) else { return nil }
        return (try? JSONSerialization.jsonObject(with: data)) as? [String: Any]
    }

    private static func gunzipped(_ url: URL) -> Data? {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/gunzip")
        process.arguments = ["-c", url.path]
        process.standardOutput = pipe
        guard (try? process.run()) != nil else { return nil }
        return pipe.fileHandleForReading.readDataToEndOfFile()
    }

    /// Mapped SMILES by molecule name.
    static let mappedSMILES: [String: String] = {
        let records = object("molecules.json")?["molecules"] as? [[String: Any]] ?? []
        return Dictionary(
            uniqueKeysWithValues: records.compactMap { record in
                (record["name"] as? String).flatMap { name in (record["mapped_smiles"] as? String).map { (name, $0) } }
            })
    }()
}

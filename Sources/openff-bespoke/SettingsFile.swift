import Executor
import Files
import Foundation
import JSON

/// Where settings are written down.
enum SettingsFile {
    /// The file that `BEFLOW_SETTINGS_FILE` names, or the first of the usual ones that exists.
    static var path: String? {
        let environment = ProcessInfo.processInfo.environment
        if let named = environment["BEFLOW_SETTINGS_FILE"], !named.isEmpty { return named }
        let home = environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? NSHomeDirectory() + "/.config"
        let names = ["settings.yaml", "settings.yml", "settings.json"].map { home + "/openff-bespoke/" + $0 }
        return names.first { FileManager.default.fileExists(atPath: $0) }
    }

    /// The settings of the environment, over those of the file, over the defaults.
    static func settings() throws -> Settings {
        let file = try path.map { try DocumentFile(path: $0).read() }
        return try Settings(environment: ProcessInfo.processInfo.environment, file: file)
    }
}

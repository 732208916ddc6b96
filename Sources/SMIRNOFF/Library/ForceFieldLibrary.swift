internal import Foundation

/// Finds force-field files by name.
public struct ForceFieldLibrary: Sendable {
    /// The folders that are searched, in order.
    public let folders: [String]

    /// A library over these folders.
    public init(folders: [String]) { self.folders = folders }

    /// The folders of `OPENFF_FORCEFIELD_PATH` (separated by colons), then the package's data folder
    /// `${XDG_DATA_HOME:-~/.local/share}/openff-bespoke/forcefields`.
    public static var standard: ForceFieldLibrary {
        let environment = ProcessInfo.processInfo.environment
        var folders = (environment["OPENFF_FORCEFIELD_PATH"] ?? "").split(separator: ":").map(String.init)
        let data =
            environment["XDG_DATA_HOME"].flatMap { $0.isEmpty ? nil : $0 }
            ?? (environment["HOME"] ?? NSHomeDirectory()) + "/.local/share"
        folders.append(data + "/openff-bespoke/forcefields")
        return ForceFieldLibrary(folders: folders)
    }

    /// The file names of all force fields that can be found, sorted.
    public var available: [String] {
        var names: Set<String> = []
        for folder in folders {
            let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            names.formUnion(files.filter { $0.hasSuffix(".offxml") })
        }
        return names.sorted()
    }

    /// The OFFXML text for a name (`openff_unconstrained-2.2.0`, with or without `.offxml`), a path, or a text that is OFFXML.
    ///
    /// - Throws: ``ForceFieldError`` that lists what is available when nothing is found.
    public func text(for source: String) throws(ForceFieldError) -> String {
        if source.drop(while: \.isWhitespace).hasPrefix("<") { return source }
        guard let path = path(of: source) else { throw notFound(source) }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ForceFieldError(.notFound, "the force field file '\(path)' cannot be read")
        }
        return String(decoding: data, as: UTF8.self)
    }

    /// The force field for a name, a path, or an OFFXML text.
    ///
    /// - Throws: ``ForceFieldError`` when nothing is found or the text is not understood.
    public func forceField(_ source: String, allowCosmetic: Bool = false) throws(ForceFieldError) -> ForceField {
        let text = try text(for: source)
        do throws(ForceFieldError) {
            return try ForceField(offxml: text, allowCosmetic: allowCosmetic)
        } catch {
            let name = text == source ? "the given text" : "'\(source)'"
            throw ForceFieldError(error.code, "force field \(name): \(error.message)", line: error.line)
        }
    }

    /// The path of the file with a name, or of an existing file; nil if there is none.
    public func path(of name: String) -> String? {
        let names = name.hasSuffix(".offxml") ? [name] : [name, name + ".offxml"]
        for candidate in names where Self.isFile(candidate) { return candidate }
        if name.contains("/") { return nil }
        for folder in folders {
            for candidate in names.reversed() where Self.isFile(folder + "/" + candidate) {
                return folder + "/" + candidate
            }
        }
        return nil
    }

    private static func isFile(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
    }

    private func notFound(_ name: String) -> ForceFieldError {
        let available = available
        let list =
            available.isEmpty
            ? "None is installed: run 'make setup', or name their folder in OPENFF_FORCEFIELD_PATH"
            : "Available: \(available.joined(separator: ", ")). 'make setup' installs the OpenFF releases"
        return ForceFieldError(
            .notFound, "there is no force field '\(name)' in \(folders.joined(separator: ", ")). \(list)")
    }
}

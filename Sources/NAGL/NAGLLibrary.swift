internal import Foundation

/// Finds installed NAGL models.
public enum NAGLLibrary {
    /// The folder of converted models: `${XDG_DATA_HOME:-~/.local/share}/openff-bespoke/nagl`.
    public static var folder: String {
        let environment = ProcessInfo.processInfo.environment
        let data =
            environment["XDG_DATA_HOME"].flatMap { $0.isEmpty ? nil : $0 }
            ?? (environment["HOME"] ?? NSHomeDirectory()) + "/.local/share"
        return data + "/openff-bespoke/nagl"
    }

    /// The path of the converted form of a model file, e.g. of `openff-gnn-am1bcc-1.0.0.pt`; nil if it is not installed.
    public static func path(of modelFile: String) -> String? {
        let stem = modelFile.hasSuffix(".pt") ? String(modelFile.dropLast(3)) : modelFile
        let path = folder + "/" + stem + ".safetensors"
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// The installed model that a force field names.
    ///
    /// - Parameter hash: the SHA-256 that the force field gives for the file, if it gives one.
    /// - Throws: ``NAGLError`` when it is not installed, damaged, or another file than the hash says.
    public static func model(named modelFile: String, hash: String? = nil) throws(NAGLError) -> NAGLModel {
        guard let path = path(of: modelFile) else {
            throw NAGLError(
                .modelNotFound,
                "the NAGL model '\(modelFile)' is not installed in \(folder); run 'make setup' to install it")
        }
        let model = try NAGLModel(contentsOf: path)
        if let hash, !hash.isEmpty, !model.sourceHash.isEmpty, hash != model.sourceHash {
            throw NAGLError(
                .badModel, "the force field wants '\(modelFile)' with SHA-256 \(hash); installed is \(model.sourceHash)"
            )
        }
        return model
    }
}

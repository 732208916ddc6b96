public import JSON

/// The program's name and version, for provenance.
public enum Program {
    /// The program's name.
    public static let name = "openff-bespoke"
    /// The program's version.
    public static let version = "0.1.0"

    /// A QCSchema provenance.
    static func provenance(routine: String) -> JSON {
        ["creator": .string(name), "version": .string(version), "routine": .string(routine)]
    }
}

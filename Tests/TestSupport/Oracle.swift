public import Foundation

/// Where the tests find their data.
public enum TestData {
    /// The package's root folder.
    public static let packageRoot = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Small committed reference data.
    public static let fixtures = packageRoot.appendingPathComponent("Tests/Fixtures")

    /// The conformance data beside the checkout, when it is there. `BESPOKE_ORACLE` names another folder.
    public static let oracle: URL? = {
        let folder =
            ProcessInfo.processInfo.environment["BESPOKE_ORACLE"].map { URL(fileURLWithPath: $0) }
            ?? packageRoot.deletingLastPathComponent().appendingPathComponent("shared/oracle")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()
}

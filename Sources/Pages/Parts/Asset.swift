public import Report

/// A file that pages load; all are part of the program.
public struct Asset: Sendable {
    /// Its name.
    public let name: String
    /// Its media type.
    public let type: String
    /// Its bytes.
    public let bytes: [UInt8]
    /// What changes when the bytes do.
    public let mark: String

    private init(_ name: String, type: String, _ bytes: [UInt8]) {
        (self.name, self.type, self.bytes) = (name, type, bytes)
        mark = Self.mark(of: bytes)
    }

    /// What changes when bytes do: FNV-1a, 64 bits.
    ///
    /// - Source: http://www.isthe.com/chongo/tech/comp/fnv/
    static func mark(of bytes: some Sequence<UInt8>) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }

    /// Where it is; a new version has a new address, so that browsers may keep it for ever.
    var path: String { "/assets/\(name)?v=\(mark)" }

    static let stylesheet = Asset(
        "page.css", type: "text/css; charset=utf-8", PackageResources.page_css + Array(ProfilePlot.dark.text.utf8))
    static let script = Asset("page.js", type: "text/javascript; charset=utf-8", PackageResources.page_js)
    static let scan = Asset("scan.js", type: "text/javascript; charset=utf-8", PackageResources.scan_js)

    /// Every file.
    public static let all = [stylesheet, script, scan]
}

internal import HTTPTypes
internal import NIOCore

/// Cuts a stream of bytes into lines.
struct LineReader {
    /// The longest line [byte].
    let limit: Int
    private var kept: [UInt8] = []

    init(limit: Int) { self.limit = limit }

    /// The lines that a part of the stream completes; empty ones are left out.
    ///
    /// - Throws: ``Problem`` 413 for a line that is too long.
    mutating func take(_ part: ByteBuffer) throws -> [[UInt8]] {
        var lines: [[UInt8]] = []
        for piece in part.readableBytesView.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            kept += piece
            guard kept.count <= limit else { throw Problem(.contentTooLarge, "a line is longer than \(limit) bytes") }
            lines.append(kept)
            kept = []
        }
        kept = lines.popLast() ?? []
        return lines.filter { !$0.allSatisfy { $0 == 0x20 || $0 == 0x0D } }
    }

    /// A last line without an end.
    var rest: [UInt8]? { kept.allSatisfy { $0 == 0x20 || $0 == 0x0D } ? nil : kept }
}

/// A message between a server and one of its workers: a kind, and content that only the ends understand.
///
/// On the wire: the length of the content (4 bytes, little-endian), the kind (1 byte), the content.
struct Frame {
    /// What a frame is for.
    enum Kind: UInt8 {
        /// Work for the worker.
        case job = 1
        /// Word of how a job is going, from the worker.
        case progress = 2
        /// The result of a job; the worker is free again.
        case answer = 3
    }

    /// The largest content of a frame [bytes].
    static let largest = 256 << 20
    static let headerSize = 5

    let kind: Kind
    let content: [UInt8]

    /// The bytes that precede the content.
    var header: [UInt8] {
        let length = UInt32(content.count)
        return (0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + [kind.rawValue]
    }

    /// The kind and the length of a frame; nil for what is not a header.
    static func meaning(ofHeader header: [UInt8]) -> (kind: Kind, length: Int)? {
        guard header.count == headerSize, let kind = Kind(rawValue: header[4]) else { return nil }
        let length = (0..<4).reduce(0) { $0 | Int(header[$1]) << (8 * $1) }
        return length <= largest ? (kind, length) : nil
    }
}

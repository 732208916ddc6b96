internal import CZlib

/// Texts in the format of gzip (RFC 1952), which the programs of that name can read.
enum Gzip {
    /// The window of 32 kB, with the head and tail of gzip around the data.
    private static let windowBits: Int32 = 15 + 16

    /// The packed form of some bytes; nil when there is no memory for it.
    static func packed(_ bytes: [UInt8]) -> [UInt8]? {
        var stream = z_stream()
        guard
            deflateInit2_(
                &stream, Z_BEST_SPEED, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { return nil }
        defer { deflateEnd(&stream) }
        let bound = Int(deflateBound(&stream, UInt(bytes.count)))
        return run(&stream, on: bytes, room: bound) { deflate(&$0, Z_FINISH) }
    }

    /// The unpacked bytes; nil when they are not whole.
    static func unpacked(_ bytes: [UInt8]) -> [UInt8]? {
        let size = size(of: bytes)
        guard bytes.count > 18, size <= bytes.count * 1100 else { return nil }
        var stream = z_stream()
        guard inflateInit2_(&stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            return nil
        }
        defer { inflateEnd(&stream) }
        return run(&stream, on: bytes, room: size + 1) { inflate(&$0, Z_FINISH) }
    }

    /// The size of the unpacked bytes, which stands at the end.
    private static func size(of bytes: [UInt8]) -> Int {
        bytes.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    private static func run(
        _ stream: inout z_stream, on input: [UInt8], room: Int, _ step: (inout z_stream) -> Int32
    ) -> [UInt8]? {
        var input = input
        return input.withUnsafeMutableBufferPointer { source in
            var isWhole = false
            let output = [UInt8](unsafeUninitializedCapacity: room) { target, count in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(room)
                isWhole = step(&stream) == Z_STREAM_END
                count = room - Int(stream.avail_out)
            }
            return isWhole ? output : nil
        }
    }
}

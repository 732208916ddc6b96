import Glibc

/// One end of a pipe or of a socket, whose calls wait until they are done: for threads of their own.
struct ByteStream: Sendable {
    /// What a look for a frame found.
    enum Arrival {
        case frame(Frame)
        /// The other side is gone.
        case end
        /// The other side sent something else than frames.
        case nonsense
    }

    let descriptor: Int32

    /// Waits for the next frame.
    func nextFrame() -> Arrival {
        guard let header = read(Frame.headerSize) else { return .end }
        guard let (kind, length) = Frame.meaning(ofHeader: header) else { return .nonsense }
        guard let content = read(length) else { return .end }
        return .frame(Frame(kind: kind, content: content))
    }

    /// Writes a frame; false when the other side is gone.
    @discardableResult
    func write(_ frame: Frame) -> Bool {
        let header = frame.header
        if frame.content.count < 1 << 16 { return write(header + frame.content) }
        return write(header) && write(frame.content)
    }

    /// Writes bytes from an offset on; false when the other side is gone.
    func write(_ bytes: [UInt8], from offset: Int = 0) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[offset...]
            while !rest.isEmpty {
                let part = UnsafeRawBufferPointer(rebasing: rest)
                let count = Glibc.write(descriptor, part.baseAddress, part.count)
                if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return false }
            }
            return true
        }
    }

    /// How many bytes a socket takes at once, without waiting and without a signal when the other side is gone.
    func sendAtOnce(_ bytes: [UInt8]) -> Int {
        max(0, send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)))
    }

    /// Sends bytes through a socket from an offset on, without a signal when the other side is gone.
    func sendAll(_ bytes: [UInt8], from offset: Int = 0) {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[offset...]
            while !rest.isEmpty {
                let part = UnsafeRawBufferPointer(rebasing: rest)
                let count = send(descriptor, part.baseAddress, part.count, Int32(MSG_NOSIGNAL))
                if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return }
            }
        }
    }

    private func read(_ count: Int) -> [UInt8]? {
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            let raw = UnsafeMutableRawBufferPointer(buffer)
            while filled < count {
                let rest = UnsafeMutableRawBufferPointer(rebasing: raw[filled..<count])
                let part = Glibc.read(descriptor, rest.baseAddress, rest.count)
                if part > 0 { filled += part } else if part == 0 || errno != EINTR { return }
            }
        }
        return bytes.count == count ? bytes : nil
    }
}

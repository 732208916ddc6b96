import Glibc

/// What a worker prints: in a file of bounded size, with the last of it at hand.
struct WorkerLog {
    /// How large the file may grow [bytes] before it takes the place of the one kept beside it, named `.old`.
    static let largest = 1 << 20
    private static let remembered = 2048

    private let path: String
    private var file: Int32 = -1
    private var size = 0
    private var last: [UInt8] = []

    init(path: String) { self.path = path }

    /// The last of what was printed.
    var tail: String { String(decoding: last, as: UTF8.self) }

    /// Takes in some of what a pipe holds at the moment; false when it holds nothing.
    mutating func takeIn(_ pipe: Int32) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(pipe, &buffer, buffer.count)
        if count > 0 { append(buffer[..<count]) }
        return count > 0
    }

    /// Closes the file.
    mutating func close() {
        if file >= 0 { Glibc.close(file) }
        file = -1
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) {
        last = Array((last + bytes).suffix(Self.remembered))
        if file >= 0, size + bytes.count > Self.largest {
            close()
            rename(path, path + ".old")
        }
        if file < 0 { open() }
        bytes.withUnsafeBytes { size += max(0, write(file, $0.baseAddress, $0.count)) }
    }

    private mutating func open() {
        file = Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        var status = stat()
        size = fstat(file, &status) == 0 ? Int(status.st_size) : 0
    }
}

internal import Glibc

/// Reading whole text files.
enum TextFile {
    /// The file's text; bytes that are not UTF-8 are replaced.
    static func contents(of path: String) throws(ChemistryError) -> String {
        guard let file = fopen(path, "rb") else {
            throw ChemistryError(.unreadableFile, "'\(path)' cannot be opened: \(String(cString: strerror(errno)))")
        }
        defer { fclose(file) }
        let bytes = self.bytes(of: file)
        guard ferror(file) == 0 else {
            throw ChemistryError(.unreadableFile, "'\(path)' cannot be read: \(String(cString: strerror(errno)))")
        }
        guard !bytes.allSatisfy({ $0 <= 32 }) else { throw ChemistryError(.unreadableFile, "'\(path)' is empty") }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Everything up to the end of an open stream.
    static func bytes(of file: UnsafeMutablePointer<FILE>) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
    }

    /// The lines of a text without their ends, whatever the line ending.
    static func lines(_ text: String) -> [Substring] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    }
}

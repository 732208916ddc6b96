public import Foundation

extension TestData {
    /// The bytes of a file, unpacked when its name ends in `.gz`.
    public static func bytes(of file: URL) throws -> Data {
        guard file.pathExtension == "gz" else { return try Data(contentsOf: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/gunzip")
        process.arguments = ["-c", file.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return data
    }

    /// A JSON file decoded, unpacked when its name ends in `.gz`.
    public static func json<Value: Decodable>(_ type: Value.Type, in file: URL) throws -> Value {
        try JSONDecoder().decode(type, from: bytes(of: file))
    }
}

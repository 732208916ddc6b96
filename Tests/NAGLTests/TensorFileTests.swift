import Foundation
import TestSupport
import Testing

@testable import NAGL

@Suite("Tensor files")
struct TensorFileTests {
    static func written(_ header: String, _ data: [UInt8], length: UInt64? = nil) throws -> String {
        let path = NSTemporaryDirectory() + "tensors-\(UUID().uuidString).safetensors"
        var bytes = withUnsafeBytes(of: (length ?? UInt64(header.utf8.count)).littleEndian) { [UInt8]($0) }
        bytes += Array(header.utf8) + data
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test("numbers, texts and metadata are read")
    func reading() throws {
        let header = """
            {"__metadata__": {"name": "x"}, "a": {"dtype": "F32", "shape": [1, 2], "data_offsets": [0, 8]}, \
            "t": {"dtype": "U8", "shape": [2], "data_offsets": [8, 10]}}
            """
        let path = try Self.written(header, [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0, 0x68, 0x69])
        defer { try? FileManager.default.removeItem(atPath: path) }
        let file = try TensorFile(path: path)
        #expect(file.metadata == ["name": "x"])
        #expect(try file.numbers("a").values == [1, -2])
        #expect(try file.numbers("a").shape == [1, 2])
        #expect(try file.text("t") == "hi")
        #expect(throws: NAGLError.self) { try file.numbers("b") }
        #expect(throws: NAGLError.self) { try NAGLModel(contentsOf: path) }
    }

    @Test(
        "damaged files are refused",
        arguments: [
            ("{}", UInt64.max), ("{", 1), ("", 0),
            (#"{"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4000]}}"#, 64),
            (#"{"a": {"dtype": "F32", "shape": [1], "data_offsets": [4, 0]}}"#, 61),
        ])
    func damaged(header: String, length: UInt64) throws {
        let path = try Self.written(header, [0, 0, 0, 0], length: length)
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(throws: NAGLError.self) { try TensorFile(path: path) }
    }
}

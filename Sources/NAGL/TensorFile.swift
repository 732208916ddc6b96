internal import Foundation

/// A file of named tensors: a little-endian 8-byte length, a JSON header of that length, raw little-endian numbers.
///
/// - Source: the safetensors format, <https://github.com/huggingface/safetensors>.
struct TensorFile {
    private struct Entry: Decodable {
        let dtype: String
        let shape: [Int]
        let dataOffsets: [Int]

        enum CodingKeys: String, CodingKey {
            case dtype, shape
            case dataOffsets = "data_offsets"
        }
    }

    private struct Header: Decodable {
        var tensors: [String: Entry] = [:]
        var metadata: [String: String] = [:]

        struct Key: CodingKey {
            let stringValue: String
            let intValue: Int? = nil
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { return nil }
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            for key in container.allKeys {
                if key.stringValue == "__metadata__" {
                    metadata = try container.decode([String: String].self, forKey: key)
                } else {
                    tensors[key.stringValue] = try container.decode(Entry.self, forKey: key)
                }
            }
        }
    }

    private let bytes: [UInt8]
    private let header: Header
    private let dataStart: Int

    /// Texts by name.
    var metadata: [String: String] { header.metadata }

    init(path: String) throws(NAGLError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw NAGLError(.modelNotFound, "the NAGL model '\(path)' cannot be read; 'make setup' installs it")
        }
        let bytes = [UInt8](data)
        let damaged = NAGLError(.badModel, "the NAGL model '\(path)' is damaged; remove it and run 'make setup' again")
        guard bytes.count > 8 else { throw damaged }
        let length = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length < UInt64(bytes.count - 8) else { throw damaged }
        let dataStart = 8 + Int(length)
        guard let header = try? JSONDecoder().decode(Header.self, from: Data(bytes[8..<dataStart])) else {
            throw damaged
        }
        (self.bytes, self.header, self.dataStart) = (bytes, header, dataStart)
        for entry in header.tensors.values {
            guard entry.dataOffsets.count == 2, entry.dataOffsets[0] >= 0, entry.dataOffsets[0] <= entry.dataOffsets[1],
                entry.dataOffsets[1] <= bytes.count - dataStart
            else { throw damaged }
        }
    }

    /// The numbers of a tensor of 4- or 8-byte floating-point numbers, and its shape.
    func numbers(_ name: String) throws(NAGLError) -> (shape: [Int], values: [Double]) {
        let (entry, range) = try entry(name)
        let width = entry.dtype == "F64" ? 8 : 4
        guard ["F32", "F64"].contains(entry.dtype), range.count == width * entry.shape.reduce(1, *) else {
            throw NAGLError(.badModel, "the tensor '\(name)' of the NAGL model has an unexpected type or size")
        }
        let values = bytes[range].withUnsafeBytes { raw in
            (0..<(range.count / width)).map { index in
                width == 8
                    ? Double(
                        bitPattern: UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self)))
                    : Double(
                        Float(
                            bitPattern: UInt32(
                                littleEndian: raw.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self))))
            }
        }
        return (entry.shape, values)
    }

    /// The bytes of a tensor as UTF-8 text.
    func text(_ name: String) throws(NAGLError) -> String {
        String(decoding: bytes[try entry(name).range], as: UTF8.self)
    }

    private func entry(_ name: String) throws(NAGLError) -> (entry: Entry, range: Range<Int>) {
        guard let entry = header.tensors[name] else {
            throw NAGLError(.badModel, "the NAGL model has no tensor '\(name)'")
        }
        return (entry, (dataStart + entry.dataOffsets[0])..<(dataStart + entry.dataOffsets[1]))
    }
}

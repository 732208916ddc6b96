import JSON
import Testing
import Workflow

@testable import Store

@Suite("Texts of values")
struct CodingTests {
    @Test("what is read has the text of what was written: the order of keys, 1 and 1.0")
    func exact() throws {
        let record: JSON = ["z": 1.0, "a": [1, 2.5, .null, "\u{e9}\n"], "m": ["y": true, "b": [:], "c": []]]
        let result = WorkResult.torsionDrive(QCOutcome(record: record, gradients: 3, warnings: ["w"]))
        let text = try Coding.text(result)
        let read = try Coding.value(WorkResult.self, from: text)
        #expect(try Coding.text(read) == text)
        guard case .torsionDrive(let outcome) = read else { throw StoreError(.damagedText, "another case") }
        #expect(outcome.record.text() == record.text())
    }

    @Test("numbers of every kind, missing values and dictionaries come back")
    func values() throws {
        struct Values: Codable, Equatable {
            var small: Int8 = -5
            var large: UInt64 = 1 << 40
            var float: Float = 0.1
            var double = 0.1
            var vectors: [SIMD3<Double>] = [SIMD3(1, -0.0, 1e-300)]
            var names: [String: [Int]?] = ["a": nil, "b": [1]]
            var numbered: [Int: String] = [3: "x"]
            var absent: String?
            var nested: [[Double?]] = [[nil, 2]]
        }
        #expect(try Coding.value(Values.self, from: try Coding.text(Values())) == Values())
    }

    @Test("a number that is not finite is read as not a number")
    func notFinite() throws {
        let numbers = try Coding.value([Double].self, from: try Coding.text([1, .infinity, .nan]))
        #expect(numbers[0] == 1)
        #expect(numbers[1].isNaN && numbers[2].isNaN)
    }

    @Test(
        "text of another shape is refused",
        arguments: ["{", "5", "{\"charges\": {\"_0\": [\"x\"]}}", "{\"fit\": {}}", "[]"])
    func refused(text: String) {
        #expect(throws: (any Error).self) { try Coding.value(WorkResult.self, from: text) }
    }

    @Test("packed bytes come back, and damaged ones do not")
    func gzip() throws {
        let bytes = (0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* $0 / 7) }
        let packed = try #require(Gzip.packed(bytes))
        #expect(Gzip.unpacked(packed) == bytes)
        #expect(Gzip.unpacked(Array(packed.dropLast())) == nil)
        #expect(Gzip.unpacked(Array(packed.dropFirst())) == nil)
        #expect(Gzip.unpacked([]) == nil)
        for position in stride(from: 0, to: packed.count, by: max(1, packed.count / 97)) {
            var damaged = packed
            damaged[position] ^= 0x41
            if let text = Gzip.unpacked(damaged) { #expect(text == bytes, "only the head's fields may differ") }
        }
    }
}

import JSON
import TestSupport
import Testing

@Suite("JSON values")
struct JSONTests {
    @Test("keys keep their order and numbers their kind through a round trip")
    func roundTrip() throws {
        let text = #"{"b": 1, "a": 1.0, "c": [true, null, "x\"\\\n\u0001é"], "d": {}, "e": 1e-06}"#
        #expect(try JSON.parse(text).text() == text)
    }

    @Test("an indented text reads back as the same value")
    func indented() throws {
        let value: JSON = ["a": [1, 2.5, "x"], "b": ["c": .null]]
        #expect(
            value.text(indent: 2)
                == "{\n  \"a\": [\n    1,\n    2.5,\n    \"x\"\n  ],\n  \"b\": {\n    \"c\": null\n  }\n}")
        #expect(try JSON.parse(value.text(indent: 2)) == value)
    }

    @Test(
        "a text that is not JSON is refused at the place of the error",
        arguments: [
            (#"{"a":"#, 5), ("[1,]", 3), ("nul", 0), ("[1 2]", 3), ("\"\\ud800\"", 7), ("[01x]", 3), ("NaN", 0),
            ("{} x", 3),
            ("{a: 1}", 1), ("\"a", 2), ("", 0), ("1e999", 0),
        ])
    func malformed(text: String, offset: Int) throws {
        let error = #expect(throws: JSONSyntaxError.self) { try JSON.parse(text) }
        #expect(error?.offset == offset)
    }

    @Test("nesting beyond the limit is refused instead of overflowing the stack")
    func deep() {
        let text = String(repeating: "[", count: 100_000)
        #expect(throws: JSONSyntaxError.self) { try JSON.parse(text) }
    }

    @Test("surrogate pairs become one character")
    func surrogates() throws {
        #expect(try JSON.parse(#""\ud83d\ude00""#) == .string("😀"))
    }

    @Test("an Encodable value keeps the order of its keys, and decodes back")
    func codable() throws {
        struct Inner: Codable, Equatable { var z = 1, y: Double? = 2.5 }
        struct Outer: Codable, Equatable { var inners = [Inner(), Inner(z: 3, y: nil)], name = "n", flags = [true] }
        let json = try JSON(encoding: Outer())
        #expect(json.text() == #"{"inners": [{"z": 1, "y": 2.5}, {"z": 3}], "name": "n", "flags": [true]}"#)
        #expect(try json.decoded(as: Outer.self) == Outer())
    }

    @Test("numbers of every width, optionals, enumerations and nested arrays survive")
    func everyKind() throws {
        enum Kind: String, Codable { case first }
        struct Mixed: Codable, Equatable {
            var bytes: [UInt8] = [0, 255], small = Int8(-128), large = UInt64(1) << 62, single = Float(0.1)
            var singles: [Float] = [1.5, -2], rows = [[1.0, 2], []], words = ["a": Int32(1)], kind = Kind.first
            var missing: Int?, flag: Bool? = false, point = SIMD3(1.0, 2, 3), points = [SIMD3(1.0, 2, 3)]
        }
        let json = try JSON(encoding: Mixed())
        #expect(try JSON.parse(json.text()).decoded(as: Mixed.self) == Mixed())
        #expect(try JSON.parse("[null, 1]").decoded(as: [Double].self)[0].isNaN)
    }

    @Test(
        "a value of the wrong type is an error that names its key",
        arguments: zip(
            ["d", "s", "i", "b", "a", "f", "n"],
            [
                #"{"d": "x", "s": "", "i": 1, "b": true, "a": [], "f": 1, "n": 1}"#,
                #"{"d": 1, "s": 2, "i": 1, "b": true, "a": [], "f": 1, "n": 1}"#,
                #"{"d": 1, "s": "", "i": 1.5, "b": true, "a": [], "f": 1, "n": 1}"#,
                #"{"d": 1, "s": "", "i": 1, "b": 0, "a": [], "f": 1, "n": 1}"#,
                #"{"d": 1, "s": "", "i": 1, "b": true, "a": [1, "x"], "f": 1, "n": 1}"#,
                #"{"d": 1, "s": "", "i": 1, "b": true, "a": [], "f": [], "n": 1}"#,
                #"{"d": 1, "s": "", "i": 1, "b": true, "a": [], "f": 1, "n": 300}"#,
            ]))
    func wrongType(key: String, text: String) throws {
        struct Every: Codable { var d: Double, s: String, i: Int, b: Bool, a: [Double], f: Float, n: UInt8 }
        let json = try JSON.parse(text)
        let error = #expect(throws: DecodingError.self) { try json.decoded(as: Every.self) }
        guard case .typeMismatch(_, let context) = error else { throw try #require(error) }
        #expect(context.codingPath.first?.stringValue == key)
    }

    @Test("random damage to a valid text never crashes the reader")
    func fuzz() {
        var generator = SeededGenerator(seed: 7)
        let original = Array(#"{"a": [1, -2.5e3, "x\u00e9"], "b": {"c": null, "d": [true, false]}}"#.utf8)
        for _ in 0..<2000 {
            var bytes = original
            for _ in 0..<3 {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            _ = try? JSON.parse(bytes: bytes)
        }
    }
}

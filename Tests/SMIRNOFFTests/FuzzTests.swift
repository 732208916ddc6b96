import SMIRNOFF
import TestSupport
import Testing

@Suite("Malformed OFFXML")
struct FuzzTests {
    @Test("every truncation is an error with a line, or the whole")
    func truncation() {
        let bytes = Array(OFFXMLTests.small.utf8)
        for length in 0..<bytes.count {
            let text = String(decoding: bytes[..<length], as: UTF8.self)
            do throws(ForceFieldError) {
                _ = try ForceField(offxml: text)
                #expect(bytes[length...].allSatisfy { $0 == 0x0A || $0 == 0x20 })
            } catch {
                #expect(error.line != nil, "\(error)")
            }
        }
    }

    @Test("random damage never crashes, and what is read is written and read again equally", arguments: 0..<8)
    func damage(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let original = Array(OFFXMLTests.small.utf8)
        let pieces: [[UInt8]] = [
            "<", ">", "\"", "&", "&#0;", "&#xD800;", "/", "]]>", "<!--", "<![CDATA[", "<?", "\0", "1e999", "**", "(",
        ]
        .map { Array($0.utf8) }
        for _ in 0..<300 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let position = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[position] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: position)
                case 2: bytes.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: position)
                default: bytes.removeSubrange(position..<min(position + 20, bytes.count))
                }
            }
            do throws(ForceFieldError) {
                let forceField = try ForceField(offxml: String(decoding: bytes, as: UTF8.self), allowCosmetic: true)
                #expect((try? ForceField(offxml: forceField.offxml(), allowCosmetic: true)) == forceField)
            } catch {
                #expect(error.line != nil, "\(error)")
            }
        }
    }

    @Test(
        "texts made to hurt are refused quickly",
        arguments: [
            String(repeating: "<a>", count: 100_000),
            "<SMIRNOFF version=\"0.3\"" + String(repeating: " ", count: 100_000),
            "<!DOCTYPE a [<!ENTITY b \"bbbb\">]><a>&b;</a>", String(repeating: "&", count: 100_000), "",
            "<SMIRNOFF version=\"0.3\"><Date>" + String(repeating: "&#65;", count: 1_000),
        ])
    func hostile(text: String) {
        let error = #expect(throws: ForceFieldError.self) { try ForceField(offxml: text) }
        #expect(error?.line != nil)
    }
}

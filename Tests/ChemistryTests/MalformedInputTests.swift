import Chemistry
import Foundation
import TestSupport
import Testing

@Suite("Malformed input")
struct MalformedInputTests {
    /// A small generator of random numbers with a fixed seed (Marsaglia's xorshift).
    private struct SeededGenerator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }
    }

    @Test(
        "malformed SMILES are refused with a reason",
        arguments: [
            "", " ", "C(", "C1CC", "xyz", "C%", "[", "[C", "CN(C)(C)(C)C", "c1cccc1", "C\u{0}C", "*", "[Xx]", "[CH3]",
        ])
    func badSMILES(_ text: String) {
        let error = #expect(throws: ChemistryError.self) { try Molecule(smiles: text) }
        #expect(error?.kind == .invalidSMILES)
        #expect((error?.description.count ?? 0) > 20)
    }

    @Test(
        "malformed SMARTS are refused with a reason",
        arguments: ["", "[", "[#6:1", "[$(C]", "[C:1][C:1]", "C((", "[!]"])
    func badSMARTS(_ text: String) {
        let error = #expect(throws: ChemistryError.self) { try SMARTS(text) }
        #expect(error?.kind == .invalidSMARTS)
    }

    @Test("randomly damaged texts give molecules or errors, never a crash")
    func damagedTexts() throws {
        var generator = SeededGenerator(state: 20_240)
        let smiles = Array("CC(=O)N[C@@H](Cc1ccccc1)C(=O)[O-].[NH4+]/C=C\\F".utf8)
        let sdf = Array(try Molecule(smiles: "C[C@H](F)c1ccccc1").sdf().utf8)
        let smarts = Array("[#6X4;!$(C=O):1]-,=;!@[!#1&!D1:2]~[*:3]@[r5,r6:4]".utf8)
        var outcomes = 0
        for _ in 0..<300 {
            let texts = [smiles, sdf, smarts].map { damaged($0, &generator) }
            if (try? Molecule(smiles: texts[0], allowUndefinedStereo: true)) != nil { outcomes += 1 }
            for format in [MoleculeFileFormat.sdf, .mol2, .pdb, .maestro] {
                _ = try? MoleculeFile.records(in: texts[1], format: format, source: "x", allowUndefinedStereo: true)
            }
            if let pattern = try? SMARTS(texts[2]) {
                outcomes += 1
                _ = try Molecule(smiles: "Cc1ccccc1CO").matches(of: pattern)
            }
        }
        #expect(outcomes > 0)
    }

    @Test(
        "damaged files of every format give molecules or an error that names the file, never a crash",
        arguments: ["three_v2000.sdf", "three_v3000.sdf", "three.mol2", "alanine.pdb", "three.mae", "flat.mol"])
    func damagedFiles(_ name: String) throws {
        let path = TestData.fixtures.appendingPathComponent("Chemistry/" + name)
        let bytes = Array(try Data(contentsOf: path))
        let format = try #require(MoleculeFileFormat(path: name))
        var generator = SeededGenerator(state: 7)
        for round in 0..<150 {
            var text = damaged(bytes, &generator)
            if round % 3 == 0 { text = String(text.prefix(Int.random(in: 0..<text.count, using: &generator))) }
            do throws(ChemistryError) {
                let records = try MoleculeFile.records(
                    in: text, format: format, source: name, allowUndefinedStereo: true)
                for case .failure(let error) in records { #expect(error.description.contains(name), "\(error)") }
            } catch {
                #expect(error.description.contains(name) || error.kind == .unreadableFile, "\(error)")
            }
        }
    }

    private func damaged(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> String {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<3, using: &generator) {
            case 0: bytes[place] = UInt8.random(in: 32..<127, using: &generator)
            case 1: bytes.remove(at: place)
            default: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &generator)], at: place)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

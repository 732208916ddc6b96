import SMIRNOFF
import Testing

@Suite("Combining force fields")
struct CombinationTests {
    private static let known = "[*:1]-[#6X4:2]-[#6X4:3]-[*:4]"
    private static let bespoke = "[#1:1]-[#6:2]-[#6:3]-[#1:4]"

    private func base() throws -> ForceField { try ForceField(offxml: OFFXMLTests.small) }

    private func with(_ smirks: String, _ k: Double) throws -> ForceField {
        var forceField = try base()
        forceField.add(
            [.properTorsion(smirks: smirks, id: nil, terms: EditingTests.terms([k]))], to: "ProperTorsions")
        return forceField
    }

    private func combined(_ sources: ForceField...) -> ForceFieldCombination {
        ForceFieldCombination(
            sources.enumerated().map { .init(name: "ff\($0.offset)", forceField: $0.element) })
    }

    @Test("torsions that are new are appended in order, and nothing else changes")
    func appended() throws {
        let other = "[#8:1]-[#6:2]-[#6:3]-[#1:4]"
        let result = combined(try with(Self.bespoke, 1), try with(other, 2), try with(Self.bespoke, 1))
        let before = try base().parameters(in: "ProperTorsions").map(\.smirks)
        #expect(result.forceField.parameters(in: "ProperTorsions").map(\.smirks) == before + [Self.bespoke, other])
        #expect(result.forceField["Bonds"] == (try base()["Bonds"]))
        #expect(result.conflicts.filter { !$0.contains("same id") }.isEmpty)
    }

    @Test("the same SMIRKS with other values keeps the first and names ids and values")
    func conflict() throws {
        let result = combined(try with(Self.bespoke, 1), try with(Self.bespoke, 2.5))
        let kept = try #require(result.forceField["ProperTorsions"])
        #expect(try kept.parameters.last?.torsionTerms() == EditingTests.terms([1]))
        let conflict = try #require(result.conflicts.first)
        #expect(result.conflicts.count == 1)
        for part in ["ff0", "ff1", Self.bespoke, "k1", "2.5", "'t"] { #expect(conflict.contains(part), "\(part)") }
    }

    @Test("the same value in another unit or notation is no conflict")
    func notation() throws {
        var other = try with(Self.bespoke, 1)
        let index = try #require(other["ProperTorsions"]?.index(ofSMIRKS: Self.bespoke))
        try other.update("ProperTorsions", index) { $0.attributes["k1"] = "4.184 * kilojoule_per_mole" }
        #expect(combined(try with(Self.bespoke, 1), other).conflicts.isEmpty)
    }

    @Test("another base force field is reported with the section and the ids")
    func bases() throws {
        var other = try base()
        try other.update("Bonds", 0) { $0.attributes["length"] = "1.1 * angstrom" }
        let conflict = try #require(combined(try base(), other).conflicts.first)
        #expect(conflict.contains("Bonds") && conflict.contains("length") && conflict.contains("1.1"))
        other["Bonds"] = nil
        #expect(combined(try base(), other).conflicts.contains { $0.contains("section Bonds") })
    }

    @Test("one force field alone is kept without its cosmetic attributes")
    func alone() throws {
        var marked = try base()
        try marked.setParameterized(["k1"], in: "ProperTorsions", at: 0)
        let result = combined(marked)
        #expect(result.forceField == (try base()))
        #expect(result.conflicts.isEmpty)
    }
}

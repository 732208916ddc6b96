import BespokeSMIRKS
import Chemistry
import Foundation
import Fragmentation
import SMIRNOFF
import TestSupport
import Testing

@Suite("Bespoke torsions agree with the reference")
struct TorsionConformanceTests {
    static let library = ForceFieldLibrary.standard
    static let hasForceField = library.path(of: "openff_unconstrained-2.2.1.offxml") != nil
    static let hasOracle = TestData.oracle != nil && hasForceField
    static let fixture = TestData.fixtures.appendingPathComponent("BespokeSMIRKS/torsions.json")

    @Test("the same patterns for every fragment of some small molecules", .enabled(if: hasForceField))
    func smallMolecules() throws {
        let file = try TestData.json(SMIRKSFile.self, in: Self.fixture)
        #expect(file.molecules.count >= 12)
        try check(file)
    }

    @Test(
        "the same patterns for every fragment of every molecule", .enabled(if: hasOracle),
        arguments: ["smirks_none.json.gz", "smirks_pfizer.json.gz", "smirks_wbo.json.gz"])
    func allMolecules(name: String) throws {
        try check(try #require(try SMIRKSFile.oracle(name)))
    }

    private func check(_ file: SMIRKSFile) throws {
        let forceField = try Self.library.forceField(file.initial_force_field)
        let compiled = try CompiledForceField(forceField)
        let generator = try BespokeParameterGenerator(forceField: compiled)
        for record in file.molecules {
            let parent = try Molecule(smiles: record.parent_smiles, allowUndefinedStereo: true)
            let fragments = record.fragments.map {
                UniqueFragment(fragment: Fragment(smiles: $0.smiles, bondIndices: $0.bond_indices))
            }
            let result = try generator.parameters(parent: parent, fragments: fragments)
            #expect(result.fragments.count == record.fragments.count)
            for (found, wanted) in zip(result.fragments, record.fragments) {
                try compare(found, wanted, parent: parent, name: record.name, forceField: forceField)
            }
        }
    }

    private func compare(
        _ found: [BespokeParameter], _ wanted: SMIRKSRecord.FragmentRecord, parent: Molecule, name: String,
        forceField: ForceField
    ) throws {
        let label = "\(name) \(wanted.bond_indices)"
        let fragment = try Molecule(smiles: wanted.smiles, allowUndefinedStereo: true)
        #expect(found.map(\.parameter.smirks) == wanted.parameters.map(\.smirks), "\(label)")
        #expect(found.map { $0.parameter.id ?? "" } == wanted.parameters.map(\.id), "\(label)")
        for (parameter, expected) in zip(found, wanted.parameters) {
            #expect(maps(parameter.fragmentMatches, fragment) == Set(expected.fragment_matches), "\(label)")
            #expect(maps(parameter.parentMatches, parent) == Set(expected.parent_matches), "\(label)")
            let terms = try parameter.parameter.torsionTerms()
            #expect(terms.map(\.periodicity) == expected.periodicity, "\(label)")
            #expect(terms.map(\.phase.value) == expected.phase.map(\.number), "\(label)")
            let divisors = try divisors(expected, forceField)
            for ((term, k), divisor) in zip(zip(terms, expected.k), divisors) {
                #expect(abs(term.k.value - k.number / divisor) < 1e-9, "\(label)")
            }
        }
    }

    /// idivf of the original terms by periodicity: the reference resets it to 1 and forgets to rescale k.
    private func divisors(_ expected: SMIRKSRecord.ParameterRecord, _ forceField: ForceField) throws -> [Double] {
        let section = try #require(forceField["ProperTorsions"])
        let index = try #require(section.index(ofID: String(expected.id.dropLast(3))))
        let original = try section.parameters[index].torsionTerms()
        return expected.periodicity.map { periodicity in
            original.last { $0.periodicity == periodicity }?.idivf ?? 1
        }
    }

    private func maps(_ matches: [[Int]], _ molecule: Molecule) -> Set<[Int]> {
        Set(matches.map { $0.map { molecule.atoms[$0].mapNumber } })
    }
}

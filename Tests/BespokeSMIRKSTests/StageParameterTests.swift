import BespokeSMIRKS
import Chemistry
import Foundation
import Fragmentation
import SMIRNOFF
import TestSupport
import Testing

/// A parameter by what it does: the atoms that it matches and its values.
struct ParameterMeaning: Hashable {
    let kind: String
    let atoms: Set<[Int]>
    let values: [Double]

    init(kind: String, smirks: String, values: [Double], molecule: Molecule) throws {
        self.kind = kind
        let matches = molecule.matches(of: try SMARTS(smirks))
        atoms = Set(matches.map { $0.lexicographicallyPrecedes($0.reversed()) ? $0 : $0.reversed() })
        self.values = values.map { ($0 * 1e6).rounded() / 1e6 }
    }
}

@Suite("Parameters of a stage agree with the reference", .enabled(if: TorsionConformanceTests.hasForceField))
struct StageParameterTests {
    static let files: [String] = ["fixture"] + (TestData.oracle == nil ? [] : ["smirks_pfizer.json.gz"])

    private func records(_ name: String) throws -> SMIRKSFile {
        if name == "fixture" { return try TestData.json(SMIRKSFile.self, in: TorsionConformanceTests.fixture) }
        return try #require(try SMIRKSFile.oracle(name))
    }

    private func fragments(_ record: SMIRKSRecord) -> [UniqueFragment] {
        record.fragments.map { UniqueFragment(fragment: Fragment(smiles: $0.smiles, bondIndices: $0.bond_indices)) }
    }

    /// - Parameter tolerated: patterns that may differ. The reference takes angles in the order of a hash table, and the first of
    ///   equivalent angles decides the direction of a pattern.
    private func check(
        _ name: String, _ expected: KeyPath<SMIRKSRecord, [SMIRKSRecord.StageParameter]?>,
        settings: SMIRKSSettings, kinds: Set<ParameterKind>, tolerated: Int = 0
    ) throws {
        let file = try records(name)
        let forceField = try TorsionConformanceTests.library.forceField(file.initial_force_field)
        let generator = try BespokeParameterGenerator(
            forceField: CompiledForceField(forceField), settings: settings, kinds: kinds)
        var count = 0
        var differences: [ParameterMeaning] = []
        for record in file.molecules {
            guard let expected = record[keyPath: expected] else { continue }
            count += 1
            let parent = try Molecule(smiles: record.parent_smiles, allowUndefinedStereo: true)
            let found = try generator.parameters(parent: parent, fragments: fragments(record)).merged.map { new in
                try ParameterMeaning(
                    kind: new.kind.rawValue, smirks: new.parameter.smirks, values: values(of: new, settings),
                    molecule: parent)
            }
            let wanted = try expected.filter { kinds.contains(ParameterKind(rawValue: $0.type) ?? .vdW) }.map { old in
                try ParameterMeaning(
                    kind: old.type, smirks: old.smirks, values: rescaled(old, forceField), molecule: parent)
            }
            differences += Set(found).symmetricDifference(wanted)
            #expect(found.count <= Set(expected.map { [$0.type, $0.smirks] }).count, "\(record.name)")
        }
        #expect(count >= 3)
        #expect(differences.count <= tolerated, "\(differences)")
    }

    /// The values with k divided by idivf of the existing parameter, which the reference resets to 1 without rescaling k.
    private func rescaled(_ old: SMIRKSRecord.StageParameter, _ forceField: ForceField) throws -> [Double] {
        guard let section = forceField[old.type], let index = section.index(ofID: old.id),
            let periodicity = old.periodicity
        else { return old.values }
        let terms = try section.parameters[index].torsionTerms()
        return zip(old.values.indices, old.values).map { index, value in
            let divisor = terms.last { $0.periodicity == periodicity[index / 3] }?.idivf ?? 1
            return index % 3 == 2 ? value / divisor : value
        }
    }

    private func values(of new: BespokeParameter, _ settings: SMIRKSSettings) throws -> [Double] {
        switch new.kind {
        case .properTorsions:
            let terms = try new.parameter.torsionTerms()
            return terms.flatMap { [Double($0.periodicity), $0.phase.value, $0.k.value] }
        case .bonds: return try [new.parameter.quantity("length").value, new.parameter.quantity("k").value]
        case .angles: return try [new.parameter.quantity("angle").value, new.parameter.quantity("k").value]
        case .vdW: return []
        }
    }

    @Test("bonds and angles have patterns of one layer", arguments: files)
    func bondsAndAngles(name: String) throws {
        try check(
            name, \.stage_parameters_bonds_angles_torsions, settings: SMIRKSSettings(),
            kinds: [.bonds, .angles], tolerated: 1)
    }

    @Test("torsions keep their terms if they are not expanded", arguments: files)
    func notExpanded(name: String) throws {
        try check(
            name, \.stage_parameters_no_expand, settings: SMIRKSSettings(expandTorsionTerms: false),
            kinds: [.properTorsions])
    }

    @Test("existing torsions are fitted if no new ones are made", arguments: files)
    func notBespoke(name: String) throws {
        try check(
            name, \.stage_parameters_not_bespoke, settings: SMIRKSSettings(generateBespokeTerms: false),
            kinds: [.properTorsions])
    }
}

extension SMIRKSRecord.StageParameter {
    var values: [Double] {
        if let periodicity, let phase, let k {
            return zip(zip(periodicity, phase), k.numbers).flatMap { [Double($0.0), $0.1.number, $1] }
        }
        return [length ?? angle].compactMap { $0?.number } + (k?.numbers ?? [])
    }
}

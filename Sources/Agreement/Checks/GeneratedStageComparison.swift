internal import BespokeSMIRKS
internal import Chemistry
internal import Fragmentation
internal import JSON
internal import SMIRNOFF
internal import Workflow

/// A recorded schema after the parameters of Pfizer fragments were made: what each stage fits.
///
/// Patterns are compared by the atoms of the molecule that they match; ours may match more, over the bonds of fragments that the reference
/// put together with others and forgot.
struct GeneratedStageComparison {
    private struct Fitted {
        let atoms: Set<[Int]>
        let attributes: Set<String>
    }

    let molecule: Molecule
    let forceField: ForceField

    func compare(_ recorded: JSON, _ comparison: inout RecordComparison) throws {
        let schema = try BespokeOptimizationSchema(json: recorded)
        JSONComparison.compare(
            "schema with parameters read and written", schema.json, Self.attributesSorted(recorded), &comparison)
        guard schema.fittedTypes == [.properTorsions] else { return }
        let ours = try fitted(schema)
        for stage in schema.stages {
            let theirs = try stage.parameters.map {
                Fitted(atoms: try matches($0.smirks), attributes: $0.attributes)
            }
            for their in theirs {
                comparison.require(
                    "stage parameters",
                    ours.contains { $0.atoms.isSuperset(of: their.atoms) && $0.attributes == their.attributes },
                    "only theirs: \(their.attributes.sorted()) of \(their.atoms.sorted { $0[0] < $1[0] })")
            }
            let covered = theirs.reduce(into: Set<[Int]>()) { $0.formUnion($1.atoms) }
            comparison.require(
                "stage parameters", ours.allSatisfy { !$0.atoms.isDisjoint(with: covered) }, "one is only ours")
        }
    }

    private func fitted(_ schema: BespokeOptimizationSchema) throws -> [Fitted] {
        let fragmentation = try MoleculeFragmentation(
            molecule, engine: .pfizer(PfizerFragmenter()), targetBondSMARTS: schema.targetTorsionSMIRKS)
        guard case .finished(let outcome?) = try fragmentation.step(known: [:]) else { return [] }
        let generator = try BespokeParameterGenerator(
            forceField: CompiledForceField(forceField), settings: schema.smirkSettings)
        let parent = try Molecule(mappedSMILES: outcome.parentSMILES, allowUndefinedStereo: true)
        return try generator.parameters(parent: parent, fragments: outcome.fragments).merged.map {
            Fitted(atoms: try matches($0.parameter.smirks), attributes: Set($0.attributes))
        }
    }

    private func matches(_ smirks: String) throws -> Set<[Int]> {
        Set(molecule.matches(of: try SMARTS(smirks)).map(TorsionComparison.chain))
    }

    /// The attributes of a parameter are a set, whose order says nothing.
    private static func attributesSorted(_ json: JSON) -> JSON {
        switch json {
        case .array(let elements): return .array(elements.map(attributesSorted))
        case .object(let object):
            return .object(
                JSONObject(
                    object.members.map { key, value in
                        guard key == "attributes", let names = value.array?.compactMap(\.string) else {
                            return (key, attributesSorted(value))
                        }
                        return (key, .array(names.sorted().map(JSON.string)))
                    }))
        default: return json
        }
    }
}

internal import BespokeSMIRKS
internal import Chemistry
internal import Fragmentation
public import JSON
internal import SMIRNOFF

/// Bespoke torsion parameters of recorded fragments, and the parameters of a stage.
///
/// Patterns are compared by the atoms that they match. k is compared divided by the original idivf where the reference resets idivf to 1
/// without rescaling k. Where equivalent fragments were put together ours also match over the bonds of those that were dropped.
public struct SMIRKSCheck: FileCheck {
    /// The name of the file.
    public let fileName: String

    /// A check of a file of bespoke parameters.
    public init(fileName: String) { self.fileName = fileName }

    /// A line for the parameters of each fragment and one for those of stages.
    public func lines(_ file: JSON, in set: RecordedSet) throws -> [ComparisonLine] {
        let forceField = try CompiledForceField(
            try ForceFieldLibrary.standard.forceField(
                file["initial_force_field"]?.string ?? RecordedSet.primaryForceField))
        let twins = try DroppedTwins(engine: fileName.replacing("smirks_", with: ""), in: set)
        let generator = try BespokeParameterGenerator(forceField: forceField)
        let fragments = line(
            fileName, file, in: set,
            attempt: { try attempt($0, generator) },
            compare: { record, comparison in
                let parent = try Molecule(smiles: record.text("parent_smiles"), allowUndefinedStereo: true)
                let records = try record.list("fragments")
                let unique = try twins.completed(
                    try records.map { try FragmentComparison.fragment($0) }, of: comparison.name, parent: parent)
                let found = try generator.parameters(parent: parent, fragments: unique)
                comparison.require("number of fragments", found.fragments.count == records.count)
                for ((ours, theirs), fragment) in zip(zip(found.fragments, records), unique) {
                    let pair = try TorsionComparison(
                        fragment, parent: parent, forceField: forceField.forceField)
                    try pair.compare(ours, try theirs.list("parameters"), &comparison)
                }
            })
        return [fragments, try StageComparison(forceField).line("\(fileName)_stages", file)]
    }

    /// Makes the parameters of a molecule's fragments, which for the bond-order scheme are those that it starts from.
    private func attempt(_ smiles: String, _ generator: BespokeParameterGenerator) throws {
        let engine: FragmentationEngine? = fileName.hasSuffix("none") ? nil : .pfizer(PfizerFragmenter())
        let fragmentation = try MoleculeFragmentation(
            Molecule(smiles: smiles), engine: engine, targetBondSMARTS: [RecordedSet.rotatableBonds])
        guard case .finished(let outcome?) = try fragmentation.step(known: [:]) else { return }
        let parent = try Molecule(smiles: outcome.parentSMILES, allowUndefinedStereo: true)
        _ = try generator.parameters(parent: parent, fragments: outcome.fragments)
    }
}

public import Chemistry
public import Fragmentation
public import SMIRNOFF

/// Makes the parameters to be fitted for a molecule and its fragments.
///
/// A torsion pattern describes the whole environment that a fragment and the parent have in common about the fragment's bond, and
/// takes its initial values from the parameter that applies in the fragment.
public struct BespokeParameterGenerator: Sendable {
    let forceField: CompiledForceField
    let settings: SMIRKSSettings
    let kinds: Set<ParameterKind>

    /// A generator of parameters of some kinds.
    ///
    /// - Parameters:
    ///   - forceField: the force field that gives the initial values.
    ///   - kinds: the sections to be fitted.
    /// - Throws: ``BespokeSMIRKSError`` when there are no kinds.
    public init(
        forceField: CompiledForceField, settings: SMIRKSSettings = SMIRKSSettings(),
        kinds: Set<ParameterKind> = [.properTorsions]
    ) throws(BespokeSMIRKSError) {
        guard !kinds.isEmpty else {
            throw BespokeSMIRKSError(
                .noTargets, "no kind of parameter is to be fitted; name at least one in parameter_hyperparameters")
        }
        (self.forceField, self.settings, self.kinds) = (forceField, settings, kinds)
    }

    /// The parameters for a molecule: torsions from its fragments, other kinds from the whole molecule.
    ///
    /// - Parameter fragments: fragments whose map numbers are those of the parent, each with the twins that it stands for.
    /// - Throws: ``BespokeSMIRKSError`` that names the fragment, bond or parameter at fault.
    public func parameters(parent: Molecule, fragments: [UniqueFragment]) throws(BespokeSMIRKSError)
        -> BespokeParameters
    {
        let whole = try LabelledMolecule(parent, forceField)
        var others: [BespokeParameter] = []
        for kind in [ParameterKind.vdW, .bonds, .angles, .improperTorsions] where kinds.contains(kind) {
            others += try parameters(of: kind, in: whole)
        }
        var torsions: [[BespokeParameter]] = []
        if kinds.contains(.properTorsions) {
            for fragment in fragments {
                let environment = try FragmentEnvironment(fragment, parent: parent)
                torsions.append(try torsionParameters(environment, parent: whole))
            }
        }
        return BespokeParameters(molecule: others, fragments: torsions)
    }

    private func parameters(
        of kind: ParameterKind, in whole: LabelledMolecule
    ) throws(BespokeSMIRKSError) -> [BespokeParameter] {
        let tuples = SymmetryGroups.tuples(of: kind, in: whole.molecule)
        guard settings.generateBespokeTerms else { return existing(kind, tuples, in: whole, fragment: whole) }
        var parameters: [BespokeParameter] = []
        for group in SymmetryGroups.groups(tuples, classes: whole.molecule.symmetryClasses()) {
            var cluster = ClusterGraph(layers: kind.layers, isStar: kind.isStar)
            cluster.add(whole.molecule, tuples: group)
            if let parameter = try parameter(kind, cluster, fragment: whole, parent: whole) {
                parameters.append(parameter)
            }
        }
        return parameters
    }

    private func torsionParameters(
        _ environment: FragmentEnvironment, parent: LabelledMolecule
    ) throws(BespokeSMIRKSError) -> [BespokeParameter] {
        let fragment = try LabelledMolecule(environment.fragment, forceField)
        var parameters: [BespokeParameter] = []
        if settings.generateBespokeTerms {
            for cluster in environment.torsionClusters(in: parent.molecule) {
                guard let new = try parameter(.properTorsions, cluster, fragment: fragment, parent: parent) else {
                    continue
                }
                parameters.append(new)
            }
        } else {
            let tuples = environment.parentBonds.flatMap { SymmetryGroups.torsions(about: $0, in: parent.molecule) }
            parameters = existing(.properTorsions, tuples, in: parent, fragment: fragment)
        }
        return try expandedIfAsked(parameters, divisor: environment.torsionCount)
    }

    private func expandedIfAsked(
        _ parameters: [BespokeParameter], divisor: Int
    ) throws(BespokeSMIRKSError) -> [BespokeParameter] {
        var result = parameters
        for index in result.indices {
            guard !result[index].parameter.isInterpolated else {
                throw BespokeSMIRKSError(
                    .interpolated,
                    "can not fit interpolated parameters: k of \(result[index].parameter.label) depends on a fractional bond order; "
                        + "use an initial force field without k_bondorder torsions")
            }
            guard settings.expandTorsionTerms else { continue }
            result[index].parameter = try TorsionExpansion.expanded(
                result[index].parameter, defaultDivisor: Double(max(divisor, 1)))
        }
        return result
    }

    /// The parameter for a new pattern, with values from those that apply to its matches; nil if it matches nothing.
    private func parameter(
        _ kind: ParameterKind, _ cluster: ClusterGraph, fragment: LabelledMolecule, parent: LabelledMolecule
    ) throws(BespokeSMIRKSError) -> BespokeParameter? {
        let pattern: SMARTS
        do { pattern = try SMARTS(cluster.matchingPattern) } catch {
            throw BespokeSMIRKSError(.pattern, "the pattern \(cluster.smirks) cannot be used: \(error)")
        }
        let matches = fragment.distinctMatches(of: pattern)
        guard var parameter = fragment.initialParameter(kind, matches) else { return nil }
        parameter.smirks = cluster.smirks
        let id = parameter.id ?? "bespoke"
        parameter.id = id.hasSuffix("-BF") ? id : id + "-BF"
        return BespokeParameter(
            kind: kind, parameter: parameter, mirroredSMIRKS: kind.isStar ? nil : cluster.mirroredSMIRKS,
            fragmentMatches: matches, parentMatches: parent.distinctMatches(of: pattern))
    }

    /// The parameters that apply to some tuples already, each once.
    private func existing(
        _ kind: ParameterKind, _ tuples: [[Int]], in parent: LabelledMolecule, fragment: LabelledMolecule
    ) -> [BespokeParameter] {
        var seen: Set<Int> = []
        return tuples.compactMap { parent.label(kind, $0) }.filter { seen.insert($0).inserted }.map { label in
            BespokeParameter(
                kind: kind, parameter: forceField.forceField.parameters(in: kind.rawValue)[label],
                mirroredSMIRKS: nil,
                fragmentMatches: fragment.tuples(kind, labelled: label),
                parentMatches: parent.tuples(kind, labelled: label))
        }
    }
}

public import Chemistry
public import Fragmentation

/// Everything that a fragmentation depends on.
public struct FragmentationRequest: Sendable, Codable, Hashable {
    /// The molecule as mapped SMILES.
    public var cmiles: String
    /// How it is cut; nil for not at all.
    public var engine: FragmentationEngine?
    /// SMARTS patterns of the bonds to fit.
    public var targetTorsionSMIRKS: [String]?
    /// The bond orders that are known.
    public var known: [BondOrderRequest: BondOrderOutcome] = [:]

    /// The fragments, or the bond orders that must be known first.
    ///
    /// - Throws: `ChemistryError` or `FragmentationError` that name the molecule, pattern or fragment at fault.
    public func step() throws -> FragmentationStep {
        let molecule = try Molecule(mappedSMILES: cmiles)
        let fragmentation = try MoleculeFragmentation(
            molecule, engine: engine, targetBondSMARTS: targetTorsionSMIRKS)
        switch try fragmentation.step(known: known) {
        case .needs(let requests): return .needs(requests)
        case .finished(let outcome): return .finished(outcome)
        }
    }
}

/// What can be said of a fragmentation with the bond orders known so far.
public enum FragmentationStep: Sendable, Codable, Hashable {
    /// Bond orders that must be known first.
    case needs([BondOrderRequest])
    /// How the molecule was cut; nil when there is neither an engine nor a bond to fit.
    case finished(FragmentationOutcome?)
}

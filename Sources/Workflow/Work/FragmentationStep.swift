internal import Chemistry
public import Fragmentation

/// A fragmentation with the bond orders that are known: one calculation on one core.
public struct FragmentationStepRequest: Sendable, Codable, Hashable {
    /// What is cut, and how.
    public var request: FragmentationRequest
    /// The bond orders that are known, in the order of their molecules' SMILES, so that equal requests have equal text.
    public private(set) var known: [KnownBondOrders]

    /// A bond order that is known, or known to be out of reach.
    public struct KnownBondOrders: Sendable, Codable, Hashable {
        /// What was asked for.
        public var request: BondOrderRequest
        /// What became of it.
        public var outcome: BondOrderOutcome
    }

    /// A fragmentation with the bond orders that are known.
    public init(_ request: FragmentationRequest, known: [BondOrderRequest: BondOrderOutcome] = [:]) {
        self.request = request
        self.known = known.map { KnownBondOrders(request: $0.key, outcome: $0.value) }
            .sorted { $0.request.canonicalText < $1.request.canonicalText }
    }

    /// The fragments, or the bond orders that must be known first.
    ///
    /// - Throws: `ChemistryError` or `FragmentationError` that name the molecule, pattern or fragment at fault.
    public func step() throws -> FragmentationStep {
        let molecule = try Molecule(mappedSMILES: request.cmiles)
        let fragmentation = try MoleculeFragmentation(
            molecule, engine: request.engine?.affordable(for: molecule),
            targetBondSMARTS: request.targetTorsionSMIRKS)
        let known = Dictionary(known.map { ($0.request, $0.outcome) }) { first, _ in first }
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

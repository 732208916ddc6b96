public import Chemistry

/// The fragmentation of one molecule as a pure function of the bond orders that are known.
///
/// ``step(known:)`` says which bond orders are missing, or gives the fragments; a caller may compute the missing ones in any order and
/// place, and ask again. The Pfizer scheme and the absence of a scheme need none.
public struct MoleculeFragmentation: Sendable {
    /// What can be said with the bond orders known so far.
    public enum Step: Hashable, Sendable {
        /// Bond orders that must be known first; at least one.
        case needs([BondOrderRequest])
        /// The fragments; nil where there is neither an engine nor target bonds.
        case finished(FragmentationOutcome?)
    }

    private let molecule: Molecule
    private let engine: FragmentationEngine?
    private let targetBondSMARTS: [String]?
    private let prepared: PreparedParent?
    private let bonds: [AtomPair]
    private let provenance: FragmentationProvenance

    /// A fragmentation of a molecule.
    ///
    /// - Parameters:
    ///   - molecule: the submitted molecule; without an engine its atom order is that of the fragments.
    ///   - engine: the scheme, nil to use the whole molecule for each bond.
    ///   - targetBondSMARTS: patterns that tag the two atoms of the bonds; nil for all rotatable bonds of an engine.
    ///   - version: this program's version, for the provenance.
    ///   - toolkits: names and versions of libraries, for the provenance.
    /// - Throws: ``FragmentationError`` when a pattern cannot be used.
    public init(
        _ molecule: Molecule, engine: FragmentationEngine?, targetBondSMARTS: [String]?, version: String = "0.1.0",
        toolkits: [[String]] = []
    ) throws(FragmentationError) {
        (self.molecule, self.engine, self.targetBondSMARTS) = (molecule, engine, targetBondSMARTS)
        provenance = FragmentationProvenance(
            creator: "openff-bespoke", version: version,
            options: FragmentationOptions(engine: engine, targetBondSMARTS: targetBondSMARTS), toolkits: toolkits)
        var prepared: PreparedParent?
        if let engine {
            var keeping = false
            if case .wbo(let settings) = engine { keeping = settings.keepNonRotorRingSubstituents }
            prepared = try PreparedParent(
                molecule, functionalGroups: engine.functionalGroups, keepingRingSubstituents: keeping)
        }
        self.prepared = prepared
        let source = prepared?.molecule ?? molecule
        if let targetBondSMARTS {
            bonds = try TargetBonds.bonds(of: source, patterns: targetBondSMARTS)
        } else {
            bonds = engine == nil ? [] : try TargetBonds.rotatable(in: source)
        }
    }

    /// The fragments, or the bond orders that must be known first.
    ///
    /// - Throws: ``FragmentationError`` when a fragment cannot be made or the parent's bond orders could not be computed.
    public func step(known: [BondOrderRequest: BondOrderOutcome]) throws(FragmentationError) -> Step {
        guard let engine, let prepared else { return .finished(try wholeMolecule()) }
        switch engine {
        case .pfizer:
            var fragments: [Fragment] = []
            for bond in bonds {
                let selection = try MinimalSelection.selection(around: bond, in: prepared)
                fragments.append(try BuiltFragment(bond: bond, selection: selection, parent: prepared).fragment)
            }
            return .finished(try outcome(prepared.molecule, fragments))
        case .wbo(let settings):
            let growth = WBOGrowth(parent: prepared, settings: settings, known: known)
            switch try growth.fragments(around: bonds) {
            case .needs(let requests): return .needs(requests)
            case .finished(let fragments): return .finished(try outcome(prepared.molecule, fragments))
            }
        }
    }

    /// The fragments, with bond orders computed one after the other.
    ///
    /// - Parameter bondOrders: computes the bond orders of a molecule; an error for a fragment makes it grow, one for the parent is
    ///   final.
    /// - Throws: ``FragmentationError`` as ``step(known:)``.
    public func outcome(
        bondOrders: (BondOrderRequest) throws -> BondOrders
    ) throws(FragmentationError) -> FragmentationOutcome? {
        var known: [BondOrderRequest: BondOrderOutcome] = [:]
        while true {
            switch try step(known: known) {
            case .finished(let outcome): return outcome
            case .needs(let requests):
                for request in requests {
                    do { known[request] = .orders(try bondOrders(request)) } catch {
                        known[request] = .failure("\(error)")
                    }
                }
            }
        }
    }

    private func wholeMolecule() throws(FragmentationError) -> FragmentationOutcome? {
        guard targetBondSMARTS != nil else { return nil }
        let cmiles = molecule.cmiles
        return try outcome(
            molecule.withMapNumbers(molecule.atoms.indices.map { $0 + 1 }),
            bonds.map { Fragment(smiles: cmiles, bondIndices: [$0.first + 1, $0.second + 1]) })
    }

    private func outcome(_ parent: Molecule, _ fragments: [Fragment]) throws(FragmentationError) -> FragmentationOutcome
    {
        try FragmentationOutcome(
            FragmentationResult(parentSMILES: parent.smiles(), fragments: fragments, provenance: provenance))
    }
}

internal import Chemistry
public import Fragmentation

/// The conformers over which a molecule's bond orders are averaged.
public struct ConformerSelection: Sendable, Codable, Hashable {
    /// The molecule as plain SMILES, for messages.
    public var smiles: String
    /// The molecule's bonds as pairs of 0-based atoms, in its order.
    public var bonds: [[Int]]
    /// The conformers [Å], each of shape `(atoms)`, in the order of the selection.
    public var conformers: [[SIMD3<Double>]]

    /// A selection of conformers.
    public init(smiles: String, bonds: [[Int]], conformers: [[SIMD3<Double>]]) {
        (self.smiles, self.bonds, self.conformers) = (smiles, bonds, conformers)
    }

    /// Generates conformers and selects the electrostatically least interacting ones (ELF10).
    ///
    /// - Throws: `ChemistryError` for a molecule that cannot be read or embedded.
    public init(_ request: BondOrderRequest) throws {
        let molecule = try Molecule(mappedSMILES: request.cmiles, allowUndefinedStereo: true)
        self.init(
            smiles: molecule.smiles(explicitHydrogens: false, mapped: false),
            bonds: molecule.bonds.map { [$0.a, $0.b] },
            conformers: try molecule.elf10Conformers(
                maximum: request.options.maximumConformers, rmsThreshold: request.options.rmsThreshold,
                selection: Self.choice(request.options)))
    }

    /// The choice of conformers; where few are made for GFN2-xTB, up to four are chosen.
    private static func choice(_ options: WBOOptions) -> ELF10 {
        var choice = ELF10()
        if options.method == .xtb { choice.share = max(choice.share, 4 / Double(max(1, options.maximumConformers))) }
        return choice
    }
}

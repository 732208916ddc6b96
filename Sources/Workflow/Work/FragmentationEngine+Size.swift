internal import Chemistry
internal import Fragmentation

extension FragmentationEngine {
    /// The number of heavy atoms up to which AM1 bond orders are made; ten conformers of a larger molecule take hours.
    static let largestForAM1 = 40

    /// The most conformers of a molecule with so many heavy atoms, of itself and of its fragments: one conformer of
    /// erythromycin (51 heavy atoms) takes a second, one of vancomycin (101) four.
    private static func affordableConformers(heavyAtoms: Int) -> Int { heavyAtoms > 70 ? 10 : 40 }

    /// The engine, with GFN2-xTB in the place of AM1 bond orders and fewer conformers for a molecule that is too large.
    ///
    /// Bond orders of the parent and of its fragments are only comparable by one method, so the parent decides for all.
    func affordable(for molecule: Molecule) -> FragmentationEngine {
        let heavyAtoms = molecule.atoms.count(where: \.isHeavy)
        guard case .wbo(var engine) = self, heavyAtoms > Self.largestForAM1 else { return self }
        engine.wboOptions.method = .xtb
        engine.wboOptions.maximumConformers = min(
            engine.wboOptions.maximumConformers, Self.affordableConformers(heavyAtoms: heavyAtoms))
        return .wbo(engine)
    }
}

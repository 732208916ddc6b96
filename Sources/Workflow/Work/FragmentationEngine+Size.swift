internal import Chemistry
internal import Fragmentation

extension FragmentationEngine {
    /// The number of heavy atoms up to which AM1 bond orders are made; ten conformers of a larger molecule take hours.
    static let largestForAM1 = 40

    /// The engine, with GFN2-xTB in the place of AM1 bond orders for a molecule that is too large for AM1.
    ///
    /// Bond orders of the parent and of its fragments are only comparable by one method, so the parent decides for all.
    func affordable(for molecule: Molecule) -> FragmentationEngine {
        guard case .wbo(var engine) = self, engine.wboOptions.method == .am1,
            molecule.atoms.count(where: { $0.atomicNumber > 1 }) > Self.largestForAM1
        else { return self }
        engine.wboOptions.method = .xtb
        return .wbo(engine)
    }
}

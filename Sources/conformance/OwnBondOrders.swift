internal import AmberTools
internal import Chemistry
internal import Fragmentation

/// AM1 Wiberg bond orders computed here, averaged over the ELF10 conformers.
enum OwnBondOrders {
    /// The mean bond order of each bond.
    ///
    /// - Throws: `ChemistryError` when no conformer can be made, `AmberToolsError` when a calculation fails.
    static func orders(for request: BondOrderRequest) async throws -> BondOrders {
        let molecule = try Molecule(mappedSMILES: request.cmiles, allowUndefinedStereo: true)
        let conformers = try molecule.elf10Conformers(
            maximum: request.options.maximumConformers, rmsThreshold: request.options.rmsThreshold)
        let amber = try AmberTools()
        var sums = [Double](repeating: 0, count: molecule.bonds.count)
        for conformer in conformers {
            let orders = try await amber.am1WibergBondOrders(of: molecule, at: conformer)
            for bond in sums.indices { sums[bond] += orders[bond] }
        }
        let count = Double(conformers.count)
        return BondOrders(zip(molecule.bonds, sums).map { .init(a: $0.a, b: $0.b, order: $1 / count) })
    }
}

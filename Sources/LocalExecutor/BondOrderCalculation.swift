internal import AmberTools
internal import Chemistry
internal import ElectronicStructure
internal import Fragmentation
internal import Units

/// Wiberg bond orders of a molecule, averaged over its ELF10 conformers.
struct BondOrderCalculation {
    let request: BondOrderRequest

    /// The mean bond order of each bond.
    ///
    /// - Throws: `ChemistryError` when no conformer can be made, `AmberToolsError` or `ElectronicStructureError` when
    ///   a calculation fails.
    func bondOrders() async throws -> BondOrders {
        let molecule = try Molecule(mappedSMILES: request.cmiles, allowUndefinedStereo: true)
        let conformers = try molecule.elf10Conformers(
            maximum: request.options.maximumConformers, rmsThreshold: request.options.rmsThreshold)
        var sums = [Double](repeating: 0, count: molecule.bonds.count)
        for conformer in conformers {
            let orders = try await bondOrders(of: molecule, at: conformer)
            for bond in sums.indices { sums[bond] += orders[bond] }
        }
        let count = Double(conformers.count)
        return BondOrders(zip(molecule.bonds, sums).map { .init(a: $0.a, b: $0.b, order: $1 / count) })
    }

    private func bondOrders(of molecule: Molecule, at conformer: [SIMD3<Double>]) async throws -> [Double] {
        switch request.options.method {
        case .am1: try await AmberTools().am1WibergBondOrders(of: molecule, at: conformer)
        case .xtb: try xtbBondOrders(of: molecule, at: conformer)
        }
    }

    /// GFN2-xTB bond orders at the conformer as it is.
    private func xtbBondOrders(of molecule: Molecule, at conformer: [SIMD3<Double>]) throws -> [Double] {
        let system = ElectronicSystem(
            atomicNumbers: molecule.atoms.map(\.atomicNumber), charge: molecule.formalCharge)
        let session = try XTBEngine().xtbSession(for: system, level: LevelOfTheory())
        _ = try session.energyAndGradient(at: conformer.map { $0 / Constants.angstromPerBohr })
        let matrix = try session.bondOrders()
        return molecule.bonds.map { matrix[$0.a * molecule.atoms.count + $0.b] }
    }
}

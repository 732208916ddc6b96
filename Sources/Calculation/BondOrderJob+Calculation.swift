internal import AmberTools
internal import Chemistry
internal import ElectronicStructure
internal import Fragmentation
internal import Units
internal import Workflow

extension BondOrderJob {
    /// The Wiberg bond order of each bond of the molecule, in its order.
    ///
    /// - Parameter workingFolder: where AmberTools works; nil for the system's temporary folder.
    /// - Throws: `ChemistryError` for a molecule that cannot be read, `AmberToolsError` or `ElectronicStructureError`
    ///   when the calculation fails.
    func bondOrders(in workingFolder: String?) async throws -> [Double] {
        let molecule = try Molecule(mappedSMILES: cmiles, allowUndefinedStereo: true)
        return switch method {
        case .am1: try await AmberTools(workingFolder: workingFolder).am1WibergBondOrders(of: molecule, at: geometry)
        case .xtb: try xtbBondOrders(of: molecule)
        }
    }

    /// GFN2-xTB bond orders at the conformer as it is.
    private func xtbBondOrders(of molecule: Molecule) throws -> [Double] {
        let system = ElectronicSystem(
            atomicNumbers: molecule.atoms.map(\.atomicNumber), charge: molecule.formalCharge)
        let session = try XTBEngine().xtbSession(for: system, level: LevelOfTheory())
        _ = try session.energyAndGradient(at: geometry.map { $0 / Constants.angstromPerBohr })
        let matrix = try session.bondOrders()
        return molecule.bonds.map { matrix[$0.a * molecule.atoms.count + $0.b] }
    }
}

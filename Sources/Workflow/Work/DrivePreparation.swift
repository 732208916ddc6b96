public import Chemistry
public import ElectronicStructure
public import TorsionDrive
internal import Units

/// A torsion drive ready to start: the molecule in the order of its SMILES, its dihedral and its seeds.
public struct DrivePreparation: Sendable, Codable, Equatable {
    /// The molecule as mapped SMILES.
    public let cmiles: String
    /// What the wavefront starts from.
    public let setup: TorsionDriveSetup
    /// The programs that compute it: that of the geometries, and that of the energies where it is another one.
    public let choices: [EngineChoice]
    /// What the user should know of the molecule's configuration; nil where it was stated.
    public let configurationNote: String?

    /// Sets a drive up: conformers (ETKDG, seed 1, RMS 1 Å), and on each side of the central bond the neighbour with the
    /// highest atomic number (the first on ties) for the dihedral.
    ///
    /// A centre that cutting has made stereogenic has no stated configuration; the first isomer of which a geometry can be
    /// made stands for all, so that every conformer has the same one.
    ///
    /// - Parameters:
    ///   - task: the drive.
    ///   - choose: finds the first of some levels of theory that can be computed for a molecule.
    /// - Throws: `ChemistryError` for a molecule that cannot be read or embedded, ``WorkflowError`` when the SMILES has
    ///   no bond between the two central atoms or no dihedral over it, and what `choose` throws.
    public init(
        _ task: QCTask,
        choose: ([LevelOfTheory], ElectronicSystem) throws -> EngineChoice = EngineChoice.first(of:for:)
    ) throws {
        let molecule = try Molecule(smiles: task.smiles, allowUndefinedStereo: true)
        let isomer = try molecule.definedStereoisomers().first ?? molecule
        let dihedral = try molecule.drivenDihedral(overMapNumbers: task.centralBond ?? [1, 2], in: task.smiles)
        let conformers = try isomer.generatedConformers(maximum: task.spec.nConformers, rmsThreshold: 1)
        let system = ElectronicSystem(
            atomicNumbers: molecule.atoms.map(\.atomicNumber), charge: molecule.formalCharge,
            multiplicity: task.spec.multiplicity)
        let choice = try choose(task.spec.levels, system)
        let refinement = try task.spec.refinement
        let second = try refinement.map { try choose([$0.level], system) }
        var setup = TorsionDriveSetup(
            system: system, bonds: molecule.bonds.map { [$0.a, $0.b] }, dihedral: dihedral,
            conformers: conformers.map { $0.map { $0 / Constants.angstromPerBohr } },
            level: choice.level, options: OptimizerOptions(task.spec.optimizationSpec))
        setup.gridSpacing = task.spec.gridSpacing
        setup.scanRange = task.spec.scanRange
        setup.refinement = second.map { Refinement(level: $0.level, steps: refinement?.steps ?? 0) }
        choices = [choice] + (second.map { [$0] } ?? [])
        configurationNote =
            molecule.undefinedStereo().isEmpty
            ? nil
            : "the configuration of \(task.smiles) is not defined: it was driven as \(isomer.smiles(mapped: false))"
        self.cmiles = molecule.cmiles
        self.setup = setup
    }
}

extension Molecule {
    /// The dihedral to drive over a bond given by map numbers, as four 0-based atoms.
    fileprivate func drivenDihedral(overMapNumbers numbers: [Int], in smiles: String) throws(WorkflowError) -> [Int] {
        func refuse(_ reason: String) -> WorkflowError {
            WorkflowError(type: "DihedralSelectionError", "\(smiles) can not be driven: \(reason)")
        }
        let central = numbers.compactMap { number in atoms.firstIndex { $0.mapNumber == number } }
        guard central.count == 2 else { throw refuse("no two atoms have the map numbers \(numbers)") }
        guard let bond = bond(between: central[0], and: central[1]) else {
            throw refuse("the atoms with map numbers \(numbers) are not bonded to each other")
        }
        guard !bond.isInRing else { throw refuse("the bond between map numbers \(numbers) is in a ring") }
        guard let first = outerAtom(of: central[0], besides: central[1]),
            let last = outerAtom(of: central[1], besides: central[0])
        else { throw refuse("an atom of the bond between map numbers \(numbers) has no other neighbour") }
        return [first, central[0], central[1], last]
    }

    private func outerAtom(of atom: Int, besides other: Int) -> Int? {
        let candidates = neighbors[atom].filter { $0 != other }.sorted()
        guard let heaviest = candidates.map({ atoms[$0].atomicNumber }).max() else { return nil }
        return candidates.first { atoms[$0].atomicNumber == heaviest }
    }
}

extension OptimizerOptions {
    /// The optimiser's options as a workflow names them.
    init(_ procedure: GeometricProcedure) {
        self.init()
        (coordsys, enforce, epsilon, reset) = (
            procedure.coordsys, procedure.enforce, procedure.epsilon, procedure.reset
        )
        (qccnv, molcnv, check) = (procedure.qccnv, procedure.molcnv, procedure.check)
        (trust, tmax, maxiter) = (procedure.trust, procedure.tmax, procedure.maxiter)
        (convergenceSet, converge) = (procedure.convergenceSet, procedure.converge)
    }
}

internal import Chemistry
internal import Fitting
internal import JSON
internal import MolecularMechanics
internal import SMIRNOFF
internal import Units

/// A dihedral scan that another program relaxed, with the molecule typed by this package.
struct RecordedScan {
    let dihedral: [Int]
    let points, derivatives: [JSON]
    let objective: JSON?
    /// Start geometries [nm], shape `(points, atoms)`.
    let geometries: [[SIMD3<Double>]]
    let target: TorsionProfileTarget
    private let forceField: ForceField

    init(_ record: JSON, _ compiled: CompiledForceField) throws {
        let molecule = try Molecule(mappedSMILES: record.text("mapped_smiles"), allowUndefinedStereo: true)
        dihedral = try record.indices("dihedral")
        guard dihedral.count == 4, dihedral.allSatisfy(molecule.atoms.indices.contains) else {
            throw RecordError("'dihedral' is not four atoms of the molecule")
        }
        points = try record.list("points")
        derivatives = record["relaxed_energy_derivatives"]?.array ?? []
        objective = record["objective"]
        geometries = try points.map { point in
            let positions = try point.vectors("start")
            guard positions.count == molecule.atoms.count else {
                throw RecordError("a start geometry has \(positions.count) atoms")
            }
            return positions.map { $0 / 10 }
        }
        forceField = compiled.forceField
        target = TorsionProfileTarget(
            name: "scan", system: try System(molecule, forceField: compiled, charges: record.values("charges")),
            dihedral: dihedral, angles: points.enumerated().map { $1["angle"]?.number ?? Double($0) },
            geometries: geometries,
            energies: try record.values("mmff_reference_kcal").map { $0 / Constants.kilocaloriePerMolePerHartree })
    }

    /// The system in which only torsions over the driven bond name their parameters: the recorded derivatives are by these.
    var systemOverBond: System {
        var result = target.system
        let bond = Set(dihedral[1...2])
        result.propers = target.system.propers.map { torsion in
            PeriodicTorsion(
                i: torsion.i, j: torsion.j, k: torsion.k, l: torsion.l, periodicity: torsion.periodicity,
                phase: torsion.phase, barrier: torsion.barrier, scale: torsion.scale,
                source: Set([torsion.j, torsion.k]) == bond ? torsion.source : nil)
        }
        return result
    }

    /// The parameter of a recorded derivative, nil if the force field has none of its id.
    func parameter(of derivative: JSON) throws -> SystemParameter? {
        let id = try derivative.text("parameter")
        guard let index = forceField["ProperTorsions"]?.index(ofID: id) else { return nil }
        let term = Int(try derivative.value("term")) + 1
        return SystemParameter(
            ParameterReference(section: "ProperTorsions", index: index, term: term), .forceConstant)
    }
}

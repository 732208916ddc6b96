import Chemistry
import Glibc
import JSON
import LinearAlgebra
import MolecularMechanics
import SMIRNOFF
import Units
import Workflow

/// Hydrogen peroxide with a force field of its own, and QCSchema records that the force field itself makes.
struct Peroxide {
    static let cmiles = "[H:1][O:2][O:3][H:4]"
    static let torsion = "[#1:1]-[#8X2:2]-[#8X2:3]-[#1:4]"
    static let oxygenBond = "[#8X2:1]-[#8X2:2]"
    static let charges = [cmiles: [0.4, -0.4, -0.4, 0.4]]

    var k1 = 1.0, k2 = 1.0
    var length = 1.45, bondConstant = 600.0

    func forceField() throws -> ForceField {
        try ForceField(
            offxml: """
                <SMIRNOFF version="0.3" aromaticity_model="OEAroModel_MDL">
                <Bonds version="0.3" potential="harmonic">
                <Bond smirks="\(Self.oxygenBond)" id="b1" length="\(length) * angstrom" k="\(bondConstant) * kilocalorie / angstrom ** 2 / mole"/>
                <Bond smirks="[#8X2:1]-[#1:2]" id="b2" length="0.97 * angstrom" k="1100 * kilocalorie / angstrom ** 2 / mole"/>
                </Bonds>
                <Angles version="0.3" potential="harmonic">
                <Angle smirks="[*:1]-[#8X2:2]-[*:3]" id="a1" angle="101 * degree" k="150 * kilocalorie / radian ** 2 / mole"/>
                </Angles>
                <ProperTorsions version="0.3" potential="k*(1+cos(periodicity*theta-phase))" default_idivf="auto">
                <Proper smirks="\(Self.torsion)" id="t1" periodicity1="1" phase1="0 * degree" k1="\(k1) * kilocalorie / mole" idivf1="1" \
                periodicity2="2" phase2="0 * degree" k2="\(k2) * kilocalorie / mole" idivf2="1"/>
                </ProperTorsions>
                <vdW version="0.3" potential="Lennard-Jones-12-6" combining_rules="Lorentz-Berthelot" scale14="0.5" cutoff="9 * angstrom">
                <Atom smirks="[#1:1]" id="n1" epsilon="0.01 * kilocalorie / mole" rmin_half="0.6 * angstrom"/>
                <Atom smirks="[#8:1]" id="n2" epsilon="0.2 * kilocalorie / mole" rmin_half="1.7 * angstrom"/>
                </vdW>
                <Electrostatics version="0.3" scale14="0.8333333333" cutoff="9 * angstrom"/>
                <ToolkitAM1BCC version="0.3"/>
                </SMIRNOFF>
                """)
    }

    /// The geometry at a dihedral angle [degree], bonds and angles at rest [nm].
    func geometry(_ angle: Double) -> [SIMD3<Double>] {
        let (oh, oo, bend) = (0.097, length / 10, 101 * Double.pi / 180)
        let phi = angle * Double.pi / 180
        return [
            SIMD3(oh * cos(bend), oh * sin(bend), 0), .zero, SIMD3(oo, 0, 0),
            SIMD3(oo - oh * cos(bend), oh * sin(bend) * cos(phi), oh * sin(bend) * sin(phi)),
        ]
    }

    func potential() throws -> GasPhasePotential {
        let molecule = try Molecule(mappedSMILES: Self.cmiles)
        let charges = Self.charges[Self.cmiles] ?? []
        return try GasPhasePotential(
            System(molecule, forceField: CompiledForceField(forceField()), charges: charges))
    }

    static func molecule(_ geometry: [SIMD3<Double>], symbols: [String] = ["H", "O", "O", "H"]) -> JSON {
        let flat = geometry.flatMap { [$0.x, $0.y, $0.z] }.map { JSON.number($0 / Constants.nanometerPerBohr) }
        return [
            "schema_name": "qcschema_molecule", "schema_version": 2, "symbols": .array(symbols.map(JSON.string)),
            "geometry": .array(flat), "extras": ["canonical_isomeric_explicit_hydrogen_mapped_smiles": .string(cmiles)],
        ]
    }

    /// A torsion drive; `edit` may change the energy [hartree] and geometry [nm] of a point.
    func drive(_ edit: (Int, inout JSON, inout JSON) -> Void = { _, _, _ in }) throws -> JSON {
        let potential = try potential()
        var (energies, molecules) = (JSONObject(), JSONObject())
        for angle in stride(from: -165, through: 180, by: 15) {
            let energy = potential.energyAndGradient(at: geometry(Double(angle))).energy.total
            var value = JSON.number(energy / Constants.kilojoulePerMolePerHartree)
            var molecule = Self.molecule(geometry(Double(angle)))
            edit(angle, &value, &molecule)
            energies[String(angle)] = value
            molecules[String(angle)] = molecule
        }
        return [
            "schema_name": "qcschema_torsion_drive_output", "schema_version": 1,
            "keywords": ["dihedrals": [[0, 1, 2, 3]], "grid_spacing": [15]],
            "extras": ["canonical_isomeric_explicit_hydrogen_mapped_smiles": .string(Self.cmiles)],
            "initial_molecule": [Self.molecule(geometry(180))], "final_energies": .object(energies),
            "final_molecules": .object(molecules), "optimization_spec": ["keywords": ["coordsys": "dlc"]],
        ]
    }

    func minimum() throws -> [SIMD3<Double>] {
        try Relaxation(potential(), restraint: 0).relax(from: geometry(110)).positions
    }

    func optimization() throws -> JSON {
        [
            "schema_name": "qcschema_optimization_output", "initial_molecule": Self.molecule(geometry(110)),
            "final_molecule": try Self.molecule(minimum()), "success": true,
        ]
    }

    func hessian() throws -> JSON {
        let unit = Constants.kilojoulePerMolePerHartree / (Constants.nanometerPerBohr * Constants.nanometerPerBohr)
        let matrix = try potential().hessian(at: minimum())
        return [
            "schema_name": "qcschema_output", "driver": "hessian", "molecule": try Self.molecule(minimum()),
            "return_result": .array(matrix.elements.map { .number($0 / unit) }),
        ]
    }
}

extension Peroxide {
    static let torsionParameter = ParameterSchema(type: .properTorsions, smirks: torsion, attributes: ["k1", "k2"])

    /// A stage with weak penalties that fits parameters to targets.
    static func stage(
        _ targets: [TargetSchema], parameters: [ParameterSchema] = [torsionParameter],
        type: ParameterType = .properTorsions
    ) -> OptimizationStageSchema {
        var optimizer = ForceBalanceSchema()
        optimizer.penaltyAdditive = 1e-6
        return OptimizationStageSchema(
            optimizer: optimizer, parameters: parameters, parameterHyperparameters: [Hyperparameters(type: type)],
            targets: targets)
    }

    static func target(_ kind: TargetSchema.Kind = .torsionProfile(), _ records: JSON...) -> TargetSchema {
        var target = TargetSchema(kind: kind)
        target.referenceData = .local(records: records)
        return target
    }

    static func fit(_ stage: OptimizationStageSchema) throws -> FitOutcome {
        try FitOutcome(FitRequest(stages: [stage], forceField: Peroxide().forceField(), charges: charges))
    }

    /// An attribute of the first parameter of a section in the refit force field, in the unit it is written in.
    static func value(_ attribute: String, _ section: String, in outcome: FitOutcome) throws -> Double {
        let text = outcome.results.refitForceField ?? ""
        return try ForceField(offxml: text).parameters(in: section)[0].quantity(attribute).value
    }
}

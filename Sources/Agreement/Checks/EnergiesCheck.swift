internal import Chemistry
public import JSON
internal import MolecularMechanics
internal import NAGL
internal import SMIRNOFF

/// Energies by term and forces with recorded charges, and those charges where a NAGL model made them.
public struct EnergiesCheck: FileCheck {
    /// The name of the file.
    public let fileName: String

    private static let terms: [(key: String, energy: @Sendable (EnergyComponents) -> Double)] = [
        ("bond", { $0.bonds }), ("angle", { $0.angles }), ("proper", { $0.propers }), ("improper", { $0.impropers }),
        ("vdw", { $0.vdW }), ("electrostatics", { $0.electrostatics }),
    ]

    /// A check of a file of energies.
    public init(fileName: String) { self.fileName = fileName }

    /// A line for the energies; for NAGL charges a line `charges_nagl` too.
    public func lines(_ file: JSON, in set: RecordedSet) throws -> [ComparisonLine] {
        let forceField = try CompiledForceField(
            try ForceFieldLibrary.standard.forceField(file["force_field"]?.string ?? RecordedSet.primaryForceField))
        let model = file["charge_method"]?.string == "nagl" ? try model(of: file) : nil
        let energies = line(
            fileName, file, in: set,
            attempt: { smiles in
                let molecule = try Molecule(smiles: smiles)
                _ = try forceField.labels(of: molecule)
                _ = try model?.charges(of: molecule)
            },
            compare: { record, comparison in
                let entry = try set.molecule(comparison.name)
                let molecule = try Molecule(mappedSMILES: entry.text("mapped_smiles"), allowUndefinedStereo: true)
                let potential = try GasPhasePotential(
                    System(molecule, forceField: forceField, charges: record.values("charges")))
                let geometries = try entry.list("conformers")
                for (number, conformer) in try record.list("conformers").enumerated() {
                    guard geometries.indices.contains(number), let positions = geometries[number].vectors else {
                        throw RecordError("lacks the geometry of conformer \(number)")
                    }
                    try compare(potential, at: positions.map { $0 / 10 }, with: conformer, number, &comparison)
                }
            })
        guard let model else { return [energies] }
        return [energies, charges(file, model, in: set)]
    }

    private func compare(
        _ potential: GasPhasePotential, at positions: [SIMD3<Double>], with conformer: JSON, _ number: Int,
        _ comparison: inout RecordComparison
    ) throws {
        guard positions.count == potential.atomCount else {
            throw RecordError("conformer \(number) has \(positions.count) atoms")
        }
        let (energy, gradient) = potential.energyAndGradient(at: positions)
        for term in Self.terms {
            comparison.compare(
                "\(term.key) [kJ/mol]", term.energy(energy), try conformer.value(term.key), within: 1e-6,
                relative: 1e-9, detail: "conformer \(number)")
        }
        let forces = try conformer.vectors("forces")
        guard forces.count == gradient.count else { throw RecordError("has \(forces.count) forces") }
        for (atom, (slope, force)) in zip(gradient, forces).enumerated() {
            for axis in 0..<3 {
                comparison.compare(
                    "forces [kJ/mol/nm]", -slope[axis], force[axis], within: 1e-3,
                    detail: "conformer \(number), atom \(atom)")
            }
        }
    }

    private func model(of file: JSON) throws -> NAGLModel {
        let stated = file["charge_provenance"]?.string?.split(separator: " ").first.map(String.init)
        return try NAGLLibrary.model(
            named: stated.flatMap { $0.hasSuffix(".pt") ? $0 : nil } ?? "openff-gnn-am1bcc-1.0.0.pt")
    }

    private func charges(_ file: JSON, _ model: NAGLModel, in set: RecordedSet) -> ComparisonLine {
        line(
            "charges_nagl", file, in: set, attempt: { _ = try model.charges(of: Molecule(smiles: $0)) },
            compare: { record, comparison in
                let entry = try set.molecule(comparison.name)
                let molecule = try Molecule(mappedSMILES: entry.text("mapped_smiles"), allowUndefinedStereo: true)
                let theirs = try record.values("charges")
                let ours = try model.charges(of: molecule)
                comparison.require("number of charges", ours.count == theirs.count)
                for (atom, (charge, recorded)) in zip(ours, theirs).enumerated() {
                    comparison.compare("charge [e]", charge, recorded, within: 1e-5, detail: "atom \(atom)")
                }
            })
    }
}

import Chemistry
import Fitting
import Foundation
import MolecularMechanics
import SMIRNOFF
import TestSupport
import Units

/// A fit as the reference system ran it, with its outcome.
struct RecordedFit: Decodable {
    struct Objective: Decodable {
        let total_per_evaluation: [Double]
        let final_full, final_unpenalised: Double
    }

    struct Parameter: Decodable {
        struct Value: Decodable { let initial, refit: String }
        let smirks: String
        let values: [String: Value]
    }

    struct Drive: Decodable {
        struct Keywords: Decodable { let dihedrals: [[Int]] }
        struct Extras: Decodable { let canonical_isomeric_explicit_hydrogen_mapped_smiles: String }
        struct Geometry: Decodable { let geometry: [Double] }
        let keywords: Keywords
        let extras: Extras
        let final_energies: [String: Double]
        let final_molecules: [String: Geometry]
    }

    let objective: Objective
    let parameters: [Parameter]
    let torsion_drives: [Drive]
    let am1bcc_charges: [[Double]]

    init(name: String) throws {
        guard let folder = TestData.oracle else { throw CocoaError(.fileNoSuchFile) }
        self = try TestData.json(RecordedFit.self, in: folder.appendingPathComponent("fits/\(name).json.gz"))
    }

    /// openff_unconstrained-2.2.0 with the bespoke torsions at the end.
    func forceField() throws -> ForceField {
        var forceField = try ForceFieldLibrary.standard.forceField("openff_unconstrained-2.2.0")
        forceField.removeConstraints()
        let bespoke = try parameters.map { parameter in
            SMIRNOFF.Parameter.properTorsion(
                smirks: parameter.smirks, id: nil,
                terms: try (1...4).compactMap { n in
                    guard let value = parameter.values["k\(n)"] else { return nil }
                    return TorsionTerm(
                        periodicity: n, phase: try Quantity(parsing: n % 2 == 1 ? "0 * degree" : "180 * degree"),
                        k: try Quantity(parsing: "\(Self.number(value.initial)) * kilocalorie / mole"))
                })
        }
        forceField.add(bespoke, to: "ProperTorsions")
        return forceField
    }

    static func number(_ text: String) -> Double { Double(text.split(separator: " ").first ?? "") ?? .nan }

    func targets(_ forceField: CompiledForceField) throws -> [FitTarget] {
        try zip(torsion_drives, am1bcc_charges).enumerated().map { n, pair in
            let (drive, charges) = pair
            let molecule = try Molecule(
                mappedSMILES: drive.extras.canonical_isomeric_explicit_hydrogen_mapped_smiles,
                allowUndefinedStereo: true)
            let angles = drive.final_energies.keys.compactMap(Double.init).sorted()
            return .torsionProfile(
                TorsionProfileTarget(
                    name: "torsion-\(n)", system: try System(molecule, forceField: forceField, charges: charges),
                    dihedral: drive.keywords.dihedrals[0], angles: angles,
                    geometries: angles.map { angle in
                        let flat = drive.final_molecules[String(Int(angle))]?.geometry ?? []
                        return stride(from: 0, to: flat.count, by: 3).map {
                            SIMD3(flat[$0], flat[$0 + 1], flat[$0 + 2]) * Constants.nanometerPerBohr
                        }
                    },
                    energies: angles.map { drive.final_energies[String(Int($0))] ?? .nan }))
        }
    }

    func fitted(_ forceField: ForceField) -> [FittedParameter] {
        parameters.flatMap { parameter -> [FittedParameter] in
            guard let index = forceField["ProperTorsions"]?.index(ofSMIRKS: parameter.smirks) else { return [] }
            return (1...4).compactMap { n in
                guard let value = parameter.values["k\(n)"] else { return nil }
                return FittedParameter(
                    reference: ParameterReference(section: "ProperTorsions", index: index, term: n), attribute: .k,
                    initialValue: Self.number(value.initial), priorWidth: 6, label: parameter.smirks)
            }
        }
    }
}

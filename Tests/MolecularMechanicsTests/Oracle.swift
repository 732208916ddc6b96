import Foundation
import MolecularMechanics
import TestSupport

/// The conformance data: molecules, their labels and the values of the labels.
struct Oracle {
    struct Molecules: Decodable {
        struct Molecule: Decodable {
            let name: String
            let conformers: [[[Double]]]
        }
        let molecules: [Molecule]
    }

    struct Labels: Decodable {
        struct Molecule: Decodable {
            let name: String
            let labels: [String: [String: [[Field]]]]
        }
        let parameters: [String: [String: [String: Parameter]]]
        let molecules: [Molecule]
    }

    struct Parameter: Decodable {
        let k, length, angle, epsilon, sigma, phase: Quantities?
        let periodicity: [Int]?
        let idivf: [Double]?
    }

    /// One or many `[number, unit]`, without the units.
    struct Quantities: Decodable {
        let values: [Double]
        init(from decoder: any Decoder) throws {
            let list = try [Field](from: decoder)
            values = list.flatMap(\.numbers)
        }
    }

    enum Field: Decodable {
        case number(Double), text(String), list([Field])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Double.self) {
                self = .number(number)
            } else if let text = try? container.decode(String.self) {
                self = .text(text)
            } else {
                self = .list(try container.decode([Field].self))
            }
        }

        var numbers: [Double] {
            switch self {
            case .number(let number): [number]
            case .text: []
            case .list(let fields): fields.flatMap(\.numbers)
            }
        }

        var text: String { if case .text(let text) = self { text } else { "" } }
    }

    struct Energies: Decodable {
        struct Molecule: Decodable {
            let name: String
            let charges: [Double]
            let conformers: [Conformer]
        }
        struct Conformer: Decodable {
            let bond, angle, proper, improper, vdw, electrostatics: Double
            let forces: [[Double]]
        }
        let molecules: [Molecule]
    }

    struct Scans: Decodable {
        struct Point: Decodable {
            let start: [[Double]]
            let tight_energy, tight_energy_with_restraint, fb_energy: Double
        }
        struct Objective: Decodable {
            let energy_denom, energy_upper, X: Double
            let reference_min_index: Int
            let weights, mm_relative_kcal: [Double]
        }
        struct Derivative: Decodable {
            let parameter: String
            let term: Int
            let dE_dk: [Double]
        }
        struct Molecule: Decodable {
            let name: String
            let dihedral: [Int]
            let charges: [Double]
            let mmff_reference_kcal: [Double]
            let points: [Point]
            let objective: Objective
            let relaxed_energy_derivatives: [Derivative]
        }
        let molecules: [Molecule]
    }

    let labels: Labels
    let molecules: Molecules
    static let forceField = "openff_unconstrained-2.2.1.offxml"

    init() throws {
        labels = try Self.read(Labels.self, "labels.json.gz")
        molecules = try Self.read(Molecules.self, "molecules.json")
    }

    static func read<Value: Decodable>(_ type: Value.Type, _ name: String) throws -> Value {
        guard let folder = TestData.oracle else { throw CocoaError(.fileNoSuchFile) }
        return try TestData.json(type, in: folder.appendingPathComponent(name))
    }

    func positions(_ name: String) -> [[SIMD3<Double>]] {
        let molecule = molecules.molecules.first { $0.name == name }
        return (molecule?.conformers ?? []).map { $0.map { SIMD3($0[0], $0[1], $0[2]) / 10 } }
    }

    /// The system of a molecule; proper torsions carry the index of their label in `torsionIDs`.
    func system(_ name: String, charges: [Double], torsionIDs: inout [String]) throws -> System {
        guard let sections = labels.molecules.first(where: { $0.name == name })?.labels[Self.forceField],
            let parameters = labels.parameters[Self.forceField]
        else { throw CocoaError(.fileReadCorruptFile) }
        func rows(_ section: String, _ values: (Parameter, Int) -> [Double]) -> [[Double]] {
            (sections[section] ?? []).flatMap { label -> [[Double]] in
                guard let id = label.last?.text, let parameter = parameters[section]?[id] else { return [] }
                let terms = section.contains("Torsions") ? parameter.k?.values.count ?? 0 : 1
                return (0..<terms).map { term in label.flatMap(\.numbers) + values(parameter, term) }
            }
        }
        torsionIDs = (sections["ProperTorsions"] ?? []).flatMap { label -> [String] in
            let id = label.last?.text ?? ""
            let terms = parameters["ProperTorsions"]?[id]?.k?.values.count ?? 0
            return (0..<terms).map { "\(id)/\($0)" }
        }
        func first(_ quantities: Quantities?, _ term: Int = 0) -> Double { quantities?.values[term] ?? .nan }
        return SystemAssembly(
            bonds: rows("Bonds") { p, _ in [first(p.length), first(p.k)] },
            angles: rows("Angles") { p, _ in [first(p.angle), first(p.k)] },
            propers: rows("ProperTorsions") { p, t in
                [Double(p.periodicity?[t] ?? 0), first(p.phase, t), first(p.k, t), p.idivf?[t] ?? .nan]
            },
            impropers: rows("ImproperTorsions") { p, t in
                [Double(p.periodicity?[t] ?? 0), first(p.phase, t), first(p.k, t)]
            },
            particles: rows("vdW") { p, _ in [first(p.sigma), first(p.epsilon)] }.map { Array($0.dropFirst()) },
            charges: charges
        ).system
    }
}

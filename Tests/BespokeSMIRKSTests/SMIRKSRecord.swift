import Foundation
import TestSupport

/// Bespoke parameters of molecules, as the reference software makes them.
struct SMIRKSFile: Decodable {
    let initial_force_field: String
    let molecules: [SMIRKSRecord]

    static func oracle(_ name: String) throws -> SMIRKSFile? {
        guard let folder = TestData.oracle else { return nil }
        return try TestData.json(SMIRKSFile.self, in: folder.appendingPathComponent(name))
    }
}

struct SMIRKSRecord: Decodable {
    struct FragmentRecord: Decodable {
        let smiles: String
        let bond_indices: [Int]
        let parameters: [ParameterRecord]
    }

    struct ParameterRecord: Decodable {
        let id: String
        let smirks: String
        let k: [Value]
        let periodicity: [Int]
        let phase: [Value]
        let idivf: [Double]
        let parent_matches: [[Int]]
        let fragment_matches: [[Int]]
    }

    struct StageParameter: Decodable {
        let type: String
        let id: String
        let attributes: [String]
        let smirks: String
        let k: Values?
        let length: Value?
        let angle: Value?
        let periodicity: [Int]?
        let phase: [Value]?
    }

    /// A number; the unit beside it is the one that the force field uses.
    struct Value: Decodable {
        let number: Double

        init(from decoder: any Decoder) throws {
            var container = try decoder.unkeyedContainer()
            number = try container.decode(Double.self)
        }
    }

    /// One number or several.
    struct Values: Decodable {
        let numbers: [Double]

        init(from decoder: any Decoder) throws {
            if let single = try? Value(from: decoder) {
                numbers = [single.number]
            } else {
                numbers = try [Value](from: decoder).map(\.number)
            }
        }
    }

    let name: String
    let parent_smiles: String
    let fragments: [FragmentRecord]
    let stage_parameters: [StageParameter]?
    let stage_parameters_no_expand: [StageParameter]?
    let stage_parameters_not_bespoke: [StageParameter]?
    let stage_parameters_bonds_angles_torsions: [StageParameter]?
}

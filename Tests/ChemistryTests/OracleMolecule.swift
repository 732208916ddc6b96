import Foundation
import TestSupport

/// One record of the conformance data's molecules.
struct OracleMolecule: Decodable, CustomStringConvertible {
    struct Identifiers: Decodable {
        let molecular_formula: String
        let standard_inchi: String
        let inchi_key: String
        let fixed_hydrogen_inchi: String?
        let fixed_hydrogen_inchi_key: String?
        let canonical_isomeric_smiles: String
    }

    let name: String
    let input_smiles: String
    let mapped_smiles: String
    let n_atoms: Int
    let total_charge: Int
    let sdf: String
    let conformers: [[[Double]]]
    let identifiers: Identifiers
    let symmetry_classes: [Int]
    let atoms: [[Cell]]
    let bonds: [[Cell]]
    let propers: [[Int]]
    let fragmenter_rotatable_matches: [[Int]]

    var description: String { name }

    /// A number, a text or nothing.
    enum Cell: Decodable, Hashable {
        case number(Int)
        case text(String)
        case nothing

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .nothing
            } else if let number = try? container.decode(Int.self) {
                self = .number(number)
            } else {
                self = .text(try container.decode(String.self))
            }
        }
    }

    private struct File: Decodable { let molecules: [OracleMolecule] }

    /// All records, or the dozen committed ones where the data is absent.
    static let all: [OracleMolecule] = {
        let fixture = TestData.fixtures.appendingPathComponent("Chemistry/molecules.json")
        guard let data = try? Data(contentsOf: TestData.oracle?.appendingPathComponent("molecules.json") ?? fixture)
        else { return [] }
        do {
            return try JSONDecoder().decode(File.self, from: data).molecules
        } catch {
            print("the molecules of the conformance data cannot be read: \(error)")
            return []
        }
    }()
}

import Foundation
import TestSupport

/// One parent of the conformance data's fragments.
struct OracleParent: Decodable, CustomStringConvertible {
    struct Fragment: Decodable {
        let smiles: String
        let bond_indices: [Int]
        let inchikey: String
        let n_atoms: Int
    }

    let name: String
    let parent_smiles: String
    let fragments: [Fragment]

    var description: String { name }

    private struct File: Decodable { let molecules: [OracleParent] }

    /// All parents with their raw fragments, or the dozen committed ones where the data is absent.
    static let all: [OracleParent] = {
        let fixture = TestData.fixtures.appendingPathComponent("Chemistry/fragments.json")
        guard
            let data = try? Data(
                contentsOf: TestData.oracle?.appendingPathComponent("fragments_pfizer.json") ?? fixture),
            let file = try? JSONDecoder().decode(File.self, from: data)
        else { return [] }
        return file.molecules
    }()
}

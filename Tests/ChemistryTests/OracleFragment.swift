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

    /// All parents with their raw fragments, none where the data is absent.
    static let all: [OracleParent] = {
        guard let folder = TestData.oracle,
            let data = try? Data(contentsOf: folder.appendingPathComponent("fragments_pfizer.json")),
            let file = try? JSONDecoder().decode(File.self, from: data)
        else { return [] }
        return file.molecules
    }()
}

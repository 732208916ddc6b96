import Foundation
import TestSupport

/// Fragments of molecules, as the reference software makes them.
struct FragmentFile: Decodable {
    let molecules: [FragmentRecord]

    static func oracle(_ name: String) throws -> FragmentFile? {
        guard let folder = TestData.oracle else { return nil }
        return try TestData.json(FragmentFile.self, in: folder.appendingPathComponent(name))
    }
}

struct FragmentRecord: Decodable {
    struct Piece: Decodable {
        let smiles: String
        let bond_indices: [Int]

        init(from decoder: any Decoder) throws {
            if var container = try? decoder.unkeyedContainer() {
                smiles = try container.decode(String.self)
                bond_indices = try container.decode([Int].self)
            } else {
                let container = try decoder.container(keyedBy: CodingKeys.self)
                smiles = try container.decode(String.self, forKey: .smiles)
                bond_indices = try container.decode([Int].self, forKey: .bond_indices)
            }
        }

        private enum CodingKeys: CodingKey { case smiles, bond_indices }
    }

    struct BondOrderCall: Decodable {
        let smiles: String
        let wbo: [[Double]]
    }

    let name: String
    let parent_smiles: String
    let fragments: [Piece]
    let deduplicated: [Piece]
    let wbo_calls: [BondOrderCall]?
}

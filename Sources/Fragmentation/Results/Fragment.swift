/// A fragment around one bond of its parent.
public struct Fragment: Hashable, Sendable, Codable {
    /// SMILES with explicit hydrogens and the parent's map numbers; atoms that only the fragment has are not mapped.
    public let smiles: String
    /// The map numbers of the bond's two atoms.
    public let bondIndices: [Int]

    /// A fragment around a bond.
    public init(smiles: String, bondIndices: [Int]) { (self.smiles, self.bondIndices) = (smiles, bondIndices) }

    private enum CodingKeys: String, CodingKey {
        case smiles
        case bondIndices = "bond_indices"
    }
}

/// The fragments of one molecule.
public struct FragmentationResult: Hashable, Sendable, Codable {
    /// The parent as mapped SMILES: the map numbers that the fragments refer to.
    public let parentSMILES: String
    /// One fragment for each target bond, or for each group of equivalent ones.
    public var fragments: [Fragment]
    /// What made them.
    public let provenance: FragmentationProvenance

    /// Fragments of a parent.
    public init(parentSMILES: String, fragments: [Fragment], provenance: FragmentationProvenance) {
        (self.parentSMILES, self.fragments, self.provenance) = (parentSMILES, fragments, provenance)
    }

    private enum CodingKeys: String, CodingKey {
        case parentSMILES = "parent_smiles"
        case fragments
        case provenance
    }
}

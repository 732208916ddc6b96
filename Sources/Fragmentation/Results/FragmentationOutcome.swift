/// The fragments of a molecule, equivalent ones put together.
public struct FragmentationOutcome: Hashable, Sendable, Codable {
    /// The parent as mapped SMILES: the map numbers that the fragments refer to.
    public let parentSMILES: String
    /// The fragments to scan, each with those it stands for.
    public let fragments: [UniqueFragment]
    /// What made them.
    public let provenance: FragmentationProvenance

    /// The result in the form of the wire: without the twins.
    public var result: FragmentationResult {
        FragmentationResult(parentSMILES: parentSMILES, fragments: fragments.map(\.fragment), provenance: provenance)
    }

    /// Puts equivalent fragments together.
    ///
    /// Fragments are equivalent if they are the same molecule and their bonds are related by its symmetry.
    /// - Throws: ``FragmentationError`` when a fragment cannot be read.
    public init(_ result: FragmentationResult) throws(FragmentationError) {
        parentSMILES = result.parentSMILES
        provenance = result.provenance
        fragments = try Deduplication.unique(result.fragments)
    }
}

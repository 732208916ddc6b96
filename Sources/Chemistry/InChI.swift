internal import CRDKit

/// IUPAC identifier of a molecule and its hashed key.
public struct InChI: Hashable, Sendable {
    /// The identifier, starting with `InChI=`.
    public let text: String
    /// The 27-character key.
    public let key: String
}

extension Molecule {
    /// The molecule's InChI: standard, or non-standard with the fixed-hydrogen layer (which tells tautomers apart).
    /// - Throws: ``ChemistryError`` of kind `computation` (for example above 1023 atoms).
    public func inchi(fixedHydrogens: Bool = false) throws(ChemistryError) -> InChI {
        var key = [CChar](repeating: 0, count: 32)
        let text = try calling(.computation, "the InChI could not be computed") {
            crd_inchi(handle.pointer, fixedHydrogens ? 1 : 0, &key, $0)
        }
        let bytes = key.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return InChI(text: taken(text), key: String(decoding: bytes, as: UTF8.self))
    }
}

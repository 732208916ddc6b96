internal import CRDKit

/// A parsed SMARTS pattern; parse once, match often, from any thread.
public final class SMARTS: Sendable {
    /// The pattern's text.
    public let pattern: String
    /// Number of tagged (`:n`) atoms.
    public let taggedAtomCount: Int
    let handle: QueryHandle

    /// Parses a SMARTS pattern; hydrogens written in the pattern are atoms of their own.
    /// - Throws: ``ChemistryError`` of kind `invalidSMARTS` with the parser's reason.
    public init(_ pattern: String) throws(ChemistryError) {
        guard !pattern.allSatisfy(\.isWhitespace), !pattern.utf8.contains(0) else {
            throw ChemistryError(.invalidSMARTS, "the SMARTS pattern is empty")
        }
        let pointer = try calling(.invalidSMARTS, "the SMARTS pattern '\(pattern)' cannot be read") {
            crd_query_new(pattern, $0)
        }
        self.handle = QueryHandle(pointer)
        self.pattern = pattern
        self.taggedAtomCount = Int(crd_query_tags(pointer))
    }
}

/// Which force-field parameter a term's values come from, so that a fit can differentiate and update them.
public struct ParameterReference: Hashable, Sendable {
    /// 0-based position of the parameter in its section.
    public let index: Int
    /// 1-based number of the term for torsions (`k1`, `k2`, …); 1 for other sections.
    public let term: Int
    /// The OFFXML section, e.g. `ProperTorsions`; the last to be compared, as numbers tell most references apart.
    public let section: String

    /// A reference to a parameter of a section, and to one of its terms.
    public init(section: String, index: Int, term: Int = 1) {
        self.section = section
        self.index = index
        self.term = term
    }
}

/// Which force-field parameter a term's values come from, so that a fit can differentiate and update them.
public struct ParameterReference: Hashable, Sendable {
    /// The OFFXML section, e.g. `ProperTorsions`.
    public let section: String
    /// 0-based position of the parameter in its section.
    public let index: Int
    /// 1-based number of the term for torsions (`k1`, `k2`, …); 1 for other sections.
    public let term: Int

    /// A reference to a parameter of a section, and to one of its terms.
    public init(section: String, index: Int, term: Int = 1) {
        self.section = section
        self.index = index
        self.term = term
    }
}

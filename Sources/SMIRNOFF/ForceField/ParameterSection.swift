/// A section of a force field, e.g. `ProperTorsions`: its attributes and its parameters in order of precedence.
public struct ParameterSection: Hashable, Sendable {
    /// The tag, e.g. `ProperTorsions`.
    public let tag: String
    /// The section's own attributes, e.g. `version` and `potential`.
    public var attributes: AttributeList
    /// The parameters in order; of those that match, the last applies.
    public var parameters: [Parameter]

    /// A section with its parameters.
    public init(tag: String, attributes: AttributeList = [:], parameters: [Parameter] = []) {
        (self.tag, self.attributes, self.parameters) = (tag, attributes, parameters)
    }

    /// The tag of the section's parameters, e.g. `Proper`.
    public var elementName: String { SectionSchema.named(tag)?.element ?? "Parameter" }

    /// The 0-based position of the last parameter with this SMIRKS.
    public func index(ofSMIRKS smirks: String) -> Int? { parameters.lastIndex { $0.smirks == smirks } }

    /// The 0-based position of the first parameter with this id.
    public func index(ofID id: String) -> Int? { parameters.firstIndex { $0.id == id } }
}

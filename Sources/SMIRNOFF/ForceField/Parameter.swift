/// One parameter of a section: a SMIRKS pattern and the values it assigns.
public struct Parameter: Hashable, Sendable {
    /// All attributes in their order, with their exact texts.
    public var attributes: AttributeList

    /// A parameter with these attributes.
    public init(attributes: AttributeList) { self.attributes = attributes }

    /// The SMIRKS pattern; tagged atoms are those that the values apply to.
    public var smirks: String {
        get { attributes["smirks"] ?? "" }
        set { attributes["smirks"] = newValue }
    }

    /// The identifier, e.g. `t17`, if there is one.
    public var id: String? {
        get { attributes["id"] }
        set { attributes["id"] = newValue }
    }

    /// The quantity of an attribute, e.g. of `length`.
    ///
    /// - Throws: ``ForceFieldError`` when the attribute is missing or no quantity.
    public func quantity(_ name: String) throws(ForceFieldError) -> Quantity {
        guard let text = attributes[name] else {
            throw ForceFieldError(.missingAttribute, "parameter \(label) has no attribute '\(name)'")
        }
        return try Quantity(parsing: text)
    }

    /// The quantity of an attribute, or nil where the attribute is missing.
    ///
    /// - Throws: ``ForceFieldError`` when the attribute is no quantity.
    public func quantityIfPresent(_ name: String) throws(ForceFieldError) -> Quantity? {
        guard let text = attributes[name] else { return nil }
        return try Quantity(parsing: text)
    }

    /// Replaces the number of an attribute, in the unit the attribute is written in.
    ///
    /// The new text has 13 significant digits; the unit's text is kept.
    /// - Throws: ``ForceFieldError`` when the attribute is missing or no quantity.
    public mutating func setValue(_ value: Double, of name: String) throws(ForceFieldError) {
        guard let text = attributes[name] else {
            throw ForceFieldError(.missingAttribute, "parameter \(label) has no attribute '\(name)'")
        }
        attributes[name] = try Quantity.text(text, withValue: value)
    }

    /// Replaces the value of an attribute, converted to the unit the attribute is written in.
    ///
    /// - Throws: ``ForceFieldError`` when the attribute is missing, no quantity, or of another dimension.
    public mutating func setQuantity(_ quantity: Quantity, of name: String) throws(ForceFieldError) {
        let unit = try self.quantity(name).unit
        try setValue(try quantity.value(in: unit), of: name)
    }

    /// The id, or the SMIRKS where there is none, for messages.
    public var label: String { id.map { "'\($0)'" } ?? "'\(smirks)'" }
}

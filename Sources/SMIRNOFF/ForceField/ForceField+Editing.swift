extension ForceField {
    private static let identifierLetters = [
        "ProperTorsions": "t", "Bonds": "b", "Angles": "a", "vdW": "n", "ImproperTorsions": "i",
    ]

    /// Removes the `Constraints` section, so that all bonds can be minimised.
    public mutating func removeConstraints() { self["Constraints"] = nil }

    /// Adds parameters to a section, so that they take precedence over all before them.
    ///
    /// A parameter whose SMIRKS is there already replaces that one's values and keeps its place and id. Others are appended with
    /// the id `t`, `b`, `a`, `n` or `i` followed by the number of parameters before the call + the position in
    /// `parameters` counted from 2.
    public mutating func add(_ parameters: [Parameter], to tag: String) {
        let versions = SectionSchema.named(tag)?.versions ?? ["0.3"]
        var section = self[tag] ?? ParameterSection(tag: tag, attributes: ["version": versions.first ?? "0.3"])
        let count = section.parameters.count
        for (position, parameter) in parameters.enumerated() {
            var added = parameter
            if let index = section.index(ofSMIRKS: parameter.smirks) {
                added.id = section.parameters[index].id
                section.parameters[index] = added
            } else {
                added.id = (Self.identifierLetters[tag] ?? "p") + String(count + position + 2)
                section.parameters.append(added)
            }
        }
        self[tag] = section
    }

    /// Changes a parameter of a section.
    ///
    /// - Parameter index: 0-based position in the section.
    /// - Throws: ``ForceFieldError`` when there is no such parameter, or what `change` throws.
    public mutating func update(
        _ tag: String, _ index: Int, _ change: (inout Parameter) throws(ForceFieldError) -> Void
    ) throws(ForceFieldError) {
        guard let position = sections.firstIndex(where: { $0.tag == tag }),
            sections[position].parameters.indices.contains(index)
        else { throw ForceFieldError(.noSuchParameter, "the force field has no parameter \(index) in \(tag)") }
        try change(&sections[position].parameters[index])
    }

    /// Sets the number of a parameter's attribute, in the unit that the attribute is written in.
    ///
    /// - Throws: ``ForceFieldError`` when there is no such parameter or attribute.
    public mutating func setValue(
        _ value: Double, of attribute: String, in tag: String, at index: Int
    ) throws(ForceFieldError) {
        try update(tag, index) { parameter throws(ForceFieldError) in try parameter.setValue(value, of: attribute) }
    }

    /// Marks attributes for a fit by the cosmetic attribute `parameterize`; with an empty list removes the mark.
    ///
    /// - Throws: ``ForceFieldError`` when there is no such parameter.
    public mutating func setParameterized(_ names: [String], in tag: String, at index: Int) throws(ForceFieldError) {
        try update(tag, index) { parameter throws(ForceFieldError) in
            parameter.attributes["parameterize"] = names.isEmpty ? nil : names.joined(separator: ", ")
        }
    }

    /// The force field without attributes that the SMIRNOFF specification does not have.
    public func withoutCosmetics() -> ForceField {
        var result = self
        for position in result.sections.indices {
            guard let schema = SectionSchema.named(result.sections[position].tag) else { continue }
            for name in result.sections[position].attributes.names where schema.sectionRules[name] == nil {
                result.sections[position].attributes[name] = nil
            }
            for index in result.sections[position].parameters.indices {
                for name in result.sections[position].parameters[index].attributes.names
                where schema.parameterRule(for: name) == nil {
                    result.sections[position].parameters[index].attributes[name] = nil
                }
            }
        }
        return result
    }
}

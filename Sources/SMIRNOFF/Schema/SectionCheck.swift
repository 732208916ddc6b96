/// Checks the elements of a section against its schema.
struct SectionCheck {
    let schema: SectionSchema
    let allowCosmetic: Bool

    /// Throws, with the line, when the section or one of its parameters is not as the schema says.
    func check(_ node: XMLNode) throws(ForceFieldError) {
        try checkAttributes(of: node, rule: { schema.sectionRules[$0] }, names: schema.sectionRules.keys.sorted())
        try checkRequired(node, schema.sectionRules)
        let version = node.attributes.first { $0.name == "version" }?.text ?? ""
        guard schema.versions.contains(version) else {
            throw ForceFieldError(
                .notOFFXML,
                "version '\(version)' of <\(schema.tag)> is not among \(schema.versions.joined(separator: ", "))",
                line: node.line)
        }
        try checkText(node)
        let names = schema.parameterRules.keys.sorted()
        for child in node.children {
            guard child.name == schema.element else {
                throw ForceFieldError(
                    .unknownSection, "<\(schema.tag)> may not contain <\(child.name)>", line: child.line)
            }
            if let grandchild = child.children.first {
                throw ForceFieldError(
                    .unknownSection, "<\(child.name)> may not contain <\(grandchild.name)>", line: grandchild.line)
            }
            try checkText(child)
            try checkAttributes(of: child, rule: schema.parameterRule(for:), names: names)
            try checkRequired(child, schema.parameterRules)
            try checkAlternatives(child)
            try checkSeries(child)
        }
    }

    private func checkText(_ node: XMLNode) throws(ForceFieldError) {
        let text = node.text.drop(while: \.isWhitespace)
        if text.isEmpty { return }
        throw ForceFieldError(
            .notOFFXML, "<\(node.name)>\(described(node)) contains the text '\(text.prefix(20))', which has no meaning",
            line: node.line)
    }

    private func checkAttributes(
        of node: XMLNode, rule: (String) -> AttributeRule?, names: [String]
    ) throws(ForceFieldError) {
        for attribute in node.attributes {
            guard let rule = rule(attribute.name) else {
                if allowCosmetic { continue }
                throw ForceFieldError(
                    .unknownAttribute,
                    "<\(node.name)>\(described(node)) may not have the attribute '\(attribute.name)'; "
                        + "it may have \(names.joined(separator: ", ")). Allow cosmetic attributes to keep others",
                    line: node.line)
            }
            do throws(ForceFieldError) {
                try rule.check(attribute.text)
            } catch {
                throw ForceFieldError(
                    error.code, "attribute '\(attribute.name)' of <\(node.name)>\(described(node)): \(error.message)",
                    line: node.line)
            }
        }
    }

    private func checkRequired(_ node: XMLNode, _ rules: [String: AttributeRule]) throws(ForceFieldError) {
        for (name, rule) in rules where rule.isRequired && !node.attributes.contains(where: { $0.name == name }) {
            throw missing("'\(name)'", in: node)
        }
    }

    private func checkAlternatives(_ node: XMLNode) throws(ForceFieldError) {
        for alternatives in schema.alternatives {
            let present = alternatives.filter { name in
                node.attributes.contains { $0.name == name || SectionSchema.numberless($0.name) == name }
            }
            if present.isEmpty { throw missing("'\(alternatives.joined(separator: "' or '"))'", in: node) }
            guard present.count == 1 else {
                throw ForceFieldError(
                    .badValue,
                    "<\(node.name)>\(described(node)) has \(present.joined(separator: " and ")); only one is allowed",
                    line: node.line)
            }
        }
    }

    private func checkSeries(_ node: XMLNode) throws(ForceFieldError) {
        guard let leading = schema.series.first else { return }
        let stems = node.attributes.map { (name: $0.name, stem: SectionSchema.numberless($0.name)) }
        let count = stems.count { $0.stem == leading }
        if count == 0 { throw missing("'\(leading.replacing("#", with: "1"))'", in: node) }
        for stem in schema.series {
            for number in 1...count {
                let name = stem.replacing("#", with: String(number))
                if !stems.contains(where: { $0.name == name }) { throw missing("'\(name)'", in: node) }
            }
        }
        for attribute in stems where attribute.stem != attribute.name && attribute.stem.hasSuffix("#") {
            guard let number = attribute.name.split(whereSeparator: { !$0.isNumber }).first.flatMap({ Int($0) }) else {
                continue
            }
            if schema.parameterRule(for: attribute.name) != nil, !(1...count).contains(number) {
                throw missing("'\(leading.replacing("#", with: String(number)))' beside '\(attribute.name)'", in: node)
            }
        }
        if schema.tag == "ProperTorsions" { try checkBarriers(node, count: count) }
    }

    private func checkBarriers(_ node: XMLNode, count: Int) throws(ForceFieldError) {
        for number in 1...count {
            let points = node.attributes.count { $0.name.hasPrefix("k\(number)_bondorder") }
            let hasK = node.attributes.contains { $0.name == "k\(number)" }
            if !hasK && points < 2 { throw missing("'k\(number)' (or two 'k\(number)_bondorder#')", in: node) }
        }
    }

    private func missing(_ name: String, in node: XMLNode) -> ForceFieldError {
        ForceFieldError(.missingAttribute, "<\(node.name)>\(described(node)) has no attribute \(name)", line: node.line)
    }

    private func described(_ node: XMLNode) -> String {
        let attribute = node.attributes.first { $0.name == "id" } ?? node.attributes.first { $0.name == "smirks" }
        return attribute.map { " \($0.name) '\($0.text)'" } ?? ""
    }
}

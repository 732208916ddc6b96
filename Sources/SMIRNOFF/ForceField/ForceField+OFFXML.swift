extension ForceField {
    private static let versions = ["0.3", "0.4"]

    /// Reads OFFXML, version 0.3 or 0.4.
    ///
    /// - Parameter allowCosmetic: whether attributes that the specification does not have (`parameterize`, …) are kept; otherwise
    ///   they are an error.
    /// - Throws: ``ForceFieldError`` with the line and name of what is wrong.
    public init(offxml: String, allowCosmetic: Bool = false) throws(ForceFieldError) {
        let root = try XMLReader.root(of: offxml)
        self.init(attributes: AttributeList(elements: root.attributes))
        try checkRoot(root)
        for node in root.children {
            switch node.name {
            case "Author": author = node.text
            case "Date": date = node.text
            default: try read(node, allowCosmetic: allowCosmetic)
            }
        }
    }

    private func checkRoot(_ root: XMLNode) throws(ForceFieldError) {
        guard root.name == "SMIRNOFF" else {
            throw ForceFieldError(.notOFFXML, "the root element is <\(root.name)>, not <SMIRNOFF>", line: root.line)
        }
        guard let version = attributes["version"], Self.versions.contains(version) else {
            let given = attributes["version"].map { "is '\($0)'" } ?? "is missing"
            throw ForceFieldError(
                .notOFFXML, "the SMIRNOFF version \(given); versions 0.3 and 0.4 are understood", line: root.line)
        }
        let model = attributes["aromaticity_model"] ?? "OEAroModel_MDL"
        guard model == "OEAroModel_MDL" else {
            throw ForceFieldError(
                .unsupported, "the aromaticity model '\(model)' is not OEAroModel_MDL", line: root.line)
        }
        for name in attributes.names where !["version", "aromaticity_model"].contains(name) {
            throw ForceFieldError(.unknownAttribute, "<SMIRNOFF> may not have the attribute '\(name)'", line: root.line)
        }
    }

    private mutating func read(_ node: XMLNode, allowCosmetic: Bool) throws(ForceFieldError) {
        guard let schema = SectionSchema.named(node.name) else {
            let known = SectionSchema.standardOrder.joined(separator: ", ")
            throw ForceFieldError(
                .unknownSection, "SMIRNOFF has no section <\(node.name)>; its sections are \(known)", line: node.line)
        }
        guard self[node.name] == nil else {
            throw ForceFieldError(.notOFFXML, "the section <\(node.name)> occurs twice", line: node.line)
        }
        try SectionCheck(schema: schema, allowCosmetic: allowCosmetic).check(node)
        let parameters = node.children.map { Parameter(attributes: AttributeList(elements: $0.attributes)) }
        sections.append(
            ParameterSection(
                tag: node.name, attributes: AttributeList(elements: node.attributes), parameters: parameters))
    }

    /// The force field as OFFXML text: equal force fields give equal texts.
    ///
    /// - Parameter discardingCosmetics: whether attributes that the specification does not have are left out.
    public func offxml(discardingCosmetics: Bool = false) -> String {
        let source = discardingCosmetics ? withoutCosmetics() : self
        var root = XMLNode(name: "SMIRNOFF", attributes: source.attributes.elements, line: 0)
        if let author { root.children.append(XMLNode(name: "Author", attributes: [], text: author, line: 0)) }
        if let date { root.children.append(XMLNode(name: "Date", attributes: [], text: date, line: 0)) }
        for section in source.sections {
            let children = section.parameters.map {
                XMLNode(name: section.elementName, attributes: $0.attributes.elements, line: 0)
            }
            root.children.append(
                XMLNode(name: section.tag, attributes: section.attributes.elements, children: children, line: 0))
        }
        var writer = XMLWriter()
        writer.write(root)
        return writer.text
    }
}

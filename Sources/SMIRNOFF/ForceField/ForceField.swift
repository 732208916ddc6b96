/// A SMIRNOFF force field: sections of parameters that SMARTS patterns assign to atoms.
///
/// A value: reading and writing keep every attribute's text, and edits change only what they name.
public struct ForceField: Hashable, Sendable {
    /// Attributes of the root element: `version` and `aromaticity_model`.
    public var attributes: AttributeList
    /// The text of the `Author` element.
    public var author: String?
    /// The text of the `Date` element.
    public var date: String?
    /// The sections, in the order of the file.
    public var sections: [ParameterSection]

    /// A force field with these sections.
    public init(
        sections: [ParameterSection] = [], author: String? = nil, date: String? = nil,
        attributes: AttributeList = ["version": "0.3", "aromaticity_model": "OEAroModel_MDL"]
    ) {
        (self.sections, self.author, self.date, self.attributes) = (sections, author, date, attributes)
    }

    /// A section by its tag; setting nil removes it, setting a new one appends it.
    public subscript(tag: String) -> ParameterSection? {
        get { sections.first { $0.tag == tag } }
        set {
            let position = sections.firstIndex { $0.tag == tag }
            switch (position, newValue) {
            case (let position?, let section?): sections[position] = section
            case (let position?, nil): sections.remove(at: position)
            case (nil, let section?): sections.append(section)
            case (nil, nil): break
            }
        }
    }

    /// The parameters of a section; empty if there is no such section.
    public func parameters(in tag: String) -> [Parameter] { self[tag]?.parameters ?? [] }
}

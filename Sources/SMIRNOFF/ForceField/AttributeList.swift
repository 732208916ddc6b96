/// The attributes of an OFFXML element in their order, each with its exact text.
public struct AttributeList: Hashable, Sendable, Sequence, ExpressibleByDictionaryLiteral {
    /// One attribute.
    public struct Element: Hashable, Sendable {
        /// The attribute's name, e.g. `k1`.
        public let name: String
        /// The attribute's text without XML escapes, e.g. `1.2 * mole**-1 * kilocalorie`.
        public var text: String

        /// An attribute with its text.
        public init(name: String, text: String) { (self.name, self.text) = (name, text) }
    }

    private(set) var elements: [Element]

    /// Attributes in the order given; of equal names the last counts.
    public init(dictionaryLiteral pairs: (String, String)...) {
        elements = []
        for (name, text) in pairs { self[name] = text }
    }

    init(elements: [Element]) { self.elements = elements }

    /// The text of an attribute; setting keeps the place of an existing one, appends a new one, and removes it with nil.
    public subscript(name: String) -> String? {
        get { elements.first { $0.name == name }?.text }
        set {
            let position = elements.firstIndex { $0.name == name }
            switch (position, newValue) {
            case (let position?, let text?): elements[position].text = text
            case (let position?, nil): elements.remove(at: position)
            case (nil, let text?): elements.append(Element(name: name, text: text))
            case (nil, nil): break
            }
        }
    }

    /// The names in order.
    public var names: [String] { elements.map(\.name) }

    /// The number of attributes.
    public var count: Int { elements.count }

    /// Iterates over the attributes in order.
    public func makeIterator() -> IndexingIterator<[Element]> { elements.makeIterator() }
}

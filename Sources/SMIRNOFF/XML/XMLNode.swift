/// An XML element with its attributes, child elements and text, in document order.
struct XMLNode: Hashable, Sendable {
    var name: String
    var attributes: [AttributeList.Element]
    var children: [XMLNode] = []
    var text = ""
    /// 1-based line of the start tag.
    var line: Int
}

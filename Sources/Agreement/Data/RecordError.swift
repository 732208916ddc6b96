/// A record that cannot be compared because something in it is missing or not understood.
public struct RecordError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is missing, in words.
    public let description: String

    init(_ description: String) { self.description = description }
}

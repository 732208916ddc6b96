/// A workflow or a molecule from which no schema can be made.
public struct WorkflowError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The class of the error, as the reference system names it.
    public let type: String
    /// What was wrong, where, and what the user can do.
    public let description: String

    /// An error of a class with a sentence.
    public init(type: String, _ description: String) { (self.type, self.description) = (type, description) }
}

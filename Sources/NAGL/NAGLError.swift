/// Why NAGL charges could not be made.
public struct NAGLError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of failure.
    public enum Code: String, Hashable, Sendable {
        /// The model file is not there or cannot be read.
        case modelNotFound
        /// The model file is damaged or of another architecture.
        case badModel
        /// The molecule is outside the chemistry that the model was trained on.
        case outsideDomain
        /// The molecule has more resonance forms than can be enumerated.
        case tooManyForms
    }

    /// The kind of failure.
    public let code: Code
    /// What was wrong and what can be done about it.
    public let description: String

    /// An error with its sentence.
    public init(_ code: Code, _ description: String) { (self.code, self.description) = (code, description) }
}

/// Why the gateway could not be opened.
public struct GatewayError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What a caller can do about it.
    public enum Code: Sendable, Equatable {
        /// The settings contradict each other or are not safe.
        case settings
        /// The address or port cannot be had.
        case address
    }

    /// What a caller can do about it.
    public let code: Code
    /// What was wrong, where, and what the user can do.
    public let description: String

    init(_ code: Code, _ description: String) { (self.code, self.description) = (code, description) }
}

/// What a caller can do about a failed calculation.
public enum Recovery: String, Sendable, Codable, Equatable {
    /// Trying again with this input cannot help; the input is wrong.
    case never
    /// The same input may succeed when tried again.
    case retry
    /// The same input may succeed on another machine or with more memory or time.
    case elsewhere
    /// Another start geometry or other settings may succeed.
    case adjust
}

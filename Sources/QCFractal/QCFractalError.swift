/// Why a QCFractal server could not give or take something.
public struct QCFractalError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of trouble it is.
    public enum Cause: Sendable, Hashable {
        /// The address is no URL.
        case badAddress
        /// Nothing answers at the address.
        case unreachable
        /// The server does not know the user, or does not let it do this.
        case refused
        /// There is no such dataset or specification.
        case unknown
        /// The server, or a record, is of a version that this program does not read.
        case unsupported
        /// The server answered with something else than what its interface promises, or with an error of its own.
        case badAnswer
        /// What is there already contradicts what was asked for.
        case conflict
    }

    /// What kind of trouble it is.
    public let cause: Cause
    /// What was wrong, where, and what the user can do.
    public let description: String

    /// An error with a sentence.
    public init(_ cause: Cause, _ description: String) { (self.cause, self.description) = (cause, description) }
}

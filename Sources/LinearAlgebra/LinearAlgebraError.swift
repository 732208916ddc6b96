/// A factorisation that LAPACK could not finish.
public struct LinearAlgebraError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The LAPACK routine that failed.
    public let routine: String
    /// LAPACK's `info`: negative for a bad argument, positive for a numerical failure.
    public let info: Int

    /// A sentence for a reader.
    public var description: String {
        "the linear-algebra routine \(routine) failed (info \(info)): the matrix is singular or holds a value that is not finite"
    }
}

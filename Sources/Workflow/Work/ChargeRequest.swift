/// Everything that a molecule's partial charges depend on.
public struct ChargeRequest: Sendable, Codable, Hashable {
    /// How charges are made.
    public enum Method: Sendable, Codable, Hashable {
        /// AM1-BCC by AmberTools.
        case am1bcc
        /// A NAGL graph network in the file named.
        case nagl(modelFile: String)
        /// These charges [e], in the order of ``ChargeRequest/cmiles``.
        case given([Double])
    }

    /// The molecule as mapped SMILES.
    public var cmiles: String
    /// How its charges are made.
    public var method: Method

    /// Charges of a molecule by a method.
    public init(cmiles: String, method: Method) { (self.cmiles, self.method) = (cmiles, method) }
}

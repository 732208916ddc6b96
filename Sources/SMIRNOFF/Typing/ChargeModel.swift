/// How a force field wants a molecule's partial charges made.
public enum ChargeModel: Hashable, Sendable {
    /// The force field itself gives the charges [e], in atom order.
    case library([Double])
    /// AM1-BCC from a semi-empirical calculation (or a model of it).
    case am1bcc
    /// A NAGL graph network in the file named.
    case nagl(modelFile: String)
    /// Charges of the method named, on so many conformers, plus increments [e] for each atom.
    case increments(method: String, conformers: Int, increments: [Double])
}

/// A parameter assigned to a tuple of atoms.
public struct Assignment: Hashable, Sendable {
    /// 0-based atom indices. Bonds, angles and proper torsions start with the smaller end; of impropers the central atom is
    /// second and the others ascend.
    public let atoms: [Int]
    /// 0-based position of the parameter in its section.
    public let parameter: Int

    /// An assignment of the parameter at a position.
    public init(atoms: [Int], parameter: Int) { (self.atoms, self.parameter) = (atoms, parameter) }
}

/// The parameters that a force field assigns to a molecule's bonded terms and atoms.
public struct Labels: Hashable, Sendable {
    /// One for each bond, in the molecule's bond order.
    public let bonds: [Assignment]
    /// One for each angle.
    public let angles: [Assignment]
    /// One for each proper torsion.
    public let propers: [Assignment]
    /// Those centres that have an improper torsion.
    public let impropers: [Assignment]
    /// One for each atom, in the molecule's order.
    public let vdW: [Assignment]

    /// The assignments of a section by its tag; empty for other sections.
    public subscript(section: String) -> [Assignment] {
        switch section {
        case "Bonds": bonds
        case "Angles": angles
        case "ProperTorsions": propers
        case "ImproperTorsions": impropers
        case "vdW": vdW
        default: []
        }
    }
}

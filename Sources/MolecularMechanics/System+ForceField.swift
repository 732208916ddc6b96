public import Chemistry
import Glibc
public import SMIRNOFF

extension System {
    /// The system that a force field and partial charges make of a molecule in vacuum.
    ///
    /// Bonds, angles, proper and improper torsions and Lennard-Jones parameters come from the force field; constraints are not
    /// applied. σ = 2^(5/6) rmin_half. An improper is three torsions (central atom first, the others in three cyclic orders), each k/3.
    /// - Parameters:
    ///   - charges: partial charges [e], one for each atom.
    ///   - bondOrders: fractional bond orders by bond index; needed by interpolated parameters only.
    /// - Source: the SMIRNOFF specification, sections "Functional forms" and "ImproperTorsions".
    /// - Throws: `ForceFieldError` when an atom tuple has no parameter or the force field needs what this program does not have.
    public init(
        _ molecule: Molecule, forceField: CompiledForceField, charges: [Double], bondOrders: [Double]? = nil
    ) throws(ForceFieldError) {
        guard charges.count == molecule.atoms.count else {
            throw ForceFieldError(.badValue, "there are \(charges.count) charges for \(molecule.atoms.count) atoms")
        }
        try SupportedModel(forceField).check(molecule)
        let labels = try forceField.labels(of: molecule)
        let terms = TermBuilder(molecule: molecule, forceField: forceField.forceField, bondOrders: bondOrders)
        let pairs = BondedPairs(neighbors: molecule.neighbors)
        self.init(
            bonds: try terms.bonds(labels.bonds), angles: try terms.angles(labels.angles),
            propers: try terms.propers(labels.propers), impropers: try terms.impropers(labels.impropers),
            particles: try terms.particles(labels.vdW, charges: charges), excludedPairs: pairs.excluded,
            scaledPairs: pairs.scaled, vdWScale14: try forceField.scale14(of: "vdW", default: 0.5),
            coulombScale14: try forceField.scale14(of: "Electrostatics", default: 0.8333333333))
    }
}

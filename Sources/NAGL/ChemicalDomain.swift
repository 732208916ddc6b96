internal import Chemistry

/// The chemistry that a model was trained on.
struct ChemicalDomain: Sendable {
    let elements: Set<Int>
    let forbidden: [SMARTS]

    /// Throws, naming the element or pattern, when a molecule is outside the domain.
    func check(_ molecule: Molecule) throws(NAGLError) {
        if let atom = molecule.atoms.first(where: { !elements.contains($0.atomicNumber) }) {
            throw NAGLError(
                .outsideDomain, "the NAGL model does not know the element \(atom.symbol); use AM1-BCC charges")
        }
        if let pattern = forbidden.first(where: { molecule.contains($0) }) {
            throw NAGLError(
                .outsideDomain,
                "the NAGL model was not trained on the group '\(pattern.pattern)', which the molecule has; use AM1-BCC charges"
            )
        }
    }
}

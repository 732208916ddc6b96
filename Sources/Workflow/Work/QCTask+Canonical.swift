public import Chemistry
internal import JSON

extension QCTask {
    /// A torsion drive in the form in which equal drives have equal text, whatever fragment they come from.
    ///
    /// Atoms are ordered canonically, heavy atoms first; the two central atoms, in that order, get map numbers 1 and 2
    /// and all other map numbers are dropped.
    ///
    /// - Parameters:
    ///   - spec: what is to be computed.
    ///   - fragment: a molecule with map numbers.
    ///   - bond: map numbers of the central bond's two atoms.
    /// - Throws: ``WorkflowError`` when the fragment lacks one of the map numbers.
    public static func torsionDrive(_ spec: TaskSpec, of fragment: Molecule, bond: [Int]) throws(WorkflowError)
        -> QCTask
    {
        let ordered = fragment.reordered(fragment.canonicalOrder())
        let central = ordered.atoms.indices.filter { bond.contains(ordered.atoms[$0].mapNumber) }
        guard central.count == 2 else {
            throw WorkflowError(
                type: "DihedralSelectionError",
                "the fragment has no atoms with the map numbers \(bond) of its central bond")
        }
        var numbers = [Int](repeating: 0, count: ordered.atoms.count)
        (numbers[central[0]], numbers[central[1]]) = (1, 2)
        let smiles = ordered.withMapNumbers(numbers).smiles()
        return QCTask(spec: spec, smiles: smiles, centralBond: [1, 2])
    }

    /// An optimisation or Hessian in the form in which equal ones have equal text: atoms in canonical order, heavy atoms
    /// first, without map numbers.
    public static func whole(_ spec: TaskSpec, of molecule: Molecule) -> QCTask {
        let ordered = molecule.reordered(molecule.canonicalOrder())
        let plain = ordered.withMapNumbers([Int](repeating: 0, count: ordered.atoms.count))
        return QCTask(spec: spec, smiles: plain.smiles())
    }

    /// The text that identifies the calculation in caches.
    public var key: String { sha512(json.text()) }
}

internal import CRDKit

extension Molecule {
    /// The same molecule with other map numbers, one per atom (0: none).
    public func withMapNumbers(_ numbers: [Int]) -> Molecule {
        precondition(numbers.count == atoms.count, "one map number per atom is needed")
        var copy = self
        for (index, number) in numbers.enumerated() { copy.atoms[index].mapNumber = number }
        return copy
    }

    /// The same molecule with atom `newToOld[i]` at index `i`; names, map numbers and conformers move along.
    ///
    /// `newToOld` must be a permutation of the atom indices.
    public func reordered(_ newToOld: [Int]) -> Molecule {
        precondition(newToOld.sorted().elementsEqual(atoms.indices), "the new order must be a permutation")
        do {
            return try rearranged(newToOld)
        } catch {
            preconditionFailure("a valid molecule could not be reordered: \(error)")
        }
    }

    func rearranged(_ newToOld: [Int]) throws(ChemistryError) -> Molecule {
        let order = newToOld.map(Int32.init)
        let pointer = try calling(.computation, "the molecule could not be reordered") {
            crd_reordered(handle.pointer, order, $0)
        }
        var moved = Molecule(taking: pointer, name: name, properties: properties.reordered(newToOld))
        for (new, old) in newToOld.enumerated() {
            moved.atoms[new].mapNumber = atoms[old].mapNumber
            moved.atoms[new].name = atoms[old].name
        }
        moved.conformers = conformers.map { positions in newToOld.map { positions[$0] } }
        return moved
    }
}

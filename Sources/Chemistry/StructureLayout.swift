internal import CRDKit

/// Where the atoms of a molecule are in a drawing: hydrogens on heavier atoms removed, one Kekulé form.
public struct StructureLayout: Sendable, Hashable {
    /// A drawn atom.
    public struct Place: Sendable, Hashable {
        /// Its 0-based index in the molecule.
        public let atom: Int
        /// Where it is [Å], the second coordinate upwards.
        public let position: SIMD2<Double>
    }

    /// How a bond leaves the plane, from its first atom to its second.
    public enum Direction: Sendable, Hashable { case none, wedge, dashes, unknown }

    /// A drawn bond.
    public struct Line: Sendable, Hashable {
        /// Its 0-based index in the molecule.
        public let bond: Int
        /// Its atoms in the molecule; a wedge is thin at the first.
        public let begin: Int
        /// The second atom.
        public let end: Int
        /// 1, 2 or 3.
        public let order: Int
        /// How it leaves the plane.
        public let direction: Direction
    }

    /// The drawn atoms.
    public let atoms: [Place]
    /// The drawn bonds.
    public let bonds: [Line]
}

extension Molecule {
    /// A two-dimensional layout with wedges at stereocentres.
    ///
    /// - Throws: ``ChemistryError`` of kind `computation`.
    public func layout() throws(ChemistryError) -> StructureLayout {
        var places = [crd_drawn_atom](repeating: crd_drawn_atom(), count: max(1, atoms.count))
        var lines = [crd_drawn_bond](repeating: crd_drawn_bond(), count: max(1, bonds.count))
        var (placeCount, lineCount): (Int32, Int32) = (0, 0)
        _ = try calling(.computation, "the molecule could not be laid out") { error -> Bool? in
            crd_layout(handle.pointer, &places, &placeCount, &lines, &lineCount, error) == 1 ? true : nil
        }
        let directions: [StructureLayout.Direction] = [.none, .wedge, .dashes, .unknown]
        return StructureLayout(
            atoms: places.prefix(Int(placeCount)).map { .init(atom: Int($0.atom), position: SIMD2($0.x, $0.y)) },
            bonds: lines.prefix(Int(lineCount)).map {
                .init(
                    bond: Int($0.bond), begin: Int($0.begin), end: Int($0.end), order: Int($0.order),
                    direction: directions[min(3, max(0, Int($0.direction)))])
            })
    }
}

internal import CRDKit

/// A molecule with explicit hydrogens and MDL aromaticity: a value whose graph is shared and never changes.
public struct Molecule: Sendable {
    /// Atoms, 0-based.
    public internal(set) var atoms: [Atom]
    /// Bonds, in the order in which they were read.
    public let bonds: [Bond]
    /// Per atom its neighbours, in bond order.
    public let neighbors: [[Int]]
    /// Per atom the indices of its bonds, parallel to ``neighbors``.
    public let bondIndices: [[Int]]
    /// Name or title; may be empty.
    public var name: String
    /// Properties of the record the molecule came from.
    public var properties: [String: String]
    /// Geometries [Å], each with one position per atom.
    public var conformers: [[SIMD3<Double>]]
    let handle: MoleculeHandle

    /// Takes over a finished molecule of the C layer.
    init(taking pointer: OpaquePointer, name: String = "", properties: [String: String] = [:]) {
        self.handle = MoleculeHandle(pointer)
        self.atoms = Self.readAtoms(pointer)
        self.bonds = Self.readBonds(pointer)
        self.name = name
        self.properties = properties
        self.conformers = []
        var neighbors = [[Int]](repeating: [], count: atoms.count)
        var bondIndices = neighbors
        for (index, bond) in bonds.enumerated() {
            neighbors[bond.a].append(bond.b)
            neighbors[bond.b].append(bond.a)
            bondIndices[bond.a].append(index)
            bondIndices[bond.b].append(index)
        }
        self.neighbors = neighbors
        self.bondIndices = bondIndices
    }

    /// Sum of the formal charges [e].
    public var formalCharge: Int { atoms.reduce(0) { $0 + $1.formalCharge } }

    /// The bond between two atoms, if there is one.
    public func bond(between first: Int, and second: Int) -> Bond? {
        bondIndex(between: first, and: second).map { bonds[$0] }
    }

    /// Index of the bond between two atoms, if there is one.
    public func bondIndex(between first: Int, and second: Int) -> Int? {
        neighbors[first].firstIndex(of: second).map { bondIndices[first][$0] }
    }

    /// Per atom the map number, 0 where there is none.
    public var mapNumbers: [Int] { atoms.map(\.mapNumber) }

    private static func readAtoms(_ pointer: OpaquePointer) -> [Atom] {
        let count = Int(crd_atom_count(pointer))
        let records = [crd_atom](unsafeUninitializedCapacity: count) { buffer, filled in
            if let base = buffer.baseAddress { crd_atoms(pointer, base) }
            filled = count
        }
        return records.map { record in
            Atom(
                atomicNumber: Int(record.atomic_number), formalCharge: Int(record.formal_charge),
                isAromatic: record.aromatic != 0, stereo: letter(record.stereo).flatMap(AtomStereo.init(rawValue:)),
                mapNumber: Int(record.map_number), ringBondCount: Int(record.ring_bonds),
                smallestRing: Int(record.smallest_ring), ringCount: Int(record.rings), name: "")
        }
    }

    private static func readBonds(_ pointer: OpaquePointer) -> [Bond] {
        let count = Int(crd_bond_count(pointer))
        let records = [crd_bond](unsafeUninitializedCapacity: count) { buffer, filled in
            if let base = buffer.baseAddress { crd_bonds(pointer, base) }
            filled = count
        }
        return records.map { record in
            Bond(
                a: Int(record.begin), b: Int(record.end), order: Int(record.order), isAromatic: record.aromatic != 0,
                isInRing: record.in_ring != 0, stereo: letter(record.stereo).flatMap(BondStereo.init(rawValue:)))
        }
    }

    private static func letter(_ code: Int32) -> String? {
        code == 0 ? nil : UnicodeScalar(UInt32(code)).map { String($0) }
    }
}

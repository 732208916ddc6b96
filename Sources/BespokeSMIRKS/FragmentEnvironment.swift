internal import Chemistry
internal import Fragmentation

/// A fragment, its bond, and the places in the parent that it stands for.
struct FragmentEnvironment {
    let fragment: Molecule
    /// The bond's atoms, 0-based fragment indices.
    let bond: (Int, Int)
    /// For each place in the parent, the parent index of each fragment atom, nil for caps.
    let places: [[Int?]]

    init(_ unique: UniqueFragment, parent: Molecule) throws(BespokeSMIRKSError) {
        let indices = Dictionary(
            parent.atoms.indices.map { (parent.atoms[$0].mapNumber, $0) }.filter { $0.0 > 0 }
        ) { first, _ in first }
        let read = try Self.read(unique.fragment)
        (fragment, bond) = read
        var places = [read.molecule.atoms.map { indices[$0.mapNumber] }]
        for twin in unique.twins {
            let other = try Self.read(twin)
            guard let map = EnvironmentMap.isomorphism(read.molecule, read.bond, other.molecule, other.bond) else {
                throw BespokeSMIRKSError(
                    .molecule,
                    "the fragments \(unique.fragment.smiles) and \(twin.smiles) should be the same molecule but are not"
                )
            }
            places.append(map.map { indices[other.molecule.atoms[$0].mapNumber] })
        }
        self.places = places
    }

    /// The number of torsions about the bond.
    var torsionCount: Int { SymmetryGroups.torsions(about: bond, in: fragment).count }

    /// The bonds of the parent that the fragment stands for.
    var parentBonds: [(Int, Int)] {
        places.compactMap { place in
            guard let first = place[bond.0], let second = place[bond.1] else { return nil }
            return (first, second)
        }
    }

    /// A pattern for each group of equivalent torsions about the bond.
    func torsionClusters(in parent: Molecule) -> [ClusterGraph] {
        let isParent = Self.graph(fragment) == Self.graph(parent)
        let torsions = SymmetryGroups.torsions(about: bond, in: fragment)
        return SymmetryGroups.groups(torsions, classes: fragment.symmetryClasses()).map { group in
            var cluster = ClusterGraph(layers: .all)
            cluster.add(fragment, tuples: group)
            guard !isParent else { return cluster }
            for place in places {
                cluster.add(parent, tuples: group.map { $0.compactMap { place[$0] } }.filter { $0.count == 4 })
            }
            return cluster
        }
    }

    private static func graph(_ molecule: Molecule) -> String {
        molecule.smiles(isomeric: false, explicitHydrogens: false, mapped: false)
    }

    private static func read(_ fragment: Fragment) throws(BespokeSMIRKSError) -> (molecule: Molecule, bond: (Int, Int))
    {
        let molecule: Molecule
        do { molecule = try Molecule(smiles: fragment.smiles, allowUndefinedStereo: true) } catch {
            throw BespokeSMIRKSError(.molecule, "the fragment \(fragment.smiles) cannot be read: \(error)")
        }
        let atoms = fragment.bondIndices.compactMap { number in
            molecule.atoms.indices.first { molecule.atoms[$0].mapNumber == number }
        }
        guard atoms.count == 2, molecule.bond(between: atoms[0], and: atoms[1]) != nil else {
            throw BespokeSMIRKSError(
                .badBond, "the fragment \(fragment.smiles) has no bond between map numbers \(fragment.bondIndices)")
        }
        return (molecule, (atoms[0], atoms[1]))
    }
}

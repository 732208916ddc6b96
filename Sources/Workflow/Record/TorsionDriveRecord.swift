internal import ElectronicStructure
internal import JSON

/// What a fit reads of a QCSchema `TorsionDriveResult`.
///
/// Read from the JSON itself, so that a point without an energy costs the point and not the drive.
struct TorsionDriveRecord {
    /// One optimised grid point.
    struct Point {
        /// Grid angle [degree].
        let angle: Int
        /// Energy [hartree]; not a number where the record has none.
        let energy: Double
        /// Atoms and geometry.
        let molecule: RecordMolecule

        /// Geometry [bohr].
        var geometry: [SIMD3<Double>] { molecule.geometry }
    }

    /// The molecule as mapped SMILES, in the order of the geometries.
    let cmiles: String
    /// 0-based indices of the driven dihedral's four atoms.
    let dihedral: [Int]
    /// The points by ascending angle.
    var points: [Point]

    /// Reads a record; grid keys may be spelled `-165`, `[-165]` or `(-165,)`.
    ///
    /// - Throws: ``WorkflowError`` that names what the record lacks.
    init(_ record: JSON) throws(WorkflowError) {
        let molecules = record["initial_molecule"]
        guard let cmiles = RecordMolecule.cmiles(of: record, molecules: molecules?[0] ?? molecules) else {
            throw Self.error("there is no mapped SMILES (\(SchemaMolecule.mappedSMILESKey))")
        }
        guard let dihedral = record["keywords"]?["dihedrals"]?[0]?.array?.compactMap(\.integer), dihedral.count == 4
        else {
            throw Self.error("there is no driven dihedral")
        }
        guard let energies = record["final_energies"]?.object, let geometries = record["final_molecules"]?.object else {
            throw Self.error("there are no final energies or molecules")
        }
        var moleculeAt: [Int: RecordMolecule] = [:]
        for (key, value) in geometries.members {
            if let angle = GridKey.angle(key) { moleculeAt[angle] = RecordMolecule(value) }
        }
        var points: [Point] = []
        for (key, value) in energies.members {
            guard let angle = GridKey.angle(key), let molecule = moleculeAt[angle] else {
                throw Self.error("there is no geometry for the grid point \(key)")
            }
            points.append(Point(angle: angle, energy: value.number ?? .nan, molecule: molecule))
        }
        (self.cmiles, self.dihedral) = (cmiles, dihedral)
        self.points = points.sorted { $0.angle < $1.angle }
    }

    private static func error(_ reason: String) -> WorkflowError {
        WorkflowError(type: "MissingReferenceError", "a torsion drive record can not be used: \(reason)")
    }

    /// Whether the record drives a bond, given by its 0-based atoms in ascending order, of a molecule.
    func isDrive(of bond: [Int], in cmiles: String) -> Bool {
        self.cmiles == cmiles && dihedral[1...2].sorted() == bond
    }
}

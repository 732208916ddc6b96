internal import JSON

/// What a fit reads of a QCSchema `TorsionDriveResult`.
struct TorsionDriveRecord {
    /// One optimised grid point.
    struct Point {
        /// Grid angle [degree].
        let angle: Int
        /// Energy [hartree].
        let energy: Double
        /// Geometry [bohr].
        let geometry: [SIMD3<Double>]
    }

    /// The molecule as mapped SMILES, in the order of the geometries.
    let cmiles: String
    /// 0-based indices of the driven dihedral's four atoms.
    let dihedral: [Int]
    /// The points by ascending angle.
    let points: [Point]

    /// Reads a record; grid keys may be spelled `-165`, `[-165]` or `(-165,)`.
    ///
    /// - Throws: ``WorkflowError`` that names what the record lacks.
    init(_ record: JSON) throws(WorkflowError) {
        func missing(_ what: String) -> WorkflowError {
            WorkflowError(type: "MissingReferenceError", "a torsion drive record has \(what)")
        }
        let key = TorsionDriveOutcome.cmilesKey
        let molecules = record["initial_molecule"]
        let first = molecules?[0] ?? molecules
        let sources = [record["extras"]?[key], first?["extras"]?[key], first?["identifiers"]?[key]]
        guard let cmiles = sources.compactMap({ $0?.string }).first else { throw missing("no mapped SMILES (\(key))") }
        guard let dihedral = record["keywords"]?["dihedrals"]?[0]?.array?.compactMap(\.integer), dihedral.count == 4
        else {
            throw missing("no driven dihedral")
        }
        guard let energies = record["final_energies"]?.object, let geometries = record["final_molecules"]?.object else {
            throw missing("no final energies or molecules")
        }
        var geometryAt: [Int: [SIMD3<Double>]] = [:]
        for (key, value) in geometries.members {
            if let angle = Self.angle(key) { geometryAt[angle] = Self.geometry(value) }
        }
        var points: [Point] = []
        for (key, value) in energies.members {
            guard let angle = Self.angle(key), let geometry = geometryAt[angle] else {
                throw missing("no geometry for the grid point \(key)")
            }
            points.append(Point(angle: angle, energy: value.number ?? .nan, geometry: geometry))
        }
        (self.cmiles, self.dihedral) = (cmiles, dihedral)
        self.points = points.sorted { $0.angle < $1.angle }
    }

    /// Whether the record drives a bond, given by its 0-based atoms in ascending order, of a molecule.
    func isDrive(of bond: [Int], in cmiles: String) -> Bool {
        self.cmiles == cmiles && dihedral[1...2].sorted() == bond
    }

    private static func angle(_ key: String) -> Int? {
        let text = key.filter { $0.isNumber || $0 == "-" || $0 == "." }
        return Double(text).map { Int($0.rounded()) }
    }

    private static func geometry(_ molecule: JSON) -> [SIMD3<Double>]? {
        guard let flat = molecule["geometry"]?.array?.compactMap(\.number), flat.count.isMultiple(of: 3) else {
            return nil
        }
        return stride(from: 0, to: flat.count, by: 3).map { SIMD3(flat[$0], flat[$0 + 1], flat[$0 + 2]) }
    }
}

internal import ElectronicStructure
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

    /// Reads a record.
    ///
    /// - Throws: ``WorkflowError`` that names what the record lacks.
    init(_ record: JSON) throws(WorkflowError) {
        let result: TorsionDriveResult
        do {
            result = try record.decoded()
        } catch let error as DecodingError {
            throw Self.error(error.sentence)
        } catch {
            throw Self.error("\(error)")
        }
        let smiles = result.input.extras[SchemaMolecule.mappedSMILESKey]?.string
        guard let cmiles = smiles ?? result.input.initialMolecules.first?.mappedSMILES else {
            throw Self.error("there is no mapped SMILES (\(SchemaMolecule.mappedSMILESKey))")
        }
        guard let dihedral = result.input.keywords.dihedrals.first, dihedral.count == 4 else {
            throw Self.error("there is no driven dihedral")
        }
        var points: [Point] = []
        for (angle, energy) in result.finalEnergies.sorted(by: { $0.key < $1.key }) {
            guard let molecule = result.finalMolecules[angle] else {
                throw Self.error("there is no geometry for the grid point \(angle)")
            }
            points.append(Point(angle: angle, energy: energy, geometry: molecule.positions))
        }
        (self.cmiles, self.dihedral, self.points) = (cmiles, dihedral, points)
    }

    private static func error(_ reason: String) -> WorkflowError {
        WorkflowError(type: "MissingReferenceError", "a torsion drive record can not be used: \(reason)")
    }

    /// Whether the record drives a bond, given by its 0-based atoms in ascending order, of a molecule.
    func isDrive(of bond: [Int], in cmiles: String) -> Bool {
        self.cmiles == cmiles && dihedral[1...2].sorted() == bond
    }
}

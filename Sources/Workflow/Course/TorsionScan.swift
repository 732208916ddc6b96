public import Chemistry
internal import ElectronicStructure
internal import TorsionDrive
internal import Units

/// The grid points of a torsion drive, finished or under way.
public struct TorsionScan: Sendable, Codable, Hashable {
    /// One grid point.
    public struct Point: Sendable, Codable, Hashable {
        /// The grid angle [degree].
        public var angle: Int
        /// The energy above the lowest point so far [kcal/mol].
        public var energy: Double
        /// The geometry [Å], three numbers an atom in the order of ``TorsionScan/cmiles``.
        public var geometry: [Double]

        /// A grid point.
        public init(angle: Int, energy: Double, geometry: [Double]) {
            (self.angle, self.energy, self.geometry) = (angle, energy, geometry)
        }
    }

    /// The molecule as mapped SMILES.
    public var cmiles: String
    /// The driven dihedral, 0-based atoms.
    public var dihedral: [Int]
    /// The points by ascending angle.
    public var points: [Point]

    /// A scan from its parts.
    public init(cmiles: String, dihedral: [Int], points: [Point]) {
        (self.cmiles, self.dihedral, self.points) = (cmiles, dihedral, points)
    }

    /// The points that a drive under way has so far; nil while there is none.
    init?(_ state: DriveState) {
        guard let preparation = state.preparation, let profile = state.wavefront?.profile, !profile.isEmpty else {
            return nil
        }
        self.init(
            cmiles: preparation.cmiles, dihedral: preparation.setup.dihedral,
            points: profile.map { ($0.angle, $0.energy, $0.geometry) })
    }

    /// The points of a finished drive; nil for another calculation.
    init?(_ outcome: QCOutcome) {
        guard let record = try? TorsionDriveRecord(outcome.record) else { return nil }
        let points = record.points.filter(\.energy.isFinite)
        self.init(
            cmiles: record.cmiles, dihedral: record.dihedral,
            points: points.map { ($0.angle, $0.energy, $0.geometry) })
    }

    /// A scan from angles [degree], energies [hartree] and geometries [bohr].
    private init(cmiles: String, dihedral: [Int], points: [(angle: Int, energy: Double, geometry: [SIMD3<Double>])]) {
        let lowest = points.map(\.energy).min() ?? 0
        self.init(
            cmiles: cmiles, dihedral: dihedral,
            points: points.map { point in
                Point(
                    angle: point.angle, energy: (point.energy - lowest) * Constants.kilocaloriePerMolePerHartree,
                    geometry: point.geometry.flatMap { atom in
                        let scaled = atom * Constants.angstromPerBohr
                        return [scaled.x, scaled.y, scaled.z]
                    })
            })
    }

    /// The molecule, in the order of the geometries.
    ///
    /// - Throws: `ChemistryError` when the SMILES cannot be read.
    public func molecule() throws -> Molecule { try Molecule(mappedSMILES: cmiles, allowUndefinedStereo: true) }

    /// The scan as an SD file: a record for each point, with its angle [degree] and energy [kcal/mol].
    ///
    /// - Throws: `ChemistryError` when the molecule cannot be read or written.
    public func sdf() throws -> String {
        var text = ""
        var molecule = try molecule()
        let atoms = dihedral.map { String($0 + 1) }.joined(separator: " ")
        for point in points {
            molecule.name = "\(point.angle)"
            molecule.properties = [
                "angle_degree": String(point.angle), "energy_kcal_per_mol": String(point.energy), "dihedral": atoms,
            ]
            molecule.conformers = [
                stride(from: 0, to: point.geometry.count - 2, by: 3).map {
                    SIMD3(point.geometry[$0], point.geometry[$0 + 1], point.geometry[$0 + 2])
                }
            ]
            text += try molecule.sdf()
        }
        return text
    }
}

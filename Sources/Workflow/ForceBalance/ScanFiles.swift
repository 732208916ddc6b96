internal import Chemistry
internal import JSON

/// The files of a target of energies along a torsion drive.
struct ScanFiles {
    /// Name and text of each file.
    let files: [(String, String)]
    /// Points that were left out.
    let warnings: [String]

    /// - Throws: ``WorkflowError`` or `ChemistryError` when the record is not a torsion drive of its molecule.
    init(_ json: JSON, _ target: TargetSchema) throws {
        let drive = try TorsionDriveRecord(json)
        let texts = try MoleculeTexts(cmiles: drive.cmiles)
        var (points, warnings): ([TorsionDriveRecord.Point], [String]) = ([], [])
        for point in drive.points {
            try point.molecule.check(is: texts.molecule, cmiles: drive.cmiles, record: "the torsion drive")
            if let change = Connectivity(point.geometry, of: texts.molecule).change {
                warnings.append("the grid point \(point.angle)° is left out: \(change)")
            } else if !point.energy.isFinite {
                warnings.append("the grid point \(point.angle)° is left out: its energy is not a number")
            } else {
                points.append(point)
            }
        }
        guard let first = points.first else {
            throw WorkflowError(
                type: "MissingReferenceError", "no point of the torsion drive of \(drive.cmiles) can be used")
        }
        let metadata = Self.metadata(json, drive, points, target)
        let frames = points.map { texts.xyz($0.geometry, comment: "grid id \($0.angle)") }
        files = [
            ("qdata.txt", points.enumerated().map(Self.block).joined(separator: "\n")),
            ("scan.xyz", frames.joined()), ("input.sdf", try texts.sdf(first.geometry)),
            ("conf.pdb", texts.pdb(first.geometry)), ("metadata.json", metadata.text(indent: 2) + "\n"),
        ]
        self.warnings = warnings
    }

    private static func block(_ number: Int, _ point: TorsionDriveRecord.Point) -> String {
        let flat = MoleculeTexts.angstroms(point.geometry).flatMap { [$0.x, $0.y, $0.z] }
        let coordinates = flat.map { MoleculeTexts.fixed($0) }.joined(separator: " ")
        return "JOB \(number)\nCOORDS \(coordinates)\nENERGY \(MoleculeTexts.fixed(point.energy, 12))\n"
    }

    private static func metadata(
        _ json: JSON, _ drive: TorsionDriveRecord, _ points: [TorsionDriveRecord.Point], _ target: TargetSchema
    ) -> JSON {
        var members = json["optimization_spec"]?["keywords"]?.object ?? JSONObject()
        if case .torsionProfile(_, _, let cutoff) = target.kind {
            members["dihedrals"] = [.array(drive.dihedral.map(JSON.integer))]
            members["energy_upper_limit"] = .number(cutoff)
        } else if case .abInitio(_, _, let cutoff, _, _) = target.kind {
            members["energy_upper_limit"] = .number(cutoff)
        }
        members["energy_decrease_thresh"] = .null
        members["torsion_grid_ids"] = .array(points.map { [.integer($0.angle)] })
        return .object(members)
    }
}

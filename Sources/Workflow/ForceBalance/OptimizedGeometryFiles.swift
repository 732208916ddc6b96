internal import Chemistry
internal import JSON

/// The files of a target of optimised geometries.
struct OptimizedGeometryFiles {
    /// Name and text of each file.
    let files: [(String, String)]

    /// - Throws: ``WorkflowError`` or `ChemistryError` when a record is not an optimisation of its molecule.
    init(_ records: [JSON], _ target: TargetSchema) throws {
        var options = Self.denominators(of: target)
        var files: [(String, String)] = []
        for (index, json) in records.enumerated() {
            let record = try OptimizationRecord(json)
            let texts = try MoleculeTexts(cmiles: record.cmiles)
            let (geometry, name) = (record.molecule.geometry, "opt-geo-\(index)")
            try record.molecule.check(is: texts.molecule, cmiles: record.cmiles, record: name)
            try Connectivity.check(geometry, of: texts.molecule, cmiles: record.cmiles, record: name)
            files += [
                ("\(name).xyz", texts.xyz(geometry, comment: record.cmiles)), ("\(name).pdb", texts.pdb(geometry)),
                ("\(name).sdf", try texts.sdf(geometry)),
            ]
            options += [
                "", "$system", "name \(name)", "geometry \(name).xyz", "topology \(name).pdb", "mol2 \(name).sdf",
                "$end",
            ]
        }
        self.files = [("optgeo_options.txt", options.joined(separator: "\n") + "\n")] + files
    }

    private static func denominators(of target: TargetSchema) -> [String] {
        guard case .optGeo(let bond, let angle, let dihedral, let improper) = target.kind else { return [] }
        return [
            "$global", "bond_denom \(bond)", "angle_denom \(angle)", "dihedral_denom \(dihedral)",
            "improper_denom \(improper)", "$end",
        ]
    }
}

/// Reading molecules from files.
public enum MoleculeFile {
    /// All molecules of a file; hydrogens that are missing are added.
    /// - Throws: ``ChemistryError`` of kind `unreadableFile` when the file cannot be opened, holds no molecule or has an
    ///   unknown format; of the record's own kind, with its number and the reason, for the first bad record.
    public static func read(_ path: String, allowUndefinedStereo: Bool = false) throws(ChemistryError) -> [Molecule] {
        var molecules: [Molecule] = []
        for record in try records(of: path, allowUndefinedStereo: allowUndefinedStereo) {
            molecules.append(try record.get())
        }
        return molecules
    }

    /// Every record of a file by itself, so that the good ones can be used although others are bad.
    /// - Throws: ``ChemistryError`` of kind `unreadableFile` when the file cannot be opened, holds no record or has an
    ///   unknown format.
    public static func records(
        of path: String, allowUndefinedStereo: Bool = false
    ) throws(ChemistryError) -> [Result<Molecule, ChemistryError>] {
        guard let format = MoleculeFileFormat(path: path) else {
            throw ChemistryError(
                .unreadableFile,
                "the format of '\(path)' is not known; its name should end in .sdf, .mol2, .smi or alike")
        }
        var text = try TextFile.contents(of: path)
        var readFormat = format
        if case .other(let ending) = format {
            text = try OpenBabel.sdf(from: path, format: ending)
            readFormat = .sdf
        }
        return try records(in: text, format: readFormat, source: path, allowUndefinedStereo: allowUndefinedStereo)
    }

    /// Every record of a text in the given format; `source` is what error texts call it.
    /// - Throws: ``ChemistryError`` of kind `unreadableFile` when there is no record.
    public static func records(
        in text: String, format: MoleculeFileFormat, source: String, allowUndefinedStereo: Bool = false
    ) throws(ChemistryError) -> [Result<Molecule, ChemistryError>] {
        let parsed: [Result<Molecule, ChemistryError>]
        switch format {
        case .sdf: parsed = SDFRecord.all(in: text).map(\.molecule)
        case .mol2: parsed = StructureRecords.mol2(text)
        case .pdb: parsed = StructureRecords.pdb(text)
        case .maestro: parsed = try StructureRecords.maestro(text)
        case .smiles: parsed = SMILESRecords.lines(text)
        case .table(let separator): parsed = try SMILESRecords.table(text, separator: separator, source: source)
        case .other(let ending):
            throw ChemistryError(.unreadableFile, "text of the format '\(ending)' cannot be read; save it as SDF")
        }
        guard !parsed.isEmpty else { throw ChemistryError(.unreadableFile, "'\(source)' holds no molecule") }
        return parsed.enumerated().map { index, record in
            checked(record, index + 1, source, allowUndefinedStereo)
        }
    }

    private static func checked(
        _ record: Result<Molecule, ChemistryError>, _ number: Int, _ source: String, _ allowUndefinedStereo: Bool
    ) -> Result<Molecule, ChemistryError> {
        switch record {
        case .failure(let error):
            return .failure(ChemistryError(error.kind, "record \(number) of '\(source)': \(error.description)"))
        case .success(let molecule):
            guard !allowUndefinedStereo else { return record }
            let title = molecule.name.isEmpty ? "" : " (\(molecule.name))"
            do throws(ChemistryError) {
                try molecule.refuseUndefinedStereo(in: "record \(number)\(title) of '\(source)'")
                return record
            } catch {
                return .failure(error)
            }
        }
    }
}

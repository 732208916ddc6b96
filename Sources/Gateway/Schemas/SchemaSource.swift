internal import Chemistry
internal import JSON
internal import SMIRNOFF
internal import Workflow

/// A molecule of a request, or why there is none.
struct SchemaSource {
    /// The file that it comes from; empty for SMILES.
    let file: String
    let molecule: Result<Molecule, ChemistryError>

    /// The molecules of a request: files first, in their order, then SMILES.
    static func all(in request: SchemaRequest) -> [SchemaSource] {
        var sources: [SchemaSource] = []
        for file in request.files {
            sources += records(named: file.name, text: file.text).map { SchemaSource(file: file.name, molecule: $0) }
        }
        for smiles in request.smiles {
            sources.append(SchemaSource(file: "", molecule: molecule(smiles)))
        }
        return sources
    }

    /// The molecules of a file, whose name tells its format, or why they cannot be read.
    static func records(named name: String, text: String) -> [Result<Molecule, ChemistryError>] {
        guard let format = MoleculeFileFormat(path: name) else {
            return [.failure(ChemistryError(.unreadableFile, "the format of '\(name)' is not known"))]
        }
        do throws(ChemistryError) {
            return try MoleculeFile.records(in: text, format: format, source: name)
        } catch {
            return [.failure(error)]
        }
    }

    private static func molecule(_ smiles: String) -> Result<Molecule, ChemistryError> {
        do throws(ChemistryError) { return .success(try Molecule(smiles: smiles)) } catch { return .failure(error) }
    }

    /// The molecule's schema as a client reads it.
    func document(factory: BespokeWorkflowFactory, forceField: ForceField) -> JSON {
        let molecule: Molecule
        switch self.molecule {
        case .failure(let error): return document(nil, schema: nil, error: error.description)
        case .success(let found): molecule = found
        }
        do {
            let schema = try factory.optimizationSchema(for: molecule, forceField: forceField)
            return document(molecule, schema: schema.json, error: nil)
        } catch {
            return document(molecule, schema: nil, error: error.description)
        }
    }

    private func document(_ molecule: Molecule?, schema: JSON?, error: String?) -> JSON {
        [
            "file": .string(file), "name": .string(molecule?.name ?? ""),
            "smiles": .optional(molecule?.smiles(explicitHydrogens: false, mapped: false)), "schema": schema ?? .null,
            "error": .optional(error),
        ]
    }
}

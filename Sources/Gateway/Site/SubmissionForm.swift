internal import Chemistry
internal import Fragmentation
internal import HTTPTypes
internal import Pages
internal import Workflow

/// What a visitor has put into the form for molecules.
struct SubmissionForm {
    let entry: SubmitPage.Entry
    /// Each molecule of the text and of the files, or why it cannot be used.
    let molecules: [Result<Molecule, ChemistryError>]

    init(_ form: Query) {
        var entry = SubmitPage.Entry()
        entry.smiles = form["smiles"] ?? ""
        entry.name = form["name"] ?? ""
        entry.workflow = form["workflow"] ?? entry.workflow
        entry.level = form["level"] ?? entry.level
        entry.fragmentation = form["fragmentation"] ?? ""
        entry.forceField = form["force-field"] ?? ""
        entry.priority = form["priority"].flatMap(Int.init) ?? 0
        self.entry = entry
        var found: [Result<Molecule, ChemistryError>] = []
        for (name, text) in zip(form.all("file-name"), form.all("file-text")) {
            found += SchemaSource.records(named: name, text: text)
        }
        if !entry.smiles.allSatisfy(\.isWhitespace) {
            found += SchemaSource.records(named: "typed.smi", text: entry.smiles)
        }
        molecules = found
    }

    /// What a molecule's task is called.
    func name(of molecule: Molecule, among count: Int) -> String {
        if count == 1, !entry.name.isEmpty { return entry.name }
        return [entry.name, molecule.name].filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// The workflow that the choices make.
    ///
    /// - Throws: ``Problem`` when a choice is not known.
    func factory() throws -> BespokeWorkflowFactory {
        guard var factory = BespokeWorkflowFactory(named: entry.workflow) else {
            throw Problem(.badRequest, "there is no workflow \(entry.workflow)")
        }
        if !entry.level.isEmpty {
            let parts = entry.level.split(separator: " ").map(String.init)
            guard parts.count >= 2 else { throw Problem(.badRequest, "there is no level of theory \(entry.level)") }
            factory.defaultQCSpecs = [
                QCSpec(
                    program: parts[0], method: parts[1], basis: parts.count > 2 ? parts[2] : nil, name: "default",
                    description: "chosen on the web page")
            ]
        }
        switch entry.fragmentation {
        case "": break
        case "WBO": factory.fragmentationEngine = .standard
        case "Pfizer": factory.fragmentationEngine = .pfizer(PfizerFragmenter())
        case "none": factory.fragmentationEngine = nil
        default: throw Problem(.badRequest, "there is no fragmentation \(entry.fragmentation)")
        }
        if !entry.forceField.isEmpty { factory.initialForceField = entry.forceField }
        return factory
    }
}

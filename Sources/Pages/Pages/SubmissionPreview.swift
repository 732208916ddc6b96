public import Chemistry
public import Report

/// Molecules as they are being typed, and why some cannot be used.
public struct SubmissionPreview: Sendable {
    let molecules: [Result<Molecule, ChemistryError>]

    private static let shown = 6

    /// Molecules, or what is wrong with them, in their order.
    public init(_ molecules: [Result<Molecule, ChemistryError>]) { self.molecules = molecules }

    /// The drawings, as a part of a page.
    public var html: HTML {
        guard !molecules.isEmpty else { return "<p class=\"empty\">Molecules are drawn as they are typed.</p>" }
        let more = molecules.count - Self.shown
        return """
            \(molecules.prefix(Self.shown).map(entry))
            \(more > 0 ? "<p><small>and \(Words.count(more, "more molecule"))</small></p>" : .empty)
            """
    }

    private func entry(_ result: Result<Molecule, ChemistryError>) -> HTML {
        switch result {
        case .failure(let error): return "<p class=\"problem\">\(error.description)</p>"
        case .success(let molecule):
            let smiles = molecule.smiles(explicitHydrogens: false, mapped: false)
            guard let drawing = try? StructureDrawing(molecule, label: smiles) else { return "<p>\(smiles)</p>" }
            return """
                \(drawing.inline)
                <p>\(molecule.name) <code class="smiles">\(smiles)</code></p>
                """
        }
    }
}

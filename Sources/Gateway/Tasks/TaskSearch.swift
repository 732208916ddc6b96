internal import Chemistry

/// What people look tasks up by.
enum TaskSearch {
    /// A text as a query takes it: SMILES with map numbers in their order, as tasks have them; anything else as it is.
    static func text(_ text: String) -> String {
        let trimmed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard trimmed.count > 2, Int(trimmed) == nil,
            let molecule = try? Molecule(smiles: trimmed, allowUndefinedStereo: true)
        else { return trimmed }
        return molecule.cmiles
    }
}

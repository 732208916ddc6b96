internal import CRDKit

extension Molecule {
    /// The molecule as an MDL molfile.
    /// - Parameters:
    ///   - positions: the geometry [Å]; nil writes a two-dimensional drawing with wedged bonds.
    ///   - v3000: whether the extended (V3000) form is used; it is used anyway above 999 atoms.
    /// - Throws: ``ChemistryError`` of kind `invalidSelection` when there is not one position per atom.
    public func molfile(positions: [SIMD3<Double>]?, v3000: Bool = false) throws(ChemistryError) -> String {
        let title = name.split(whereSeparator: \.isNewline).joined(separator: " ").filter { $0 != "\0" }
        guard let positions else {
            return taken(
                try calling(.computation, "the molfile could not be written") {
                    crd_mol_block(handle.pointer, nil, title, v3000 ? 1 : 0, $0)
                })
        }
        guard positions.count == atoms.count else {
            throw ChemistryError(
                .invalidSelection, "\(positions.count) positions were given for \(atoms.count) atoms")
        }
        let flat = positions.flatMap { [$0.x, $0.y, $0.z] }
        return taken(
            try calling(.computation, "the molfile could not be written") {
                crd_mol_block(handle.pointer, flat, title, v3000 ? 1 : 0, $0)
            })
    }

    /// The molecule as SDF text: one record per conformer (or one with a drawing when there is none), with properties.
    /// - Parameter conformer: index of the only conformer to write; nil writes all.
    /// - Throws: ``ChemistryError`` of kind `invalidSelection` when there is no such conformer.
    public func sdf(conformer: Int? = nil, v3000: Bool = false) throws(ChemistryError) -> String {
        if let conformer, !conformers.indices.contains(conformer) {
            throw ChemistryError(
                .invalidSelection, "conformer \(conformer) is not among the \(conformers.count) there are")
        }
        let chosen = conformer.map { [conformers[$0]] } ?? conformers
        guard !chosen.isEmpty else { return try molfile(positions: nil, v3000: v3000) + propertyText }
        var text = ""
        for positions in chosen { text += try molfile(positions: positions, v3000: v3000) + propertyText }
        return text
    }

    private var propertyText: String {
        let items = properties.sorted { $0.key < $1.key }.map { key, value in
            let lines = value.split(whereSeparator: \.isNewline).joined(separator: "\n")
            return ">  <\(key)>\n\(lines)\n\n"
        }
        return items.joined() + "$$$$\n"
    }
}

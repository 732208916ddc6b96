internal import CRDKit

/// Records of the formats with coordinates.
enum StructureRecords {
    static func molecule(
        _ block: String, format: some BinaryInteger, properties: [String: String] = [:]
    ) -> Result<Molecule, ChemistryError> {
        do throws(ChemistryError) {
            let pointer = try calling(.invalidRecord, "this is not a valid molecule") {
                crd_from_block(block, Int32(format), $0)
            }
            return .success(finished(pointer, properties))
        } catch {
            return .failure(error)
        }
    }

    static func molecule(
        _ block: String, format: some RawRepresentable<UInt32>, properties: [String: String] = [:]
    ) -> Result<Molecule, ChemistryError> {
        molecule(block, format: format.rawValue, properties: properties)
    }

    /// Molecules of a MOL2 text, each starting with `@<TRIPOS>MOLECULE`.
    static func mol2(_ text: String) -> [Result<Molecule, ChemistryError>] {
        var blocks: [[Substring]] = []
        for line in TextFile.lines(text) {
            if line.hasPrefix("@<TRIPOS>MOLECULE") { blocks.append([]) }
            if !blocks.isEmpty { blocks[blocks.count - 1].append(line) }
        }
        return blocks.map { molecule($0.joined(separator: "\n") + "\n", format: CRD_MOL2) }
    }

    /// The one molecule of a PDB text, bonded by its CONECT records.
    static func pdb(_ text: String) -> [Result<Molecule, ChemistryError>] {
        let lines = TextFile.lines(text)
        guard lines.contains(where: { $0.hasPrefix("ATOM") || $0.hasPrefix("HETATM") }) else { return [] }
        guard lines.contains(where: { $0.hasPrefix("CONECT") }) else {
            return [
                .failure(
                    ChemistryError(
                        .invalidRecord,
                        "a PDB file without CONECT records does not say which atoms are bonded; give an SDF file"))
            ]
        }
        return [molecule(lines.joined(separator: "\n") + "\n", format: CRD_PDB)]
    }

    /// Molecules of a Maestro text.
    static func maestro(_ text: String) throws(ChemistryError) -> [Result<Molecule, ChemistryError>] {
        if let problem = MaestroTables.problem(in: text) {
            throw ChemistryError(.unreadableFile, "this is not a valid Maestro file: \(problem)")
        }
        let reader = try calling(.unreadableFile, "this is not a Maestro file") { crd_mae_open(text, $0) }
        defer { crd_mae_close(reader) }
        var records: [Result<Molecule, ChemistryError>] = []
        while true {
            var reason: UnsafeMutablePointer<CChar>?
            let pointer = crd_mae_next(reader, &reason)
            if let pointer {
                records.append(.success(finished(pointer, [:])))
            } else if let reason {
                records.append(
                    .failure(ChemistryError(.invalidRecord, "this is not a valid molecule: \(taken(reason))")))
                return records
            } else {
                return records
            }
        }
    }

    private static func finished(_ pointer: OpaquePointer, _ properties: [String: String]) -> Molecule {
        let size = Int(crd_atom_count(pointer))
        var flat = [Double](repeating: 0, count: 3 * size)
        let hasGeometry = crd_take_geometry(pointer, &flat) == 1
        var molecule = Molecule(taking: pointer, name: taken(crd_title(pointer)).trimmed, properties: properties)
        for index in molecule.atoms.indices {
            molecule.atoms[index].name = taken(crd_atom_name(pointer, Int32(index))).trimmed
        }
        if hasGeometry {
            molecule.conformers = [(0..<size).map { SIMD3(flat[3 * $0], flat[3 * $0 + 1], flat[3 * $0 + 2]) }]
        }
        return molecule
    }
}

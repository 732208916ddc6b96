/// Records of the formats that hold SMILES.
enum SMILESRecords {
    /// One molecule a line: SMILES, white space, name. Empty lines, lines starting with `#` and a header line are skipped.
    static func lines(_ text: String) -> [Result<Molecule, ChemistryError>] {
        TextFile.lines(text).enumerated().compactMap { index, line in
            let parts = line.split(maxSplits: 1, whereSeparator: \.isWhitespace)
            guard let smiles = parts.first, !smiles.hasPrefix("#") else { return nil }
            if index == 0, smiles.lowercased() == "smiles" { return nil }
            return molecule(String(smiles), name: parts.count > 1 ? String(parts[1]).trimmed : "")
        }
    }

    /// Rows of a table; a `name` (or `title`, or `id`) column gives the name, other columns are properties.
    static func table(
        _ text: String, separator: Character, source: String
    ) throws(ChemistryError) -> [Result<Molecule, ChemistryError>] {
        let rows = TextFile.lines(text).filter { !$0.allSatisfy(\.isWhitespace) }.map { cells($0, separator) }
        let header = (rows.first ?? []).map { $0.trimmed }
        let keys = header.map { $0.lowercased() }
        guard let smilesColumn = keys.firstIndex(of: "smiles") else {
            throw ChemistryError(
                .unreadableFile, "the first line of '\(source)' must name the columns, one of them 'smiles'")
        }
        let nameColumn = ["name", "title", "id"].lazy.compactMap { keys.firstIndex(of: $0) }.first
        return rows.dropFirst().map { row in
            guard row.indices.contains(smilesColumn) else {
                return .failure(ChemistryError(.invalidRecord, "the row has no cell in the column 'smiles'"))
            }
            var properties: [String: String] = [:]
            for (column, cell) in row.enumerated()
            where column != smilesColumn && column != nameColumn && header.indices.contains(column) {
                properties[header[column]] = cell
            }
            let name = nameColumn.flatMap { row.indices.contains($0) ? row[$0].trimmed : nil } ?? ""
            return molecule(row[smilesColumn], name: name, properties: properties)
        }
    }

    private static func molecule(
        _ smiles: String, name: String, properties: [String: String] = [:]
    ) -> Result<Molecule, ChemistryError> {
        do throws(ChemistryError) {
            var molecule = try Molecule(smiles: smiles, allowUndefinedStereo: true)
            molecule.name = name
            molecule.properties = properties
            return .success(molecule)
        } catch {
            return .failure(error)
        }
    }

    /// The cells of a line; a cell in double quotes may hold the separator, and a doubled quote is a quote.
    /// - Source: RFC 4180, section 2 (line breaks in cells are not supported).
    private static func cells(_ line: Substring, _ separator: Character) -> [String] {
        var cells = [""]
        var isQuoted = false
        var previousWasQuote = false
        for character in line {
            if character == "\"" {
                if previousWasQuote { cells[cells.count - 1].append("\"") }
                previousWasQuote = isQuoted
                isQuoted.toggle()
                continue
            }
            previousWasQuote = false
            if character == separator, !isQuoted {
                cells.append("")
            } else {
                cells[cells.count - 1].append(character)
            }
        }
        return cells
    }
}

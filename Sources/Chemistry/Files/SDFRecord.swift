internal import CRDKit

/// One record of an SD file: a molfile and its data items.
///
/// - Source: BIOVIA, CTfile Formats (2020), "SDfiles".
struct SDFRecord {
    let molfile: String
    let items: [String: String]

    /// The records of a text, which end at lines starting with `$$$$`; empty ones at the end are left out.
    static func all(in text: String) -> [SDFRecord] {
        var records: [SDFRecord] = []
        var lines: [Substring] = []
        for line in TextFile.lines(text) {
            if line.hasPrefix("$$$$") {
                records.append(SDFRecord(lines))
                lines = []
            } else {
                lines.append(line)
            }
        }
        if lines.contains(where: { !$0.allSatisfy(\.isWhitespace) }) { records.append(SDFRecord(lines)) }
        return records
    }

    private init(_ lines: [Substring]) {
        let end = lines.firstIndex { $0.hasPrefix("M  END") } ?? lines.count - 1
        molfile = lines.prefix(end + 1).joined(separator: "\n") + "\n"
        items = Self.items(lines.dropFirst(end + 1))
    }

    /// Data items: a header line `> … <name>`, value lines, an empty line.
    private static func items(_ lines: ArraySlice<Substring>) -> [String: String] {
        var items: [String: String] = [:]
        var name: String?
        var value: [Substring] = []
        func finish() {
            if let name { items[name] = value.joined(separator: "\n") }
            name = nil
            value = []
        }
        for line in lines {
            if name == nil, line.hasPrefix(">"), let open = line.firstIndex(of: "<"),
                let close = line.lastIndex(of: ">"),
                open < close
            {
                name = String(line[line.index(after: open)..<close])
            } else if line.allSatisfy(\.isWhitespace) {
                finish()
            } else if name != nil {
                value.append(line)
            }
        }
        finish()
        return items
    }

    var molecule: Result<Molecule, ChemistryError> {
        StructureRecords.molecule(molfile, format: CRD_MOLFILE, properties: items)
    }
}

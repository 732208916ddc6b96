/// A look at the tables of a Maestro text before it is read: the reader that RDKit uses ends the process when a column is missing.
///
/// - Source: Schrödinger, maeparser, file format: `m_atom[rows] { names ::: values ::: }`, texts in quotes, remarks between `#`.
enum MaestroTables {
    private static let required: [String: [String]] = [
        "m_atom": ["r_m_x_coord", "r_m_y_coord", "r_m_z_coord", "i_m_atomic_number"],
        "m_bond": ["i_m_from", "i_m_to", "i_m_order"],
    ]

    /// What is wrong with the tables of atoms and bonds, nil if every column is there that must be.
    static func problem(in text: String) -> String? {
        var table: String?
        var names: Set<String> = []
        for word in words(of: text) {
            if let open = table {
                if word == ":::" {
                    let missing = required[open]?.filter { !names.contains($0) } ?? []
                    if !missing.isEmpty { return "its table \(open) has no \(missing.joined(separator: ", "))" }
                    table = nil
                } else {
                    names.insert(word)
                }
            } else if let name = required.keys.first(where: { word.hasPrefix($0 + "[") }) {
                (table, names) = (name, [])
            }
        }
        return table.map { "its table \($0) does not end" }
    }

    /// The words of a text: between white space, with quoted texts as one word and without remarks.
    private static func words(of text: String) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        var quote: UInt8?
        var isEscaped = false
        for byte in text.utf8 {
            if let open = quote {
                if !isEscaped, byte == open { quote = nil }
                isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
            } else if byte == 0x20 || (0x09...0x0D).contains(byte) {
                if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
                word = []
            } else if word.isEmpty, byte == UInt8(ascii: "#") {
                quote = byte
            } else {
                if word.isEmpty, byte == UInt8(ascii: "\"") { quote = byte }
                word.append(byte)
            }
        }
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        return words
    }
}

/// A table with a heavy header row, as the reference system draws it.
struct Table {
    var header: [String]
    var rows: [[String]] = []

    /// The table as lines of text.
    var text: String {
        let widths = header.indices.map { column in
            ([header[column]] + rows.map { $0[column] }).map(\.count).max() ?? 0
        }
        func rule(_ left: String, _ fill: String, _ middle: String, _ right: String) -> String {
            left + widths.map { String(repeating: fill, count: $0 + 2) }.joined(separator: middle) + right
        }
        func line(_ cells: [String], _ bar: String) -> String {
            let padded = zip(cells, widths).map { cell, width in
                " " + cell + String(repeating: " ", count: width - cell.count + 1)
            }
            return bar + padded.joined(separator: bar) + bar
        }
        let head = [rule("┏", "━", "┳", "┓"), line(header, "┃"), rule("┡", "━", "╇", "┩")]
        return (head + rows.map { line($0, "│") } + [rule("└", "─", "┴", "┘")]).joined(separator: "\n")
    }
}

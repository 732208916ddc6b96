internal import JSON

/// A page of a collection and the links to its neighbours.
struct PageLinks {
    let path: String
    let skip: Int
    let limit: Int
    let total: Int
    /// What the query says besides.
    var filter = ""

    /// `self`, `prev`, `next` and `contents`.
    func page(_ contents: [JSON]) -> [(String, JSON)] {
        [
            ("self", .string(link(skip))), ("prev", .optional(previous)), ("next", .optional(next)),
            ("contents", .array(contents)),
        ]
    }

    private var previous: String? {
        let index = max(0, skip.subtractingReportingOverflow(limit).partialValue)
        return index >= skip ? nil : link(index)
    }

    private var next: String? {
        let end = skip.addingReportingOverflow(limit)
        let index = min(total, end.overflow ? total : end.partialValue)
        return index <= skip || index == total ? nil : link(index)
    }

    private func link(_ skip: Int) -> String { "\(path)?skip=\(skip)&limit=\(limit)\(filter)" }
}

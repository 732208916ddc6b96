import JSON

extension Table {
    /// The rows as JSON objects, with the header in lower case as keys.
    var json: JSON {
        .array(
            rows.map { row in
                .object(JSONObject(zip(header, row).map { ($0.lowercased(), .string($1)) }))
            })
    }
}

internal import JSON

extension JSON {
    /// A member that a comparison needs.
    ///
    /// - Throws: ``RecordError`` when it is missing or null.
    func needed(_ key: String) throws(RecordError) -> JSON {
        guard let value = self[key], !value.isNull else { throw RecordError("lacks '\(key)'") }
        return value
    }

    func text(_ key: String) throws(RecordError) -> String {
        guard let text = try needed(key).string else { throw RecordError("'\(key)' is no string") }
        return text
    }

    func value(_ key: String) throws(RecordError) -> Double {
        guard let number = try needed(key).number else { throw RecordError("'\(key)' is no number") }
        return number
    }

    func list(_ key: String) throws(RecordError) -> [JSON] {
        guard let elements = try needed(key).array else { throw RecordError("'\(key)' is no list") }
        return elements
    }

    func values(_ key: String) throws(RecordError) -> [Double] {
        try list(key).map { element throws(RecordError) in
            guard let number = element.number else { throw RecordError("'\(key)' is no list of numbers") }
            return number
        }
    }

    func indices(_ key: String) throws(RecordError) -> [Int] {
        try list(key).map { element throws(RecordError) in
            guard let number = element.integer else { throw RecordError("'\(key)' is no list of integers") }
            return number
        }
    }

    /// A list of integer lists.
    func tuples(_ key: String) throws(RecordError) -> [[Int]] {
        try list(key).map { element throws(RecordError) in
            guard let elements = element.array else { throw RecordError("'\(key)' is no list of lists") }
            return elements.compactMap(\.integer)
        }
    }

    /// Points in space, shape `(atoms)`.
    var vectors: [SIMD3<Double>]? {
        guard let rows = array else { return nil }
        let points = rows.compactMap { row -> SIMD3<Double>? in
            guard let x = row[0]?.number, let y = row[1]?.number, let z = row[2]?.number else { return nil }
            return SIMD3(x, y, z)
        }
        return points.count == rows.count ? points : nil
    }

    func vectors(_ key: String) throws(RecordError) -> [SIMD3<Double>] {
        guard let points = try needed(key).vectors else { throw RecordError("'\(key)' is no list of points") }
        return points
    }

    /// The numbers of a quantity or of a list of quantities, each `[number, unit]`.
    var quantityNumbers: [Double] {
        guard let elements = array else { return [] }
        if let number = elements.first?.number { return [number] }
        return elements.flatMap(\.quantityNumbers)
    }
}

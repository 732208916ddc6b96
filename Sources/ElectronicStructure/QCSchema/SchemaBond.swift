/// A bond as QCSchema writes it: `[first, second, order]`.
public struct SchemaBond: Sendable, Codable, Equatable {
    /// The first atom, 0-based.
    public var first: Int
    /// The second atom, 0-based.
    public var second: Int
    /// The bond order.
    public var order: Double

    /// A bond of an order between two 0-based atoms.
    public init(_ first: Int, _ second: Int, order: Double) {
        self.first = first
        self.second = second
        self.order = order
    }

    /// Reads the triple.
    ///
    /// - Throws: `DecodingError` when there are not three numbers.
    public init(from decoder: any Decoder) throws {
        var c = try decoder.unkeyedContainer()
        first = try c.decode(Int.self)
        second = try c.decode(Int.self)
        order = try c.decode(Double.self)
    }

    /// Writes the triple.
    public func encode(to encoder: any Encoder) throws {
        var c = encoder.unkeyedContainer()
        try c.encode(first)
        try c.encode(second)
        try c.encode(order)
    }
}

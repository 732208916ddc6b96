/// One term of a torsion parameter, E = (k/idivf) (1 + cos(n φ − δ)).
public struct TorsionTerm: Hashable, Sendable {
    /// Periodicity n.
    public var periodicity: Int
    /// Phase δ, with its unit.
    public var phase: Quantity
    /// Barrier parameter k, with its unit; of an interpolated term the mean of its points.
    public var k: Quantity
    /// Divisor of k; nil for the section's default.
    public var idivf: Double?
    /// k by fractional bond order, ascending, where the term is interpolated; else empty.
    public var kByBondOrder: [(bondOrder: Double, k: Quantity)]

    /// A term that is not interpolated.
    public init(periodicity: Int, phase: Quantity, k: Quantity, idivf: Double? = 1) {
        (self.periodicity, self.phase, self.k, self.idivf) = (periodicity, phase, k, idivf)
        kByBondOrder = []
    }

    /// Equal when all values are.
    public static func == (left: TorsionTerm, right: TorsionTerm) -> Bool {
        left.periodicity == right.periodicity && left.phase == right.phase && left.k == right.k
            && left.idivf == right.idivf
            && left.kByBondOrder.elementsEqual(right.kByBondOrder) { $0 == $1 }
    }

    /// Feeds the values that most often differ.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(periodicity)
        hasher.combine(k)
    }
}

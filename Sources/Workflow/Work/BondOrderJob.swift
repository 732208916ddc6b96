public import Fragmentation

/// The bond orders of a molecule at one conformer: one calculation on one core.
public struct BondOrderJob: Sendable, Codable, Hashable {
    /// The molecule as mapped SMILES.
    public var cmiles: String
    /// The level of theory.
    public var method: WBOOptions.Method
    /// 0-based conformer in the selection.
    public var conformer: Int
    /// The geometry to start from [Å], shape `(atoms)`.
    public var geometry: [SIMD3<Double>]
}

/// Bond orders averaged over conformers.
public struct BondOrderMean: Sendable, Codable, Hashable {
    /// The mean order of each bond.
    public var orders: BondOrders
    /// Conformers that were left out, and why.
    public var warnings: [String]

    /// A mean of bond orders.
    public init(orders: BondOrders, warnings: [String] = []) { (self.orders, self.warnings) = (orders, warnings) }
}

/// A molecule whose bond orders are needed, and how to compute them.
public struct BondOrderRequest: Hashable, Sendable, Codable {
    /// The molecule in canonical atom order: SMILES with explicit hydrogens and map number = atom index + 1.
    public let cmiles: String
    /// How to compute the bond orders.
    public let options: WBOOptions

    /// A request for the bond orders of a molecule.
    public init(cmiles: String, options: WBOOptions) { (self.cmiles, self.options) = (cmiles, options) }
}

/// Bond orders of a molecule.
public struct BondOrders: Hashable, Sendable, Codable {
    /// The order of one bond.
    public struct Entry: Hashable, Sendable, Codable {
        /// One atom, 0-based.
        public let a: Int
        /// The other atom.
        public let b: Int
        /// The bond order.
        public let order: Double

        /// The order of the bond between two atoms.
        public init(a: Int, b: Int, order: Double) { (self.a, self.b, self.order) = (a, b, order) }
    }

    /// One entry for each bond, or at least for each bond between heavy atoms.
    public let entries: [Entry]

    /// Bond orders of a molecule.
    public init(_ entries: [Entry]) { self.entries = entries }

    /// The order of the bond between two atoms, nil if there is none.
    public func order(between a: Int, and b: Int) -> Double? {
        entries.first { ($0.a == a && $0.b == b) || ($0.a == b && $0.b == a) }?.order
    }
}

/// What became of a request for bond orders.
public enum BondOrderOutcome: Hashable, Sendable, Codable {
    /// The bond orders.
    case orders(BondOrders)
    /// Why there are none.
    case failure(String)
}

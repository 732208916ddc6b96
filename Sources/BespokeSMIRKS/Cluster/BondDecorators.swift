internal import Chemistry

/// The properties of the bonds that one bond of a cluster pattern stands for.
struct BondDecorators: Sendable {
    /// 1 single, 2 aromatic, 3 double, 4 triple.
    private var kinds: Set<Int> = []
    private var ringMembership: Set<Bool> = []

    /// A pattern bond that stands for one bond.
    init(_ bond: Bond) { add(bond) }

    /// Lets the pattern bond stand for another bond too.
    mutating func add(_ bond: Bond) {
        kinds.insert(Self.kind(of: bond))
        ringMembership.insert(bond.isInRing)
    }

    /// 1, plus 1 if the order is known, plus 1 if the ring membership is.
    func similarity(to bond: Bond) -> Double {
        1 + (kinds.contains(Self.kind(of: bond)) ? 1 : 0) + (ringMembership.contains(bond.isInRing) ? 1 : 0)
    }

    /// SMARTS primitives, e.g. `-,=;!@`.
    var text: String {
        let symbols = ["", "-", ":", "=", "#"]
        let orders = kinds.sorted().map { symbols[$0] }.joined(separator: ",")
        guard ringMembership.count == 1 else { return orders }
        return orders + (ringMembership.contains(true) ? ";@" : ";!@")
    }

    private static func kind(of bond: Bond) -> Int {
        if bond.isAromatic { return 2 }
        return bond.order == 1 ? 1 : min(bond.order, 3) + 1
    }
}

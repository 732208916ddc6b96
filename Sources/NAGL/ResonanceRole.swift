/// What an atom can do in the transfer of an electron pair, and what that state costs.
///
/// Atoms come in pairs of states: a donor that gives a pair away becomes the acceptor of its pair, and the reverse.
/// - Source: Gilson, Gilson, Potter, J. Chem. Inf. Comput. Sci. 43 (2003) 1982, doi:10.1021/ci034148o, table of atom types.
struct ResonanceRole {
    /// Whether the atom is a donor at first.
    let isDonor: Bool
    /// Formal charge as an acceptor [e]; as a donor it is one less.
    let acceptorCharge: Int
    /// Energy as a donor and as an acceptor, in arbitrary units.
    let energy: (donor: Double, acceptor: Double)

    private struct State {
        let element, charge: Int
        let orders: [Int]
    }

    private static let pairs: [(acceptor: State, donor: State)] = [
        (State(element: 8, charge: 0, orders: [2]), State(element: 8, charge: -1, orders: [1])),
        (State(element: 16, charge: 0, orders: [2]), State(element: 16, charge: -1, orders: [1])),
        (State(element: 7, charge: 1, orders: [1, 1, 2]), State(element: 7, charge: 0, orders: [1, 1, 1])),
        (State(element: 7, charge: 0, orders: [1, 2]), State(element: 7, charge: -1, orders: [1, 1])),
        (State(element: 7, charge: 0, orders: [3]), State(element: 7, charge: -1, orders: [2])),
    ]
    private static let chargeEnergy = 5.0

    /// The role of an atom with these bond orders (ascending), or nil if it takes no part.
    init?(element: Int, charge: Int, orders: [Int]) {
        func matches(_ state: State) -> Bool {
            state.element == element && state.charge == charge && state.orders == orders
        }
        for pair in Self.pairs where matches(pair.acceptor) || matches(pair.donor) {
            isDonor = matches(pair.donor)
            acceptorCharge = pair.acceptor.charge
            energy = (pair.donor.charge == 0 ? 0 : Self.chargeEnergy, pair.acceptor.charge == 0 ? 0 : Self.chargeEnergy)
            return
        }
        return nil
    }
}

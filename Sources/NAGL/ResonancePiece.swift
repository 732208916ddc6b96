/// A connected conjugated part of a molecule with donors and acceptors of electron pairs.
struct ResonancePiece {
    /// A resonance form: which of the piece's role atoms are donors, and all bond orders.
    private struct Form: Hashable {
        var donors: [Bool]
        var orders: [UInt8]
    }

    private static let mostForms = 100_000
    private let graph: KekuleGraph
    private let atoms: Set<Int>
    /// Atoms that can give or take a pair, ascending, and what they can do.
    private let active: [Int]
    private let roles: [ResonanceRole]
    private let slots: [Int: Int]

    /// A piece of a graph; nil when it has no donor or no acceptor.
    init?(_ graph: KekuleGraph, atoms: Set<Int>) {
        var found: [(atom: Int, role: ResonanceRole)] = []
        for atom in atoms.sorted() {
            let orders = graph.bondOrders(of: atom)
            if let role = ResonanceRole(element: graph.elements[atom], charge: graph.charges[atom], orders: orders) {
                found.append((atom, role))
            }
        }
        guard found.contains(where: \.role.isDonor), found.contains(where: { !$0.role.isDonor }) else { return nil }
        (self.graph, self.atoms) = (graph, atoms)
        active = found.map(\.atom)
        roles = found.map(\.role)
        slots = Dictionary(uniqueKeysWithValues: active.enumerated().map { ($1, $0) })
    }

    /// Formal charges [e] of the active atoms, averaged over the forms of lowest energy that differ in them.
    func averageCharges() throws(NAGLError) -> [(atom: Int, charge: Double)] {
        let first = Form(donors: roles.map(\.isDonor), orders: graph.bonds.map { UInt8(clamping: $0.order) })
        var lowest: Set<[Bool]> = [first.donors]
        if energy(first.donors) > 0 {
            let all = Set(try forms(from: first).map(\.donors))
            let energies = all.map { ($0, energy($0)) }
            let minimum = energies.map(\.1).min() ?? 0
            lowest = Set(energies.filter { $0.1 < minimum + 1e-6 }.map(\.0))
        }
        return active.indices.map { slot in
            let total = lowest.reduce(0) { $0 + roles[slot].acceptorCharge - ($1[slot] ? 1 : 0) }
            return (active[slot], Double(total) / Double(lowest.count))
        }
    }

    /// The energy of a form. Every pair of states has one of zero, so zero is the minimum and belongs to a single form.
    private func energy(_ donors: [Bool]) -> Double {
        zip(roles, donors).reduce(0) { $0 + ($1.1 ? $1.0.energy.donor : $1.0.energy.acceptor) }
    }

    private func forms(from first: Form) throws(NAGLError) -> Set<Form> {
        var closed: Set<Form> = [first]
        var open = [first]
        while let form = open.popLast() {
            for slot in active.indices where form.donors[slot] {
                for next in transfers(from: slot, in: form) where closed.insert(next).inserted { open.append(next) }
            }
            guard closed.count <= Self.mostForms else {
                throw NAGLError(
                    .tooManyForms, "the molecule has more than \(Self.mostForms) resonance forms; use AM1-BCC charges")
            }
        }
        return closed
    }

    /// The forms after one pair moves from a donor to an acceptor along bonds of orders b, b+1, b, b+1, ….
    private func transfers(from donor: Int, in form: Form) -> [Form] {
        var results: [Form] = []
        for bond in graph.bondIndices[active[donor]] {
            let next = graph.other(bond, than: active[donor])
            guard atoms.contains(next) else { continue }
            var path = TransferPath(bonds: [bond], visited: [active[donor], next], low: form.orders[bond])
            extend(&path, from: next, donor: donor, form: form, into: &results)
        }
        return results
    }

    private struct TransferPath {
        var bonds: [Int]
        var visited: Set<Int>
        let low: UInt8
    }

    private func extend(
        _ path: inout TransferPath, from atom: Int, donor: Int, form: Form, into results: inout [Form]
    ) {
        let isLow = path.bonds.count % 2 == 0
        for bond in graph.bondIndices[atom] where form.orders[bond] == (isLow ? path.low : path.low + 1) {
            let next = graph.other(bond, than: atom)
            guard atoms.contains(next), path.visited.insert(next).inserted else { continue }
            path.bonds.append(bond)
            if !isLow, let slot = slots[next], !form.donors[slot] {
                results.append(transferred(form, along: path.bonds, from: donor, to: slot))
            }
            extend(&path, from: next, donor: donor, form: form, into: &results)
            path.bonds.removeLast()
            path.visited.remove(next)
        }
    }

    private func transferred(_ form: Form, along bonds: [Int], from donor: Int, to acceptor: Int) -> Form {
        var result = form
        result.donors[donor] = false
        result.donors[acceptor] = true
        for (position, bond) in bonds.enumerated() {
            result.orders[bond] = position % 2 == 0 ? form.orders[bond] + 1 : form.orders[bond] - 1
        }
        return result
    }
}

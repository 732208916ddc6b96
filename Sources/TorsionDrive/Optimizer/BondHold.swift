internal import ElectronicStructure
internal import Units

/// Keeps the bonds of a molecule that the method would break or form, by a bias that is zero while they are as they were.
///
/// V = ½ k Σ (r − r_limit)², over bonds longer than 1.1 and over pairs, not bonded and without a common neighbour, closer
/// than 1.3 times the sum of their covalent radii; k = 1 hartree/bohr². Bonds count as changed at 1.2 times that sum.
struct BondHold {
    /// A pair of atoms and the limits of its distance [bohr].
    private struct Pair {
        let first: Int
        let second: Int
        let limit: Double
        let isBond: Bool
    }

    private static let forceConstant = 1.0
    private let pairs: [Pair]

    init(graph: BondGraph, numbers: [Int]) {
        var pairs: [Pair] = []
        for i in numbers.indices {
            for j in 0..<i {
                let sum =
                    (Element.covalentRadius(numbers[i]) + Element.covalentRadius(numbers[j]))
                    / Constants.angstromPerBohr
                if graph.isBonded(i, j) {
                    pairs.append(Pair(first: i, second: j, limit: 1.1 * sum, isBond: true))
                } else if Set(graph.neighbours[i]).isDisjoint(with: graph.neighbours[j]) {
                    pairs.append(Pair(first: i, second: j, limit: 1.3 * sum, isBond: false))
                }
            }
        }
        self.pairs = pairs
    }

    /// The bias [hartree] and its gradient [hartree/bohr] at a geometry [bohr].
    func bias(at x: [Vector]) -> EnergyGradient {
        var bias = EnergyGradient(energy: 0, gradient: Array(repeating: .zero, count: x.count))
        for pair in pairs {
            let separation = x[pair.first] - x[pair.second]
            let distance = length(separation)
            let excess = distance - pair.limit
            guard pair.isBond ? excess > 0 : excess < 0 else { continue }
            bias.energy += 0.5 * Self.forceConstant * excess * excess
            let force = separation * (Self.forceConstant * excess / distance)
            bias.gradient[pair.first] += force
            bias.gradient[pair.second] -= force
        }
        return bias
    }
}

/// A session whose energies and gradients carry the bias of a hold.
final class HeldSession: QCSession {
    private let session: any QCSession
    private let hold: BondHold

    init(_ session: any QCSession, hold: BondHold) { (self.session, self.hold) = (session, hold) }

    func energyAndGradient(at geometry: [SIMD3<Double>]) throws(ElectronicStructureError) -> EnergyGradient {
        var answer = try session.energyAndGradient(at: geometry)
        let bias = hold.bias(at: geometry)
        answer.energy += bias.energy
        for i in answer.gradient.indices { answer.gradient[i] += bias.gradient[i] }
        return answer
    }
}

internal import Glibc

/// The redundant internal coordinates of a molecule at a geometry.
struct PrimitiveSet: Sendable {
    /// Angles beyond this [rad] are described by linear bends, and no dihedral runs over them.
    static let linearThreshold = 162 * Double.pi / 180
    /// An ordinary angle beyond this [rad] makes the set unfit; it must be built anew.
    static let unfitThreshold = 173 * Double.pi / 180

    private(set) var primitives: [Primitive] = []
    private let graph: BondGraph
    private let x: [Vector]

    /// Builds bonds, angles, dihedrals, out-of-plane and linear bends.
    ///
    /// - Parameters:
    ///   - graph: the bonds; separate parts are joined at their closest atoms.
    ///   - geometry: positions [bohr].
    ///   - dihedral: four atoms whose dihedral is always part of the set, or none.
    init(graph: BondGraph, geometry: [SIMD3<Double>], dihedral: [Int]) {
        self.graph = Self.joined(graph, geometry)
        x = geometry
        primitives = self.graph.bonds.map { Primitive(.bond, $0.0, $0.1) }
        addAngles()
        addTorsions()
        addOutOfPlanes()
        guard dihedral.count == 4 else { return }
        let driven = Primitive(.torsion, dihedral[0], dihedral[1], dihedral[2], dihedral[3])
        let reversed = Primitive(.torsion, dihedral[3], dihedral[2], dihedral[1], dihedral[0])
        if !primitives.contains(driven) && !primitives.contains(reversed) { primitives.append(driven) }
    }

    private static func joined(_ graph: BondGraph, _ x: [Vector]) -> BondGraph {
        var parts = graph.components
        guard parts.count > 1 else { return graph }
        var bonds = graph.bonds.map { [$0.0, $0.1] }
        var grown = parts.removeFirst()
        while !parts.isEmpty {
            var best = (distance: Double.infinity, part: 0, pair: [0, 0])
            for (p, part) in parts.enumerated() {
                for i in grown {
                    for j in part where length(x[i] - x[j]) < best.distance {
                        best = (length(x[i] - x[j]), p, [i, j])
                    }
                }
            }
            bonds.append(best.pair)
            grown += parts.remove(at: best.part)
        }
        return BondGraph(atoms: graph.count, bonds: bonds)
    }

    private func isLinear(_ i: Int, _ j: Int, _ k: Int) -> Bool {
        angle(x[i], x[j], x[k]) > Self.linearThreshold
    }

    /// Whether an atom joins exactly two others in a straight line.
    private func isChainLink(_ j: Int) -> Bool {
        graph.neighbours[j].count == 2 && isLinear(graph.neighbours[j][0], j, graph.neighbours[j][1])
    }

    private mutating func addAngles() {
        for j in 0..<graph.count {
            let around = graph.neighbours[j]
            for (p, i) in around.enumerated() {
                for k in around[(p + 1)...] {
                    if isLinear(i, j, k), let m = reference(i, j, k) {
                        primitives.append(Primitive(.linearBendInPlane, i, j, k, m))
                        primitives.append(Primitive(.linearBendAcross, i, j, k, m))
                    } else {
                        primitives.append(Primitive(.angle, i, j, k))
                    }
                }
            }
        }
    }

    /// The atom nearest to j that lies well off the line i-k.
    private func reference(_ i: Int, _ j: Int, _ k: Int) -> Int? {
        let axis = (x[k] - x[i]) / length(x[k] - x[i])
        var best: (atom: Int, distance: Double)?
        for m in 0..<x.count where m != i && m != j && m != k {
            let w = x[m] - x[i]
            let distance = length(x[m] - x[j])
            guard length(cross(axis, w)) > 0.8, distance < best?.distance ?? .infinity else { continue }
            best = (m, distance)
        }
        return best?.atom
    }

    private mutating func addTorsions() {
        for (first, second) in graph.bonds {
            guard !isChainLink(first) else { continue }
            addTorsions(from: first, through: second)
        }
        for (first, second) in graph.bonds where isChainLink(first) && !isChainLink(second) {
            addTorsions(from: second, through: first)
        }
    }

    /// Dihedrals about the axis that begins with the bond j-k and runs on along a linear chain.
    private mutating func addTorsions(from j: Int, through k: Int) {
        var previous = j
        var end = k
        while isChainLink(end), let next = graph.neighbours[end].first(where: { $0 != previous }) {
            (previous, end) = (end, next)
            if end == j { return }
        }
        if end != k && end < j { return }
        for i in graph.neighbours[j] where i != k && i != end && !isLinear(i, j, end) {
            for l in graph.neighbours[end] where l != previous && l != j && l != i && !isLinear(j, end, l) {
                primitives.append(Primitive(.torsion, i, j, end, l))
            }
        }
    }

    private mutating func addOutOfPlanes() {
        for c in 0..<graph.count where graph.neighbours[c].count == 3 {
            let n = graph.neighbours[c]
            let sum = angle(x[n[0]], x[c], x[n[1]]) + angle(x[n[1]], x[c], x[n[2]]) + angle(x[n[2]], x[c], x[n[0]])
            guard sum > 345 * Double.pi / 180, !isLinear(n[0], c, n[1]), !isLinear(n[1], c, n[2]),
                !isLinear(n[2], c, n[0])
            else { continue }
            primitives.append(Primitive(.outOfPlane, n[0], n[1], n[2], c))
        }
    }
}

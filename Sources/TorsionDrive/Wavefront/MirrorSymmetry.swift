/// Tells whether the mirror image of every conformer is a conformer of the same molecule.
///
/// Where it is, E(−φ) = E(φ) and half a scan gives the whole. The test is conservative: whatever might be a stereocentre, an
/// axis or a plane of chirality counts as one.
enum MirrorSymmetry {
    static func holds(numbers: [Int], graph: BondGraph, geometry: [Vector]) -> Bool {
        let classes = AtomClasses(numbers: numbers, graph: graph).classes
        var ringCentres = 0
        for atom in 0..<graph.count {
            let around = graph.neighbours[atom]
            let kinds = Set(around.map { classes[$0] }).count
            let ringBonds = around.filter { graph.isInRing(atom, $0) }
            switch around.count {
            case 0, 1: continue
            case 2:
                let isLinear = angle(geometry[around[0]], geometry[atom], geometry[around[1]]) > 2.8
                if isLinear && around.allSatisfy({ graph.neighbours[$0].count == 3 }) { return false }
            case 3:
                if kinds == 3 && (numbers[atom] > 10 || isLocked(atom, ringBonds, numbers, graph)) { return false }
            case 4:
                if kinds == 4 || ringBonds.count == 4 { return false }
                let outside = around.filter { !ringBonds.contains($0) }
                if ringBonds.count == 2 && Set(outside.map { classes[$0] }).count == 2 { ringCentres += 1 }
                if ringBonds.count == 3 { ringCentres += 1 }
            default: return false
            }
            if ringBonds.contains(where: { smallestRing(atom, $0, graph) >= 8 }) { return false }
        }
        return ringCentres <= 2
    }

    /// Whether a pyramidal nitrogen cannot invert: at a bridgehead or in a three-membered ring.
    private static func isLocked(_ atom: Int, _ ringBonds: [Int], _ numbers: [Int], _ graph: BondGraph) -> Bool {
        guard numbers[atom] == 7 else { return false }
        return ringBonds.count == 3 || ringBonds.contains { smallestRing(atom, $0, graph) == 3 }
    }

    /// The size of the smallest ring through a bond that lies in one.
    private static func smallestRing(_ i: Int, _ j: Int, _ graph: BondGraph) -> Int {
        var distance = [j: 1]
        var front = [j]
        while !front.isEmpty {
            var next: [Int] = []
            for atom in front {
                for other in graph.neighbours[atom] where distance[other] == nil && !(atom == j && other == i) {
                    distance[other] = (distance[atom] ?? 0) + 1
                    if other == i { return distance[other] ?? 0 }
                    next.append(other)
                }
            }
            front = next
        }
        return 0
    }
}

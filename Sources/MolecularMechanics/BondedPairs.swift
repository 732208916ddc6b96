/// Pairs of atoms by the number of bonds between them.
struct BondedPairs {
    /// 1–2 and 1–3 pairs, i < j.
    private(set) var excluded: [(i: Int, j: Int)] = []
    /// 1–4 pairs that are not also 1–2 or 1–3, i < j.
    private(set) var scaled: [(i: Int, j: Int)] = []

    /// The pairs of a molecular graph given by each atom's neighbours (0-based).
    init(neighbors: [[Int]]) {
        var distance = [Int](repeating: -1, count: neighbors.count)
        for start in neighbors.indices {
            var reached = [start]
            distance[start] = 0
            var next = 0
            while next < reached.count {
                let atom = reached[next]
                next += 1
                if distance[atom] == 3 { continue }
                for neighbor in neighbors[atom] where distance[neighbor] < 0 {
                    distance[neighbor] = distance[atom] + 1
                    reached.append(neighbor)
                }
            }
            for atom in reached.sorted() where atom > start {
                if distance[atom] == 3 { scaled.append((start, atom)) } else { excluded.append((start, atom)) }
            }
            for atom in reached { distance[atom] = -1 }
        }
    }
}

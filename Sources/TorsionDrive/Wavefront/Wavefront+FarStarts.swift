internal import ElectronicStructure
internal import Units

extension Wavefront {
    /// A point further from every start conformer than this [degree] gets a start of its own.
    private static let longestChain = 90
    /// Atoms closer than this many times the sum of their covalent radii after a turn are in each other's way.
    private static let contact = 1.8

    /// Chooses the points that begin at once with the optimum of a start conformer, turned about the bond, so that no chain of
    /// neighbours is long. The drive takes one or two optimisations more and ends much earlier where cores are free.
    ///
    /// - Returns: the angle of the nearest start conformer by the angle of the point.
    func farStarts() -> [Int: Int] {
        guard setup.energyUpperLimit == nil else { return [:] }
        var origins = Dictionary(uniqueKeysWithValues: inbox.keys.map { ($0, $0) })
        var starts: [Int: Int] = [:]
        while true {
            let (distances, nearest) = chains(from: origins)
            let farthest = distances.max { ($0.value, $0.key) < ($1.value, $1.key) }
            guard let (angle, steps) = farthest, steps * grid.spacing > Self.longestChain else { return starts }
            origins[angle] = nearest[angle]
            starts[angle] = nearest[angle]
        }
    }

    /// How many steps each angle is from the nearest origin, and which start conformer's angle that origin stands for.
    private func chains(from origins: [Int: Int]) -> (distances: [Int: Int], nearest: [Int: Int]) {
        var (distances, nearest) = (origins.mapValues { _ in 0 }, origins)
        var front = origins.keys.sorted()
        while !front.isEmpty {
            var next: [Int] = []
            for angle in front {
                for other in grid.neighbours(of: angle).map(folded) where distances[other] == nil {
                    distances[other] = (distances[angle] ?? 0) + 1
                    nearest[other] = nearest[angle]
                    next.append(other)
                }
            }
            front = next.sorted()
        }
        return (distances, nearest)
    }

    /// Sends the optimum of a start conformer to the far points that begin with it, unless atoms would be in each other's way.
    mutating func beginFar(from source: Int) {
        guard let point = best[source] else { return }
        for angle in far.keys.sorted() where far[angle] == source && hasRoom(rotated(point.geometry, to: angle)) {
            send(point, from: source, to: angle)
        }
    }

    /// Whether no two atoms without a common neighbour are too close.
    func hasRoom(_ geometry: [SIMD3<Double>]) -> Bool {
        let numbers = setup.system.atomicNumbers
        let graph = BondGraph(atoms: numbers.count, bonds: setup.bonds)
        for i in geometry.indices {
            for j in 0..<i where !graph.isBonded(i, j) {
                let radii = Element.covalentRadius(numbers[i]) + Element.covalentRadius(numbers[j])
                let distance = length(geometry[i] - geometry[j]) * Constants.angstromPerBohr
                guard distance < Self.contact * radii else { continue }
                if Set(graph.neighbours[i]).isDisjoint(with: graph.neighbours[j]) { return false }
            }
        }
        return true
    }
}

internal import Glibc

extension Molecule {
    /// O=C–O–H quartets of the molecule's carboxylic acids, as (carbonyl O, C, hydroxyl O, H).
    public func carboxylicAcids() -> [[Int]] {
        atoms.indices.flatMap { carbon -> [[Int]] in
            guard atoms[carbon].atomicNumber == 6, neighbors[carbon].count == 3 else { return [] }
            return acidOxygens(of: carbon).flatMap { carbonyl, hydroxyl in
                neighbors[hydroxyl].filter { atoms[$0].atomicNumber == 1 }.map { [carbonyl, carbon, hydroxyl, $0] }
            }
        }
    }

    /// Whether a geometry [Å] has a carboxylic acid with |O=C–O–H| > 90°.
    public func hasTransCarboxylicAcid(at positions: [SIMD3<Double>]) -> Bool {
        carboxylicAcids().contains { isTrans($0, positions) }
    }

    /// The geometries [Å] with the hydrogen of every trans carboxylic acid rotated by 180° about its C–O bond.
    func withCisCarboxylicAcids(_ geometries: [[SIMD3<Double>]]) -> [[SIMD3<Double>]] {
        let acids = carboxylicAcids()
        guard !acids.isEmpty else { return geometries }
        return geometries.map { geometry in
            var positions = geometry
            for acid in acids where isTrans(acid, positions) {
                let axis = normalized(positions[acid[2]] - positions[acid[1]])
                let arm = positions[acid[3]] - positions[acid[2]]
                positions[acid[3]] = positions[acid[2]] + 2 * dot(axis, arm) * axis - arm
            }
            return positions
        }
    }

    private func acidOxygens(of carbon: Int) -> [(carbonyl: Int, hydroxyl: Int)] {
        let oxygens = zip(neighbors[carbon], bondIndices[carbon]).filter { atoms[$0.0].atomicNumber == 8 }
        let carbonyls = oxygens.filter { bonds[$0.1].order == 2 && neighbors[$0.0].count == 1 }
        let hydroxyls = oxygens.filter { bonds[$0.1].order == 1 && neighbors[$0.0].count == 2 }
        return carbonyls.flatMap { carbonyl in hydroxyls.map { (carbonyl.0, $0.0) } }
    }

    private func isTrans(_ acid: [Int], _ positions: [SIMD3<Double>]) -> Bool {
        let axis = normalized(positions[acid[2]] - positions[acid[1]])
        let first = positions[acid[0]] - positions[acid[1]]
        let last = positions[acid[3]] - positions[acid[2]]
        return dot(first - dot(first, axis) * axis, last - dot(last, axis) * axis) < 0
    }
}

func dot(_ first: SIMD3<Double>, _ second: SIMD3<Double>) -> Double { (first * second).sum() }

func normalized(_ vector: SIMD3<Double>) -> SIMD3<Double> {
    let length = dot(vector, vector).squareRoot()
    return length > 0 ? vector / length : vector
}

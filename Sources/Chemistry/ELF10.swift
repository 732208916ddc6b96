internal import Glibc

/// Choice of a few electrostatically least interacting, functionally diverse conformers, for charges and bond orders.
public struct ELF10: Sendable {
    /// Share of the conformers, by lowest electrostatic energy, among which is chosen.
    public var share = 0.02
    /// The most conformers to choose.
    public var limit = 10
    /// Conformers closer than this best heavy-atom RMS [Å] to a chosen one are left out.
    public var rmsTolerance = 0.05

    /// The usual choice: ten conformers out of the lowest 2 %.
    public init() {}

    /// Indices of the chosen geometries, the one with the lowest energy first.
    ///
    /// Geometries with a trans carboxylic acid are left out (unless all have one). Of the rest the lowest `share` by
    /// energy (at least one) is kept; then the geometry with the largest sum of RMS to the chosen ones is added until
    /// `limit` is reached or all others are within `rmsTolerance` of a chosen one.
    /// - Throws: ``ChemistryError`` of kind `computation` when MMFF94 has no charges for the molecule.
    public func selection(_ molecule: Molecule, from geometries: [[SIMD3<Double>]]) throws(ChemistryError) -> [Int] {
        guard geometries.count > 1 else { return Array(geometries.indices) }
        let charges = try molecule.mmff94Charges().map(abs)
        let sound = geometries.indices.filter { !molecule.hasTransCarboxylicAcid(at: geometries[$0]) }
        let candidates = sound.isEmpty ? Array(geometries.indices) : sound
        let pairs = distantPairs(molecule)
        let energies = geometries.map { energy(charges, pairs, $0) }
        let ranked = candidates.sorted { (energies[$0], $0) < (energies[$1], $1) }
        let kept = Array(ranked.prefix(max(1, Int(Double(ranked.count) * share))))
        return try diverse(molecule, kept, geometries)
    }

    /// Pairs of atoms that are neither bonded nor share a neighbour.
    private func distantPairs(_ molecule: Molecule) -> [(Int, Int)] {
        molecule.atoms.indices.flatMap { atom in
            var near = Set(molecule.neighbors[atom])
            for neighbor in molecule.neighbors[atom] { near.formUnion(molecule.neighbors[neighbor]) }
            return (atom + 1..<max(molecule.atoms.count, atom + 1)).filter { !near.contains($0) }.map { (atom, $0) }
        }
    }

    /// Σ |qᵢ qⱼ| / rᵢⱼ over the pairs [e²/Å].
    private func energy(_ charges: [Double], _ pairs: [(Int, Int)], _ positions: [SIMD3<Double>]) -> Double {
        pairs.reduce(0) { sum, pair in
            let separation = positions[pair.0] - positions[pair.1]
            return sum + charges[pair.0] * charges[pair.1] / dot(separation, separation).squareRoot()
        }
    }

    private func diverse(
        _ molecule: Molecule, _ kept: [Int], _ geometries: [[SIMD3<Double>]]
    ) throws(ChemistryError) -> [Int] {
        guard var latest = kept.first else { return [] }
        var chosen = [latest]
        var open = kept.dropFirst().map { (index: $0, sum: 0.0) }
        while chosen.count < limit, !open.isEmpty {
            var remaining: [(index: Int, sum: Double)] = []
            for candidate in open {
                let distance = try molecule.bestRMS(geometries[latest], geometries[candidate.index])
                if distance >= rmsTolerance { remaining.append((candidate.index, candidate.sum + distance)) }
            }
            open = remaining
            guard let next = open.indices.max(by: { open[$0].sum < open[$1].sum }) else { break }
            latest = open.remove(at: next).index
            chosen.append(latest)
        }
        return chosen
    }
}

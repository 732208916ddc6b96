internal import CRDKit

/// The series of ETKDG conformers of a molecule that belongs to a seed, as far as it has been made: greedily pruned by
/// heavy-atom RMS, and the same however often it was extended on the way.
///
/// - Source: Riniker, Landrum, J. Chem. Inf. Model. 55, 2562 (2015), 10.1021/acs.jcim.5b00654.
struct ConformerSeries {
    /// Above this number of heavy atoms a conformer is given up after ``attempts`` tries instead of ten per atom, which
    /// would take hours.
    private static let largestWithAllAttempts = 40
    private static let attempts: Int32 = 100
    /// The number of conformers made between two looks at whether the task was cancelled.
    private static let batch = 4

    /// The conformers kept so far [Å], each of shape `(atoms)`.
    private(set) var kept: [[SIMD3<Double>]] = []

    private let molecule: Molecule
    private let rmsThreshold: Double
    private let seed: Int32
    private var length = 0
    private var startsFromRandomCoordinates = false

    /// A series without a conformer yet.
    ///
    /// - Parameter rmsThreshold: conformers closer than this to a kept one are dropped [Å].
    init(_ molecule: Molecule, rmsThreshold: Double, seed: Int) {
        (self.molecule, self.rmsThreshold) = (molecule, rmsThreshold)
        self.seed = Int32(truncatingIfNeeded: seed)
    }

    /// Makes the series so long; a molecule of which no conformer can be made is tried again from random coordinates.
    ///
    /// - Throws: ``ChemistryError`` of kind `conformerGeneration` when the embedding fails, or the task was cancelled.
    mutating func extend(to wanted: Int) throws(ChemistryError) {
        guard wanted > length, !molecule.atoms.isEmpty else { return }
        if length == 0 {
            kept = try pruned(embedded(0, wanted))
            startsFromRandomCoordinates = kept.isEmpty
            if kept.isEmpty { kept = try pruned(embedded(0, wanted)) }
        } else {
            for first in stride(from: length, to: wanted, by: Self.batch) {
                guard !Task.isCancelled else { throw ChemistryError(.conformerGeneration, "it was cancelled") }
                kept = try pruned(embedded(first, min(Self.batch, wanted - first)))
            }
        }
        length = wanted
    }

    /// The conformers at some places of the series that can be made.
    private func embedded(_ first: Int, _ count: Int) throws(ChemistryError) -> [[SIMD3<Double>]] {
        let isLarge = molecule.atoms.count(where: \.isHeavy) > Self.largestWithAllAttempts
        var buffer: UnsafeMutablePointer<Double>?
        let found = try calling(.conformerGeneration, "conformers could not be generated") { error -> Int? in
            let found = crd_embed(
                molecule.handle.pointer, Int32(clamping: first), Int32(clamping: count), seed,
                startsFromRandomCoordinates ? 1 : 0, isLarge ? Self.attempts : 0, &buffer, error)
            return found < 0 ? nil : Int(found)
        }
        defer { crd_free(buffer) }
        guard let buffer else { return [] }
        let size = molecule.atoms.count
        return (0..<found).map { conformer in
            (0..<size).map { atom in
                let start = 3 * (conformer * size + atom)
                return SIMD3(buffer[start], buffer[start + 1], buffer[start + 2])
            }
        }
    }

    /// The kept conformers with those of the others that differ from all before them.
    private func pruned(_ others: [[SIMD3<Double>]]) throws(ChemistryError) -> [[SIMD3<Double>]] {
        guard !others.isEmpty else { return kept }
        let all = kept + others
        let flat = all.flatMap { $0.flatMap { [$0.x, $0.y, $0.z] } }
        var flags = [UInt8](repeating: 0, count: all.count)
        _ = try calling(.conformerGeneration, "conformers could not be compared") { error -> Int32? in
            let count = crd_prune(
                molecule.handle.pointer, flat, Int32(clamping: all.count), Int32(clamping: kept.count), rmsThreshold,
                &flags, error)
            return count < 0 ? nil : count
        }
        return zip(all, flags).filter { $0.1 != 0 }.map(\.0)
    }
}

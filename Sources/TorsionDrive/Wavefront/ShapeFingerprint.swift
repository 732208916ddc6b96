/// The distances of a conformer, sorted by the classes of their atoms: equal for conformers that differ by a rotation, a
/// reflection or an exchange of equivalent atoms.
struct ShapeFingerprint: Sendable, Codable, Equatable {
    private let distances: [Float]

    init(_ geometry: [Vector], classes: [Int]) {
        var byPair: [Int: [Double]] = [:]
        let stride = (classes.max() ?? 0) + 1
        for i in geometry.indices {
            for j in 0..<i {
                let (low, high) = (min(classes[i], classes[j]), max(classes[i], classes[j]))
                byPair[low * stride + high, default: []].append(length(geometry[i] - geometry[j]))
            }
        }
        distances = byPair.keys.sorted().flatMap { (byPair[$0] ?? []).sorted().map(Float.init) }
    }

    /// Whether no distance differs by more than a tolerance [bohr].
    func matches(_ other: ShapeFingerprint, tolerance: Float) -> Bool {
        guard distances.count == other.distances.count else { return false }
        return zip(distances, other.distances).allSatisfy { ($0 - $1).magnitude <= tolerance }
    }
}

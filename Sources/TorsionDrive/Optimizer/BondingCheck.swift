internal import ElectronicStructure
internal import Units

/// Finds bonds that formed or broke, by distance.
enum BondingCheck {
    /// Two atoms closer than this many times the sum of their covalent radii are bonded.
    static let tolerance = 1.2

    /// A sentence about the first bond that changed, or nil.
    ///
    /// Atoms that share a neighbour are never taken for newly bonded: small rings and cages press them together.
    static func change(graph: BondGraph, numbers: [Int], geometry: [Vector]) -> String? {
        for i in geometry.indices {
            for j in 0..<i {
                let distance = length(geometry[i] - geometry[j]) * Constants.angstromPerBohr
                let radii = Element.covalentRadius(numbers[i]) + Element.covalentRadius(numbers[j])
                let isClose = distance < tolerance * radii
                guard isClose != graph.isBonded(i, j) else { continue }
                if isClose && !Set(graph.neighbours[i]).isDisjoint(with: graph.neighbours[j]) { continue }
                let pair = "\(Element.symbol(numbers[j]))\(j) and \(Element.symbol(numbers[i]))\(i)"
                let rounded = (distance * 1000).rounded() / 1000
                return "a bond \(isClose ? "formed" : "broke") between \(pair) (\(rounded) Å)"
            }
        }
        return nil
    }
}

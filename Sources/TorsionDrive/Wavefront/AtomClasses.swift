/// Atoms sorted into classes that the bonds cannot tell apart.
struct AtomClasses {
    /// The class of each atom.
    let classes: [Int]

    /// Refines the atoms' elements by the classes of their neighbours until nothing changes.
    ///
    /// - Parameter distinguished: atoms that each get a class of their own.
    init(numbers: [Int], graph: BondGraph, distinguished: [Int] = []) {
        var colours = numbers
        for (rank, atom) in distinguished.enumerated() { colours[atom] = 1000 + rank }
        var count = Set(colours).count
        while true {
            let signatures = colours.indices.map { i in [colours[i]] + graph.neighbours[i].map { colours[$0] }.sorted()
            }
            let ordered = Set(signatures).sorted { $0.lexicographicallyPrecedes($1) }
            var rank: [[Int]: Int] = [:]
            for (position, signature) in ordered.enumerated() { rank[signature] = position }
            colours = signatures.map { rank[$0] ?? 0 }
            guard ordered.count > count else { break }
            count = ordered.count
        }
        classes = colours
    }
}

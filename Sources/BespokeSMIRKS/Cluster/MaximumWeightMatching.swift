/// A matching of rows to columns with the largest sum of weights, by the primal-dual method for bipartite graphs.
///
/// Every free vertex of either side is the root of an alternating tree. Where several matchings have the same weight, the one
/// returned follows from the order in which the method visits vertices (rows before columns, the last labelled first).
/// Patterns are reproducible only if this order is kept.
/// - Source: Z. Galil, ACM Computing Surveys 18 (1986) 23, section 3, without its blossoms: a bipartite graph has none.
struct MaximumWeightMatching {
    private enum Label { case outer, inner }

    private let weights: [[Double]]
    private let rows: Int
    private let count: Int
    private var dual: [Double]
    private var mate: [Int?]
    private var label: [Label?] = []
    private var parent: [Int?] = []
    private var best: [(Int, Int)?] = []
    private var tight: Set<[Int]> = []
    private var queue: [Int] = []

    /// The pairs of a row and a column, by ascending row.
    ///
    /// - Parameter weights: positive weights, shape (rows, columns).
    static func pairs(_ weights: [[Double]]) -> [(row: Int, column: Int)] {
        guard let columns = weights.first?.count, columns > 0 else { return [] }
        var matching = MaximumWeightMatching(weights, columns: columns)
        while matching.stage() {}
        return (0..<weights.count).compactMap { row in
            matching.mate[row].map { (row, $0 - weights.count) }
        }
    }

    private init(_ weights: [[Double]], columns: Int) {
        self.weights = weights
        rows = weights.count
        count = rows + columns
        dual = Array(repeating: weights.joined().max() ?? 0, count: count)
        mate = Array(repeating: nil, count: count)
    }

    private func neighbors(of vertex: Int) -> Range<Int> { vertex < rows ? rows..<count : 0..<rows }

    private func slack(_ v: Int, _ w: Int) -> Double {
        let weight = v < rows ? weights[v][w - rows] : weights[w][v - rows]
        return dual[v] + dual[w] - 2 * weight
    }

    /// Grows alternating trees until the matching is augmented; false when it cannot be improved.
    private mutating func stage() -> Bool {
        label = Array(repeating: nil, count: count)
        parent = Array(repeating: nil, count: count)
        best = Array(repeating: nil, count: count)
        tight = []
        queue = []
        for vertex in 0..<count where mate[vertex] == nil && label[vertex] == nil { makeOuter(vertex, from: nil) }
        while true {
            if grow() { return true }
            guard let edge = updateDuals() else { return false }
            tight.formUnion([[edge.0, edge.1], [edge.1, edge.0]])
            queue.append(edge.0)
        }
    }

    private mutating func makeOuter(_ vertex: Int, from inner: Int?) {
        label[vertex] = .outer
        parent[vertex] = inner
        best[vertex] = nil
        queue.append(vertex)
    }

    private mutating func makeInner(_ vertex: Int, from outer: Int) {
        label[vertex] = .inner
        parent[vertex] = outer
        best[vertex] = nil
        if let next = mate[vertex] { makeOuter(next, from: vertex) }
    }

    private mutating func grow() -> Bool {
        while let v = queue.popLast() {
            for w in neighbors(of: v) where visit(v, w) {
                augment(v, w)
                return true
            }
        }
        return false
    }

    /// Scans an edge from an outer vertex; true if it joins two trees by a tight edge.
    private mutating func visit(_ v: Int, _ w: Int) -> Bool {
        let edgeSlack = slack(v, w)
        if edgeSlack <= 0 { tight.formUnion([[v, w], [w, v]]) }
        if tight.contains([v, w]) {
            if label[w] == nil { makeInner(w, from: v) }
            return label[w] == .outer
        }
        let holder = label[w] == .outer ? v : w
        guard label[w] != .inner else { return false }
        if best[holder].map({ edgeSlack < slack($0.0, $0.1) }) ?? true { best[holder] = (v, w) }
        return false
    }

    private mutating func augment(_ v: Int, _ w: Int) {
        for (start, end) in [(v, w), (w, v)] {
            var (vertex, partner) = (start, end)
            mate[vertex] = partner
            while let inner = parent[vertex], let outer = parent[inner] {
                (vertex, partner) = (outer, inner)
                mate[partner] = vertex
                mate[vertex] = partner
            }
        }
    }

    /// Moves the dual variables until an edge becomes tight and returns it; nil at the optimum.
    private mutating func updateDuals() -> (Int, Int)? {
        var delta = dual.min() ?? 0
        var edge: (Int, Int)?
        for vertex in 0..<count where label[vertex] == nil {
            guard let candidate = best[vertex], slack(candidate.0, candidate.1) < delta else { continue }
            (delta, edge) = (slack(candidate.0, candidate.1), candidate)
        }
        for vertex in 0..<count where label[vertex] == .outer {
            guard let candidate = best[vertex], slack(candidate.0, candidate.1) / 2 < delta else { continue }
            (delta, edge) = (slack(candidate.0, candidate.1) / 2, candidate)
        }
        for vertex in 0..<count {
            switch label[vertex] {
            case .outer: dual[vertex] -= delta
            case .inner: dual[vertex] += delta
            case nil: break
            }
        }
        return edge
    }
}

/// The assignment problem: each row gets one column so that the sum of costs is least.
enum Assignment {
    /// The column of each row of a square cost matrix.
    ///
    /// - Source: the Hungarian method with potentials (Kuhn 1955; Munkres, J. SIAM 5 (1957) 32), O(n³).
    static func cheapest(_ costs: [[Double]]) -> [Int] {
        let n = costs.count
        var rowPotential = [Double](repeating: 0, count: n + 1)
        var columnPotential = rowPotential
        var rowOfColumn = [Int](repeating: 0, count: n + 1)
        for row in 1..<max(n + 1, 1) {
            rowOfColumn[0] = row
            var column = 0
            var slack = [Double](repeating: .infinity, count: n + 1)
            var previous = [Int](repeating: 0, count: n + 1)
            var isUsed = [Bool](repeating: false, count: n + 1)
            while rowOfColumn[column] != 0 {
                isUsed[column] = true
                let current = rowOfColumn[column]
                var (delta, next) = (Double.infinity, 0)
                for j in 1...n where !isUsed[j] {
                    let reduced = costs[current - 1][j - 1] - rowPotential[current] - columnPotential[j]
                    if reduced < slack[j] { (slack[j], previous[j]) = (reduced, column) }
                    if slack[j] < delta { (delta, next) = (slack[j], j) }
                }
                for j in 0...n {
                    if isUsed[j] {
                        rowPotential[rowOfColumn[j]] += delta
                        columnPotential[j] -= delta
                    } else {
                        slack[j] -= delta
                    }
                }
                column = next
            }
            while column != 0 {
                rowOfColumn[column] = rowOfColumn[previous[column]]
                column = previous[column]
            }
        }
        var result = [Int](repeating: 0, count: n)
        for column in 1..<max(n + 1, 1) { result[rowOfColumn[column] - 1] = column - 1 }
        return result
    }
}

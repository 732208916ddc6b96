internal import LinearAlgebra

extension Matrix {
    /// The product of this symmetric matrix with a vector, row after row: the same bits whatever the number of threads.
    func symmetricProduct(_ x: [Double]) -> [Double] {
        var y = [Double](repeating: 0, count: rows)
        elements.withUnsafeBufferPointer { matrix in
            y.withUnsafeMutableBufferPointer { sums in
                for (row, factor) in x.enumerated() {
                    let start = row * columns
                    for column in sums.indices { sums[column] += factor * matrix[start + column] }
                }
            }
        }
        return y
    }
}

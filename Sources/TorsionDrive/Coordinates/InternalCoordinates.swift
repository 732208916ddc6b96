internal import LinearAlgebra

/// A non-redundant set of coordinates: fixed linear combinations of primitives, or the Cartesian coordinates themselves.
///
/// q = Uᵀ p. The columns of U are the eigenvectors of B·Bᵀ that belong to non-zero eigenvalues.
/// - Source: Baker, Kessi, Delley, J. Chem. Phys. 1996, 105, 192.
struct InternalCoordinates: Sendable {
    /// The primitives; empty for Cartesian coordinates.
    let primitives: [Primitive]
    /// U; shape `(primitives, coordinates)`.
    let combination: Matrix
    /// The number of coordinates.
    let count: Int
    /// The number of atoms.
    let atoms: Int

    /// Whether these are the Cartesian coordinates.
    var isCartesian: Bool { primitives.isEmpty }

    /// The Cartesian coordinates of a number of atoms.
    init(cartesian atoms: Int) {
        primitives = []
        combination = Matrix(rows: 0, columns: 0)
        count = 3 * atoms
        self.atoms = atoms
    }

    /// Combinations that span every internal motion at a geometry [bohr], or nil when some motion is missed.
    init?(primitives: [Primitive], geometry: [Vector]) {
        let n = 3 * geometry.count
        let b = Self.denseWilson(primitives, geometry)
        guard let eigen = try? Matrix.product(b, b, transposeA: true).symmetricEigen() else { return nil }
        let kept = (0..<n).filter { eigen.values[$0] > 1e-5 }
        guard kept.count >= n - 6 else { return nil }
        var scaled = Matrix(rows: n, columns: kept.count)
        for row in 0..<n {
            for (column, e) in kept.enumerated() {
                scaled[row, column] = eigen.vectors[row, e] / eigen.values[e].squareRoot()
            }
        }
        self.primitives = primitives
        combination = Matrix.product(b, scaled)
        count = kept.count
        atoms = geometry.count
    }

    /// The primitives' derivatives at a geometry, four vectors a primitive.
    static func wilson(_ primitives: [Primitive], _ geometry: [Vector]) -> [Vector] {
        var d = [Vector](repeating: .zero, count: 4 * primitives.count)
        geometry.withUnsafeBufferPointer { x in
            d.withUnsafeMutableBufferPointer { out in
                guard let base = out.baseAddress else { return }
                for (p, primitive) in primitives.enumerated() { primitive.derivatives(x, base + 4 * p) }
            }
        }
        return d
    }

    /// The Wilson matrix of the primitives; shape `(primitives, 3·atoms)`.
    private static func denseWilson(_ primitives: [Primitive], _ geometry: [Vector]) -> Matrix {
        let d = wilson(primitives, geometry)
        var b = Matrix(rows: primitives.count, columns: 3 * geometry.count)
        for (p, primitive) in primitives.enumerated() {
            for s in 0..<primitive.atomCount {
                let column = 3 * Int(primitive.atoms[s])
                for axis in 0..<3 { b[p, column + axis] += d[4 * p + s][axis] }
            }
        }
        return b
    }

    /// The primitives' values at a geometry.
    func values(_ geometry: [Vector]) -> [Double] {
        geometry.withUnsafeBufferPointer { x in primitives.map { $0.value(x) } }
    }

    /// The change of the coordinates between two geometries, given the primitives' values at the first.
    func change(from start: [Double], _ startGeometry: [Vector], to geometry: [Vector]) -> [Double] {
        if isCartesian {
            let moves = zip(geometry, startGeometry).map { $0 - $1 }
            return moves.flatMap { [$0.x, $0.y, $0.z] }
        }
        var difference = values(geometry)
        for (p, primitive) in primitives.enumerated() {
            let raw = difference[p] - start[p]
            difference[p] = primitive.isPeriodic ? wrapped(raw) : raw
        }
        return Matrix.product(combination, difference, transposeA: true)
    }

    /// The transposed Wilson matrix of the coordinates; shape `(3·atoms, coordinates)`.
    func jacobian(_ geometry: [Vector]) -> Matrix {
        if isCartesian { return .diagonal(1, size: count) }
        let b = Self.wilson(primitives, geometry)
        var result = Matrix(rows: 3 * atoms, columns: count)
        let width = count
        combination.elements.withUnsafeBufferPointer { u in
            result.elements.withUnsafeMutableBufferPointer { out in
                for (p, primitive) in primitives.enumerated() {
                    for s in 0..<primitive.atomCount {
                        for axis in 0..<3 {
                            let factor = b[4 * p + s][axis]
                            let row = (3 * Int(primitive.atoms[s]) + axis) * width
                            for k in 0..<width { out[row + k] += factor * u[p * width + k] }
                        }
                    }
                }
            }
        }
        return result
    }
}

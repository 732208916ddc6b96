internal import ElectronicStructure
internal import LinearAlgebra
internal import Units

/// Energy, gradient and local coordinate system at one geometry.
struct OptimizerFrame {
    let geometry: [Vector]
    let energy: Double
    /// The primitives' values.
    let values: [Double]
    /// The transposed Wilson matrix; shape `(3·atoms, coordinates)`.
    let jacobian: Matrix
    /// The factor of G = B·Bᵀ.
    let metric: CholeskyFactor
    /// dE/dq [hartree per coordinate].
    let gradient: [Double]
    /// The direction of the driven dihedral in the coordinates, of unit length; zero where none is driven.
    let constraint: [Double]
    /// dE/dq without its component along the constraint.
    let projected: [Double]
    private let cartesian: [Double]

    /// Nil where the coordinates are singular at the geometry.
    init?(
        _ coordinates: InternalCoordinates, _ geometry: [Vector], _ energy: Double, cartesian: [Double],
        dihedral: [Int]
    ) {
        self.geometry = geometry
        self.energy = energy
        self.cartesian = cartesian
        values = coordinates.values(geometry)
        jacobian = coordinates.jacobian(geometry)
        let g =
            coordinates.isCartesian ? jacobian : Matrix.product(jacobian, jacobian, transposeA: true)
        guard let metric = CholeskyFactor(g) else { return nil }
        let range = metric.diagonalRange
        guard range.smallest > 2e-3 * range.largest else { return nil }
        self.metric = metric
        gradient = metric.solve(Matrix.product(jacobian, cartesian, transposeA: true))
        guard dihedral.count == 4 else {
            constraint = [Double](repeating: 0, count: gradient.count)
            projected = gradient
            return
        }
        let driven = Primitive(.torsion, dihedral[0], dihedral[1], dihedral[2], dihedral[3])
        let b = InternalCoordinates.wilson([driven], geometry)
        var row = [Double](repeating: 0, count: 3 * geometry.count)
        for (atom, d) in zip(dihedral, b) { for axis in 0..<3 { row[3 * atom + axis] += d[axis] } }
        let c = metric.solve(Matrix.product(jacobian, row, transposeA: true))
        let norm = inner(c, c).squareRoot()
        guard norm > 1e-6 else { return nil }
        constraint = c.map { $0 / norm }
        let along = inner(gradient, constraint)
        projected = zip(gradient, constraint).map { $0 - along * $1 }
    }

    /// The same geometry in other coordinates.
    func frame(in coordinates: InternalCoordinates, dihedral: [Int]) -> OptimizerFrame? {
        OptimizerFrame(coordinates, geometry, energy, cartesian: cartesian, dihedral: dihedral)
    }

    /// Root mean square and largest norm of the atoms' gradients [hartree/bohr], the constraint's force removed.
    var gradientNorms: (rms: Double, max: Double) { Self.norms(Matrix.product(jacobian, projected)) }

    /// Root mean square and largest norm of the atoms' moves [Å] that a small step in the coordinates makes.
    func displacementNorms(_ step: [Double]) -> (rms: Double, max: Double) {
        Self.norms(Matrix.product(jacobian, metric.solve(step)), Constants.angstromPerBohr)
    }

    /// Root mean square and largest norm of the vectors of a flat list, times a scale.
    static func norms(_ flat: [Double], _ scale: Double = 1) -> (rms: Double, max: Double) {
        var sum = 0.0
        var largest = 0.0
        for i in stride(from: 0, to: flat.count, by: 3) {
            let square = flat[i] * flat[i] + flat[i + 1] * flat[i + 1] + flat[i + 2] * flat[i + 2]
            sum += square
            largest = max(largest, square)
        }
        return ((sum * 3 / Double(max(flat.count, 1))).squareRoot() * scale, largest.squareRoot() * scale)
    }

    /// The Hessian with the constrained direction replaced by a unit force constant.
    func projected(_ hessian: Matrix) -> Matrix {
        let n = hessian.rows
        let hc = Matrix.product(hessian, constraint)
        let chc = inner(constraint, hc)
        var result = hessian
        for i in 0..<n {
            let (ci, hi) = (constraint[i], hc[i])
            for j in 0..<n {
                let cj = constraint[j]
                result.elements[i * n + j] += (chc + 1) * ci * cj - ci * hc[j] - hi * cj
            }
        }
        return result
    }

    /// The geometry a step leads to, as nearly as it can be reached, and the change of the coordinates it made.
    func geometry(after step: [Double], in coordinates: InternalCoordinates) -> [Vector] {
        var x = geometry
        var best = (residual: Double.infinity, geometry: geometry)
        var missing = step
        for _ in 0..<15 {
            let move = Matrix.product(jacobian, metric.solve(missing))
            for atom in x.indices { x[atom] += Vector(move[3 * atom], move[3 * atom + 1], move[3 * atom + 2]) }
            let change = coordinates.change(from: values, geometry, to: x)
            missing = zip(step, change).map { $0 - $1 }
            let residual = inner(missing, missing).squareRoot()
            guard residual < best.residual else { break }
            best = (residual, x)
            if residual < 1e-7 || coordinates.isCartesian { break }
        }
        return best.geometry
    }
}

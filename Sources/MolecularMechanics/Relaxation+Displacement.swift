internal import LinearAlgebra

extension Relaxation {
    /// How the minimum moves, dr/dp = −U″⁻¹ ∂∇E/∂p [nm per unit of p], for several parameters; zero on frozen atoms.
    ///
    /// - Parameters:
    ///   - positions: a minimum [nm], shape `(atoms)`.
    ///   - gradientSlopes: ∂∇E/∂p of each parameter [kJ/mol/nm per unit of p], shape `(parameters, atoms)`.
    /// - Throws: ``MolecularMechanicsError`` with code `notConverged` where the Hessian is not positive definite.
    public func displacements(
        at positions: [SIMD3<Double>], for gradientSlopes: [[SIMD3<Double>]]
    ) throws(MolecularMechanicsError) -> [[SIMD3<Double>]] {
        let moving = movingCoordinates
        var right = Matrix(rows: moving.count, columns: gradientSlopes.count)
        for (column, slope) in gradientSlopes.enumerated() {
            for (row, c) in moving.enumerated() { right[row, column] = -slope[c / 3][c % 3] }
        }
        let hessian = stabilized(restrainedHessian(at: positions), at: positions)
        guard let moved = try? hessian.solvePositiveDefinite(right) else {
            throw MolecularMechanicsError(
                .notConverged, "the Hessian is not positive definite: the geometry is no minimum")
        }
        return gradientSlopes.indices.map { column in
            var result = [SIMD3<Double>](repeating: .zero, count: positions.count)
            for (row, c) in moving.enumerated() { result[c / 3][c % 3] = moved[row, column] }
            return result
        }
    }
}

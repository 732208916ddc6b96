internal import LinearAlgebra

extension Relaxation {
    /// How a minimum moves, dr/dp = −U″⁻¹ ∂∇E/∂p [nm per unit of p], for several parameters; zero on frozen atoms.
    ///
    /// - Parameters:
    ///   - minimum: a minimum of this relaxation.
    ///   - gradientSlopes: ∂∇E/∂p of each parameter [kJ/mol/nm per unit of p], shape `(parameters, atoms)`.
    public func displacements(
        of minimum: RelaxedGeometry, for gradientSlopes: [[SIMD3<Double>]]
    ) -> [[SIMD3<Double>]] {
        let moving = movingCoordinates
        return gradientSlopes.map { slope in
            let moved = minimum.curvature?.solve(moving.map { -slope[$0 / 3][$0 % 3] }) ?? []
            var result = [SIMD3<Double>](repeating: .zero, count: slope.count)
            for (row, c) in moving.enumerated() { result[c / 3][c % 3] = moved[row] }
            return result
        }
    }
}

internal import LinearAlgebra

extension Relaxation {
    /// The Hessian made definite along rigid translations and rotations when nothing holds the molecule in place.
    ///
    /// Those modes have no force and no curvature, so the added stiffness changes no response.
    func stabilized(_ hessian: Matrix, at positions: [SIMD3<Double>]) -> Matrix {
        guard restraint == 0, frozen.isEmpty else { return hessian }
        var result = hessian
        for mode in RigidMotions.basis(at: positions) {
            for i in 0..<result.rows where mode[i] != 0 {
                for j in 0..<result.columns { result[i, j] += Self.profileRestraint * mode[i] * mode[j] }
            }
        }
        return result
    }
}

internal import MolecularMechanics

/// A free minimum and how it moves with the parameters.
struct MinimumGeometry: Sendable {
    let relaxation: Relaxation
    let minimum: RelaxedGeometry

    init(_ system: System, from start: [SIMD3<Double>], name: String) throws(FittingError) {
        relaxation = Relaxation(try TorsionProfileModel.potential(system, name: name), restraint: 0)
        do { minimum = try relaxation.relax(from: start) } catch {
            throw FittingError(.energyFailed, "target \(name): \(error)")
        }
    }

    /// dr/dp of each parameter [nm per internal unit], shape `(parameters, atoms)`.
    func displacements(_ parameters: [SystemParameter]) -> [[SIMD3<Double>]] {
        let slopes = parameters.map { relaxation.potential.slope(of: $0, at: minimum.positions).gradient }
        return relaxation.displacements(of: minimum, for: slopes)
    }
}

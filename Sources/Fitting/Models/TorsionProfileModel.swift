internal import LinearAlgebra
internal import MolecularMechanics
internal import Units

/// The residuals of a ``TorsionProfileTarget``.
struct TorsionProfileModel: ResidualModel {
    let target: TorsionProfileTarget
    let warnings: [FitWarning]
    /// ΔE_QM [kcal/mol] above the lowest usable point; not a number where left out.
    let reference: [Double]
    let weights: [Double]
    /// The point of lowest QM energy.
    let lowest: Int
    /// The minima with the starting parameters; nil where a point cannot be relaxed and is left out.
    private let minima: [RelaxedGeometry?]

    var name: String { target.name }
    var weight: Double { target.weight }
    var system: System { target.system }

    init(_ target: TorsionProfileTarget, initial system: System) throws(FittingError) {
        try Self.check(target)
        var screening = PointScreening(name: target.name, energies: target.energies)
        let potential = try Self.potential(system, name: target.name)
        let relaxation = Self.relaxation(potential, target)
        var minima: [RelaxedGeometry?] = []
        for (point, geometry) in target.geometries.enumerated() {
            var minimum: RelaxedGeometry?
            if screening.isUsable(point) {
                do throws(MolecularMechanicsError) { minimum = try relaxation.relax(from: geometry) } catch {
                    screening.leaveOut(point, "grid point \(target.angles[point])°: \(error)")
                }
            }
            minima.append(minimum)
        }
        self.target = Self.with(system, target)
        (reference, weights, lowest) = try screening.settle(target.weighting)
        warnings = screening.warnings
        self.minima = minima
    }

    private static func with(_ system: System, _ target: TorsionProfileTarget) -> TorsionProfileTarget {
        var result = target
        result.system = system
        return result
    }

    private static func check(_ target: TorsionProfileTarget) throws(FittingError) {
        let points = target.angles.count
        guard points > 0, target.geometries.count == points, target.energies.count == points else {
            throw FittingError(
                .badTarget,
                "target \(target.name) has \(points) angles, \(target.geometries.count) geometries and "
                    + "\(target.energies.count) energies; give one of each for every grid point")
        }
        let atoms = target.system.particles.count
        guard target.geometries.allSatisfy({ $0.count == atoms }) else {
            throw FittingError(
                .badTarget, "target \(target.name) has a geometry whose atoms are not the molecule's \(atoms)")
        }
        guard Set(target.dihedral).count == 4, target.dihedral.allSatisfy({ (0..<atoms).contains($0) }) else {
            throw FittingError(
                .badTarget, "target \(target.name): the dihedral \(target.dihedral) is not four atoms of the molecule")
        }
        try check(target.weighting, name: target.name)
    }

    static func check(_ weighting: EnergyWeighting, name: String) throws(FittingError) {
        guard weighting.denominator > 0, weighting.cutoff > 0 else {
            throw FittingError(.badTarget, "target \(name): the energy denominator and cut-off must be positive")
        }
    }

    static func potential(_ system: System, name: String) throws(FittingError) -> GasPhasePotential {
        do { return try GasPhasePotential(system) } catch {
            throw FittingError(.energyFailed, "target \(name): \(error)")
        }
    }

    private static func relaxation(_ potential: GasPhasePotential, _ target: TorsionProfileTarget) -> Relaxation {
        Relaxation(potential, frozen: Set(target.dihedral), restraint: target.restraint)
    }

    func start() throws(FittingError) -> any ResidualEvaluation {
        TorsionProfileEvaluation(model: self, potential: try Self.potential(system, name: name), minima: minima)
    }

    func evaluate(
        _ system: System, near known: (any ResidualEvaluation)?
    ) throws(FittingError) -> any ResidualEvaluation {
        let potential = try Self.potential(system, name: name)
        let relaxation = Self.relaxation(potential, target)
        let known = known as? TorsionProfileEvaluation
        var minima: [RelaxedGeometry?] = []
        for (point, geometry) in target.geometries.enumerated() {
            guard self.minima[point] != nil else {
                minima.append(nil)
                continue
            }
            let near = known.flatMap { $0.strays.contains(point) ? nil : $0.minima[point] }
            do throws(MolecularMechanicsError) {
                minima.append(try relaxation.relax(from: geometry, near: near))
            } catch {
                throw FittingError(.energyFailed, "target \(name), grid point \(target.angles[point])°: \(error)")
            }
        }
        return TorsionProfileEvaluation(
            model: self, potential: potential, minima: minima, strays: known?.strays ?? [])
    }
}

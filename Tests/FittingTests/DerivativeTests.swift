import Fitting
import LinearAlgebra
import MolecularMechanics
import TestSupport
import Testing
import Units

/// Parameters of every kind that a fixture uses.
func parametersOfAllKinds(_ fixture: FixtureSystem) -> [FittedParameter] {
    func parameter(_ section: String, _ attribute: ParameterAttribute, _ column: Int, _ width: Double)
        -> FittedParameter?
    {
        guard let value = fixture.values[section]?.first?[column] else { return nil }
        let start = attribute == .rminHalf ? value / 1.7817974362806785 : value
        return FittedParameter(
            reference: ParameterReference(section: section, index: 0), attribute: attribute, initialValue: start,
            priorWidth: width)
    }
    return [
        parameter("ProperTorsions", .k, 2, 6), parameter("Bonds", .k, 1, 100), parameter("Bonds", .length, 0, 0.1),
        parameter("Angles", .k, 1, 10), parameter("Angles", .angle, 0, 10), parameter("vdW", .epsilon, 1, 0.1),
        parameter("vdW", .rminHalf, 0, 0.1), parameter("ImproperTorsions", .k, 2, 6),
    ].compactMap { $0 }
}

@Suite("Derivatives of the objective")
struct DerivativeTests {
    /// The gradient against central differences that repeat every minimisation.
    private func check(_ fit: ParameterFit, count: Int, tolerance: Double = 2e-5) throws {
        let m = (0..<count).map { 0.02 * Double($0 % 3) - 0.01 }
        let gradient = try fit.objective(at: m).gradient
        let size = gradient.reduce(0) { max($0, abs($1)) }
        #expect(size > 1e-3)
        for n in 0..<count {
            let h = 1e-4
            var (up, down) = (m, m)
            up[n] += h
            down[n] -= h
            let numeric = try (fit.objective(at: up).value - fit.objective(at: down).value) / (2 * h)
            #expect(abs(numeric - gradient[n]) < tolerance * max(1, size), "variable \(n)")
        }
    }

    private var noPenalty: FitOptions {
        var options = FitOptions()
        options.penalty = Penalty(form: .l2, weight: 0.1)
        return options
    }

    @Test("a torsion profile", arguments: ["n_methylacetamide", "ethanol"])
    func torsionProfile(name: String) throws {
        let fixture = try FixtureSystem(name)
        let bond = name == "ethanol" ? (1, 2) : (0, 1)
        let angles = stride(from: -150.0, through: 180, by: 60).map { $0 }
        let dihedral = try #require(
            fixture.system.propers.first { ($0.j, $0.k) == bond || ($0.k, $0.j) == bond })
        let target = TorsionProfileTarget(
            name: "scan", weight: 2, system: fixture.system,
            dihedral: [dihedral.i, dihedral.j, dihedral.k, dihedral.l],
            angles: angles, geometries: fixture.turned(about: bond.0, bond.1, by: angles),
            energies: [0.001, 0.0005, 0, 0.002, 0.003, 0.004])
        let parameters = parametersOfAllKinds(fixture)
        let fit = try ParameterFit(parameters: parameters, targets: [.torsionProfile(target)], options: noPenalty)
        try check(fit, count: parameters.count)
    }

    @Test("energies and forces at fixed geometries", arguments: [(true, false), (false, true), (true, true)])
    func abInitio(energy: Bool, forces: Bool) throws {
        let fixture = try FixtureSystem("n_methylacetamide")
        let geometries = fixture.turned(about: 1, 3, by: [0, 20, 40, 60])
        let gradients = geometries.map { geometry in geometry.map { 0.05 * ($0 - geometry[0]) } }
        let target = AbInitioTarget(
            name: "points", system: fixture.system, geometries: geometries, energies: [0, 0.001, 0.003, 0.006],
            gradients: gradients, fitsEnergy: energy, fitsForces: forces)
        let parameters = parametersOfAllKinds(fixture)
        let fit = try ParameterFit(parameters: parameters, targets: [.abInitio(target)], options: noPenalty)
        try check(fit, count: parameters.count)
    }

    @Test("an optimised geometry")
    func optimizedGeometry() throws {
        let fixture = try FixtureSystem("n_methylacetamide")
        let target = OptimizedGeometryTarget(
            name: "minimum", system: fixture.system, geometry: fixture.positions, dihedralDenominator: 30)
        let parameters = parametersOfAllKinds(fixture)
        let fit = try ParameterFit(parameters: parameters, targets: [.optimizedGeometry(target)], options: noPenalty)
        try check(fit, count: parameters.count, tolerance: 1e-4)
    }

    @Test("vibrations", arguments: [VibrationTarget.ModeMatching.none, .permute, .overlap])
    func vibration(matching: VibrationTarget.ModeMatching) throws {
        let fixture = try FixtureSystem("ethanol")
        let unit = Constants.kilojoulePerMolePerHartree / (Constants.nanometerPerBohr * Constants.nanometerPerBohr)
        var hessian = try GasPhasePotential(fixture.system).hessian(at: fixture.positions)
        for n in hessian.elements.indices { hessian.elements[n] *= 1.1 / unit }
        let masses = [12.011, 12.011, 15.999, 1.008, 1.008, 1.008, 1.008, 1.008, 1.008]
        let target = VibrationTarget(
            name: "modes", system: fixture.system, masses: masses, geometry: fixture.positions, hessian: hessian,
            matching: matching)
        let parameters = parametersOfAllKinds(fixture)
        let fit = try ParameterFit(parameters: parameters, targets: [.vibration(target)], options: noPenalty)
        try check(fit, count: parameters.count, tolerance: 2e-4)
    }
}

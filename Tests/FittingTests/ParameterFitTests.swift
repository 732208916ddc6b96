import Fitting
import MolecularMechanics
import TestSupport
import Testing
import Units

@Suite("Fits")
struct ParameterFitTests {
    static let angles = stride(from: -165.0, through: 180, by: 15).map { $0 }

    /// A scan of ethanol's C–O bond whose energies are those of `changed` parameters [kcal/mol] plus `noise` [hartree].
    private func target(
        _ fixture: FixtureSystem, changed: [Int: Double] = [:], name: String = "scan", noise: Double = 0
    ) throws -> TorsionProfileTarget {
        let torsion = try #require(fixture.system.propers.first { $0.j == 1 && $0.k == 2 })
        var system = fixture.system
        for (index, value) in changed {
            system.set(
                SystemParameter(ParameterReference(section: "ProperTorsions", index: index), .forceConstant),
                to: value * Constants.joulePerCalorie)
        }
        let geometries = fixture.turned(about: 1, 2, by: Self.angles)
        let dihedral = [torsion.i, torsion.j, torsion.k, torsion.l]
        let relaxation = Relaxation(try GasPhasePotential(system), frozen: Set(dihedral))
        var generator = SeededGenerator(seed: 3)
        let energies = try geometries.map { geometry in
            try relaxation.relax(from: geometry).energy.total / Constants.kilojoulePerMolePerHartree
                + noise * Double.random(in: -1...1, using: &generator)
        }
        return TorsionProfileTarget(
            name: name, system: fixture.system, dihedral: dihedral, angles: Self.angles, geometries: geometries,
            energies: energies)
    }

    private func torsions(_ fixture: FixtureSystem, width: Double? = 6) -> [FittedParameter] {
        (fixture.values["ProperTorsions"] ?? []).enumerated().map { index, values in
            FittedParameter(
                reference: ParameterReference(section: "ProperTorsions", index: index), attribute: .k,
                initialValue: values[2], priorWidth: width)
        }
    }

    private func options(_ form: Penalty.Form, _ weight: Double) -> FitOptions {
        var options = FitOptions()
        options.penalty = Penalty(form: form, weight: weight)
        return options
    }

    @Test("parameters that made a profile are found again", arguments: [Penalty.Form.l1, .l2])
    func recovery(form: Penalty.Form) throws {
        let fixture = try FixtureSystem("ethanol")
        let wanted = torsions(fixture).enumerated().reduce(into: [Int: Double]()) {
            $0[$1.offset] = $1.element.initialValue + 0.3
        }
        let fit = try ParameterFit(
            parameters: torsions(fixture), targets: [.torsionProfile(try target(fixture, changed: wanted))],
            options: options(form, 1e-9))
        let report = try fit.run()
        #expect(report.isConverged, "\(report.reason)")
        #expect(report.initialObjective > 1e-3)
        #expect(report.finalUnpenalized < 1e-6)
        let profile = try #require(report.targets[0].profile)
        #expect(profile.refitRMSE < 1e-3)
        #expect(profile.initialRMSE > 0.02)
        #expect(profile.refitMaximumError <= profile.initialMaximumError)
    }

    @Test("the gradient vanishes at the end, up to the corner of the L1 penalty", arguments: [Penalty.Form.l1, .l2])
    func optimality(form: Penalty.Form) throws {
        let fixture = try FixtureSystem("ethanol")
        let parameters = torsions(fixture)
        let data = try target(fixture, changed: [0: 0.9], noise: 5e-4)
        let fit = try ParameterFit(
            parameters: parameters, targets: [.torsionProfile(data)], options: options(form, 0.3))
        let report = try fit.run()
        #expect(report.isConverged)
        let m = report.parameters.map(\.variable)
        let (value, gradient) = try fit.objective(at: m)
        #expect(abs(value - report.finalObjective) < 1e-9)
        for (slope, x) in zip(gradient, m) where form == .l2 || abs(x) > 1e-4 { #expect(abs(slope) < 0.01) }
        for (slope, x) in zip(gradient, m) where form == .l1 && abs(x) <= 1e-4 { #expect(abs(slope) < 0.3) }
        for n in m.indices {
            for step in [1e-3, -1e-3] {
                var moved = m
                moved[n] += step
                #expect(try fit.objective(at: moved).value > report.finalObjective - 1e-7)
            }
        }
    }

    @Test("a stronger L1 penalty leaves more parameters at their start")
    func sparsity() throws {
        let fixture = try FixtureSystem("ethanol")
        let data = try target(fixture, changed: [0: 0.9], noise: 5e-4)
        let moved = try [1e-4, 0.3, 1e3].map { weight in
            try ParameterFit(
                parameters: torsions(fixture), targets: [.torsionProfile(data)], options: options(.l1, weight)
            ).run().parameters.filter { abs($0.variable) > 1e-4 }.count
        }
        #expect(moved[0] >= moved[1] && moved[1] >= moved[2])
        #expect(moved[2] == 0)
        #expect(moved[0] > 0)
    }

    @Test("two molecules share a parameter, and the joint objective is the sum of both")
    func joint() throws {
        let (ethanol, butadiene) = (try FixtureSystem("ethanol"), try FixtureSystem("butadiene"))
        let first = try target(ethanol, changed: [0: 0.9])
        var second = AbInitioTarget(
            name: "points", weight: 0.5, system: butadiene.system,
            geometries: butadiene.turned(about: 1, 2, by: [0, 30, 60]),
            energies: [0, 0.004, 0.01])
        second.name = "other"
        let parameters = Array(torsions(ethanol).prefix(2))
        func value(_ targets: [FitTarget]) throws -> (value: Double, gradient: [Double]) {
            try ParameterFit(parameters: parameters, targets: targets, options: options(.l2, 0)).objective(at: [
                0.01, 0.02,
            ])
        }
        let (a, b) = try (value([.torsionProfile(first)]), value([.abInitio(second)]))
        let both = try value([.torsionProfile(first), .abInitio(second)])
        #expect(abs(both.value - a.value - b.value) < 1e-12)
        for n in 0..<2 { #expect(abs(both.gradient[n] - a.gradient[n] - b.gradient[n]) < 1e-10) }
        var normalized = options(.l2, 0)
        normalized.normalizesWeights = true
        let mean = try ParameterFit(
            parameters: parameters, targets: [.torsionProfile(first), .abInitio(second)], options: normalized
        ).objective(at: [0.01, 0.02])
        #expect(abs(mean.value * 1.5 - both.value) < 1e-12)
    }

    @Test("equal inputs give equal bits")
    func deterministic() throws {
        let fixture = try FixtureSystem("ethanol")
        let data = try target(fixture, changed: [1: 0.5], noise: 5e-4)
        let values = try (0..<2).map { _ in
            try ParameterFit(parameters: torsions(fixture), targets: [.torsionProfile(data)]).run().parameters
        }
        #expect(values[0] == values[1])
    }

    @Test("an objective never rises over the accepted steps, and a stopped fit keeps its best")
    func monotone() throws {
        let fixture = try FixtureSystem("ethanol")
        let data = try target(fixture, changed: [0: 1.5], noise: 5e-4)
        let fit = try ParameterFit(parameters: torsions(fixture), targets: [.torsionProfile(data)])
        let accepted = try fit.run().iterations.filter(\.isAccepted).map(\.objective)
        #expect(zip(accepted, accepted.dropFirst()).allSatisfy { $0 > $1 })
        let stopped = try fit.run { $0.number < 1 }
        #expect(!stopped.isConverged)
        #expect(stopped.finalObjective == accepted[1])
        #expect(stopped.warnings.contains { $0.kind == .notConverged })
        var single = FitOptions()
        single.maximumIterations = 0
        let start = try ParameterFit(parameters: torsions(fixture), targets: [.torsionProfile(data)], options: single)
            .run()
        #expect(start.finalObjective == start.initialObjective)
        #expect(start.parameters.allSatisfy { $0.refitValue == $0.parameter.initialValue })
    }

    @Test("values that may not be negative stay at zero or above")
    func bounds() throws {
        let fixture = try FixtureSystem("ethanol")
        let data = try target(fixture, noise: 5e-3)
        let values = try #require(fixture.values["vdW"])
        let parameters = values.indices.map {
            FittedParameter(
                reference: ParameterReference(section: "vdW", index: $0), attribute: .epsilon,
                initialValue: values[$0][1], priorWidth: 0.1)
        }
        let report = try ParameterFit(
            parameters: parameters, targets: [.torsionProfile(data)], options: options(.l2, 1e-8)
        ).run()
        #expect(report.finalObjective <= report.initialObjective)
        #expect(report.parameters.allSatisfy { $0.refitValue >= 0 })
    }

    @Test("points above the cut-off, energies that are no numbers and unused parameters are reported")
    func warnings() throws {
        let fixture = try FixtureSystem("ethanol")
        var data = try target(fixture, changed: [0: 0.9])
        data.energies[3] = .nan
        data.energies[5] += 1
        let stranger = FittedParameter(
            reference: ParameterReference(section: "ProperTorsions", index: 99), attribute: .k, initialValue: 1,
            priorWidth: 6)
        let report = try ParameterFit(
            parameters: torsions(fixture) + [stranger], targets: [.torsionProfile(data)]
        ).run()
        #expect(Set(report.warnings.map(\.kind)) == [.energyNotFinite, .pointsAboveCutoff, .unusedParameter])
        let profile = try #require(report.targets[0].profile)
        #expect(profile.weights[3] == 0 && profile.weights[5] == 0)
        #expect(abs(profile.weights.reduce(0, +) - 1) < 1e-12)
        #expect(report.parameters.last?.refitValue == 1)
    }

    @Test("a grid point that cannot be relaxed is left out")
    func brokenPoint() throws {
        let fixture = try FixtureSystem("ethanol")
        var data = try target(fixture, changed: [0: 0.9])
        data.geometries[4][7] = data.geometries[4][3]
        let report = try ParameterFit(parameters: torsions(fixture), targets: [.torsionProfile(data)]).run()
        #expect(report.warnings.map(\.kind) == [.relaxationFailed])
        #expect(report.isConverged)
    }

    @Test("bad input is refused with a named error")
    func errors() throws {
        let fixture = try FixtureSystem("ethanol")
        let data = try target(fixture)
        let good = torsions(fixture)
        func code(_ parameters: [FittedParameter], _ targets: [FitTarget]) -> FittingError.Code? {
            do throws(FittingError) {
                _ = try ParameterFit(parameters: parameters, targets: targets)
                return nil
            } catch { return error.code }
        }
        #expect(code(good, [.torsionProfile(data)]) == nil)
        #expect(code([], [.torsionProfile(data)]) == .noParameters)
        #expect(code(good + good, [.torsionProfile(data)]) == .repeatedParameter)
        #expect(code(torsions(fixture, width: 0), [.torsionProfile(data)]) == .badPrior)
        #expect(code(good, []) == .noTargets)
        var short = data
        short.energies.removeLast()
        #expect(code(good, [.torsionProfile(short)]) == .badTarget)
        var far = data
        far.energies = far.energies.indices.map { Double($0) }
        #expect(code(good, [.torsionProfile(far)]) == .noUsablePoints)
        var light = data
        light.weight = 0
        #expect(code(good, [.torsionProfile(light)]) == .badTarget)
        let odd = FittedParameter(
            reference: ParameterReference(section: "ProperTorsions", index: 0), attribute: .length, initialValue: 1,
            priorWidth: 1)
        #expect(code([odd], [.torsionProfile(data)]) == .badParameter)
    }
}

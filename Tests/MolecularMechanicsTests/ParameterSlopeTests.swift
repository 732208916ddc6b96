import MolecularMechanics
import TestSupport
import Testing

@Suite("Derivatives with respect to parameters")
struct ParameterSlopeTests {
    private static let sections = ["Bonds", "Angles", "ProperTorsions", "ImproperTorsions", "vdW"]

    /// The system with one parameter over the first terms of each section.
    private func tagged(_ system: System) -> System {
        func tag(_ section: Int) -> ParameterReference { ParameterReference(section: Self.sections[section], index: 0) }
        var result = system
        result.bonds = system.bonds.enumerated().map { n, b in
            HarmonicBond(i: b.i, j: b.j, length: b.length, k: b.k, source: n < 3 ? tag(0) : nil)
        }
        result.angles = system.angles.enumerated().map { n, a in
            HarmonicAngle(
                i: a.i, j: a.j, k: a.k, angle: a.angle, forceConstant: a.forceConstant, source: n < 4 ? tag(1) : nil)
        }
        func torsions(_ list: [PeriodicTorsion], _ section: Int) -> [PeriodicTorsion] {
            list.enumerated().map { n, t in
                PeriodicTorsion(
                    i: t.i, j: t.j, k: t.k, l: t.l, periodicity: t.periodicity, phase: t.phase, barrier: t.barrier,
                    scale: t.scale, source: n < 3 ? tag(section) : nil)
            }
        }
        result.propers = torsions(system.propers, 2)
        result.impropers = torsions(system.impropers, 3)
        result.particles = system.particles.enumerated().map { n, p in
            Particle(charge: p.charge, sigma: p.sigma, epsilon: p.epsilon, source: n > 3 && n < 8 ? tag(4) : nil)
        }
        return result
    }

    private func value(_ parameter: SystemParameter, _ system: System) -> Double? {
        let source = parameter.reference
        switch (parameter.attribute, source.section) {
        case (.forceConstant, "Bonds"): return system.bonds.first { $0.source == source }?.k
        case (.equilibrium, "Bonds"): return system.bonds.first { $0.source == source }?.length
        case (.forceConstant, "Angles"): return system.angles.first { $0.source == source }?.forceConstant
        case (.equilibrium, "Angles"): return system.angles.first { $0.source == source }?.angle
        case (.forceConstant, "ProperTorsions"): return system.propers.first { $0.source == source }?.barrier
        case (.equilibrium, "ProperTorsions"): return system.propers.first { $0.source == source }?.phase
        case (.forceConstant, "ImproperTorsions"): return system.impropers.first { $0.source == source }?.barrier
        case (.equilibrium, "ImproperTorsions"): return system.impropers.first { $0.source == source }?.phase
        case (.epsilon, "vdW"): return system.particles.first { $0.source == source }?.epsilon
        case (.sigma, "vdW"): return system.particles.first { $0.source == source }?.sigma
        default: return nil
        }
    }

    private func equalized(_ system: System, _ parameter: SystemParameter) -> (system: System, value: Double)? {
        guard let value = value(parameter, system) else { return nil }
        var result = system
        result.set(parameter, to: value)
        return (result, value)
    }

    @Test("energy and gradient slopes are central differences", arguments: ["n_methylacetamide", "trifluoroanisole"])
    func centralDifferences(name: String) throws {
        let record = try MoleculeRecord.named(name)
        let plain = tagged(record.system)
        var checked = 0
        for section in Self.sections {
            for attribute in TermAttribute.allCases {
                let parameter = SystemParameter(ParameterReference(section: section, index: 0), attribute)
                guard let (system, value) = equalized(plain, parameter) else { continue }
                #expect(system.uses(parameter))
                let slope = try GasPhasePotential(system).slope(of: parameter, at: record.positions)
                let h = 1e-5 * max(abs(value), 0.1)
                let (up, down) = try (shifted(system, parameter, value + h), shifted(system, parameter, value - h))
                let above = up.energyAndGradient(at: record.positions)
                let below = down.energyAndGradient(at: record.positions)
                let energy = (above.energy.total - below.energy.total) / (2 * h)
                #expect(abs(energy - slope.energy) < 1e-6 * max(1, abs(energy)), "\(section) \(attribute)")
                for atom in record.positions.indices {
                    let change = (above.gradient[atom] - below.gradient[atom]) / (2 * h) - slope.gradient[atom]
                    let size = max(1, (slope.gradient[atom] * slope.gradient[atom]).sum().squareRoot())
                    #expect((change * change).sum().squareRoot() < 1e-5 * size, "\(section) \(attribute)")
                }
                checked += 1
            }
        }
        #expect(checked == 10)
    }

    private func shifted(_ system: System, _ parameter: SystemParameter, _ value: Double) throws -> GasPhasePotential {
        var changed = system
        changed.set(parameter, to: value)
        return try GasPhasePotential(changed)
    }

    @Test("the relaxed energy responds as implicit differentiation says")
    func relaxedEnergy() throws {
        let record = try MoleculeRecord.named("n_methylmethanesulfonamide")
        let plain = tagged(record.system)
        for (section, attribute) in [
            ("ProperTorsions", TermAttribute.forceConstant), ("Bonds", .equilibrium), ("vdW", .sigma),
        ] {
            let parameter = SystemParameter(ParameterReference(section: section, index: 0), attribute)
            guard let (system, value) = equalized(plain, parameter) else { continue }
            func relaxed(_ value: Double) throws -> (GasPhasePotential, RelaxedGeometry) {
                let potential = try shifted(system, parameter, value)
                return (potential, try Relaxation(potential, frozen: [0, 1, 2, 3]).relax(from: record.positions))
            }
            let (potential, minimum) = try relaxed(value)
            let slope = potential.slope(of: parameter, at: minimum.positions)
            let moved = zip(slope.gradient, minimum.response).reduce(0.0) { $0 + ($1.0 * $1.1).sum() }
            let h = 1e-4 * max(abs(value), 0.1)
            let numeric = try (relaxed(value + h).1.energy.total - relaxed(value - h).1.energy.total) / (2 * h)
            #expect(abs(numeric - (slope.energy - moved)) < 1e-4 * max(1, abs(numeric)), "\(section)")
        }
    }
}

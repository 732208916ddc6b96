import MolecularMechanics
import TestSupport
import Testing

@Suite("Relaxation")
struct RelaxationTests {
    @Test(
        "the gradient with restraint vanishes on moving atoms, and frozen atoms stay",
        arguments: MoleculeRecord.all.map(\.name))
    func stationary(name: String) throws {
        let record = try MoleculeRecord.named(name)
        let potential = try GasPhasePotential(record.system)
        let relaxed = try Relaxation(potential, frozen: [0, 1, 2]).relax(from: record.positions)
        let gradient = potential.energyAndGradient(at: relaxed.positions).gradient
        for atom in record.positions.indices {
            let shift = relaxed.positions[atom] - record.positions[atom]
            if atom < 3 {
                #expect(shift == .zero)
            } else {
                let total = gradient[atom] + Relaxation.profileRestraint * shift
                #expect(max(abs(total.x), abs(total.y), abs(total.z)) < 1e-5)
            }
        }
        #expect(relaxed.energy.total + relaxed.restraintEnergy <= potential.energy(at: record.positions).total)
    }

    @Test("a free minimisation ends with no gradient at all")
    func free() throws {
        let record = try MoleculeRecord.named("ethanol")
        let potential = try GasPhasePotential(record.system)
        let relaxed = try Relaxation(potential, restraint: 0).relax(from: record.positions)
        #expect(relaxed.largestGradient < 1e-5)
        #expect(relaxed.restraintEnergy == 0)
    }

    @Test("equal inputs give equal bits, and a start near the minimum leads to the same one in fewer steps")
    func deterministic() throws {
        let record = try MoleculeRecord.named("trifluoroanisole")
        let relaxation = Relaxation(try GasPhasePotential(record.system), frozen: [0, 1])
        let first = try relaxation.relax(from: record.positions)
        #expect(try relaxation.relax(from: record.positions).energy == first.energy)
        var changed = record.system
        for n in changed.propers.indices { changed.propers[n].barrier += 0.1 }
        let near = Relaxation(try GasPhasePotential(changed), frozen: [0, 1])
        let (cold, warm) = try (near.relax(from: record.positions), near.relax(from: record.positions, near: first))
        #expect(abs(cold.energy.total - warm.energy.total) < 1e-9)
        #expect(abs(cold.restraintEnergy - warm.restraintEnergy) < 1e-9)
        #expect(warm.iterations < cold.iterations)
    }

    @Test("a geometry with coinciding atoms or the wrong length is refused")
    func broken() throws {
        let record = try MoleculeRecord.named("ethane")
        let relaxation = Relaxation(try GasPhasePotential(record.system))
        #expect(throws: MolecularMechanicsError.self) { try relaxation.relax(from: []) }
        var positions = record.positions
        positions[3] = positions[6]
        #expect(throws: MolecularMechanicsError.self) { try relaxation.relax(from: positions) }
    }
}

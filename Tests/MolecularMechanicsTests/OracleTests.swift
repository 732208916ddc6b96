import MolecularMechanics
import TestSupport
import Testing

@Suite("Conformance of energies and relaxations", .enabled(if: TestData.oracle != nil))
struct OracleTests {
    @Test("energies by term and forces agree", arguments: ["energies_nagl.json.gz", "energies_am1bcc.json.gz"])
    func energies(file: String) throws {
        let oracle = try Oracle()
        var ids: [String] = []
        for record in try Oracle.read(Oracle.Energies.self, file).molecules {
            let potential = try GasPhasePotential(
                oracle.system(record.name, charges: record.charges, torsionIDs: &ids))
            for (conformer, positions) in zip(record.conformers, oracle.positions(record.name)) {
                let (energy, gradient) = potential.energyAndGradient(at: positions)
                func agree(_ ours: Double, _ theirs: Double) -> Bool { abs(ours - theirs) < 1e-6 + 1e-9 * abs(theirs) }
                #expect(agree(energy.bonds, conformer.bond), "\(record.name)")
                #expect(agree(energy.angles, conformer.angle), "\(record.name)")
                #expect(agree(energy.propers, conformer.proper), "\(record.name)")
                #expect(agree(energy.impropers, conformer.improper), "\(record.name)")
                #expect(agree(energy.vdW, conformer.vdw), "\(record.name)")
                #expect(agree(energy.electrostatics, conformer.electrostatics), "\(record.name)")
                let worst =
                    zip(gradient, conformer.forces).map { g, f in
                        max(abs(g.x + f[0]), abs(g.y + f[1]), abs(g.z + f[2]))
                    }.max() ?? 0
                #expect(worst < 1e-3, "\(record.name)")
            }
        }
    }

    @Test("restrained relaxations reach the energies of another minimiser, or lower ones")
    func scans() throws {
        let oracle = try Oracle()
        var ids: [String] = []
        for scan in try Oracle.read(Oracle.Scans.self, "scans.json.gz").molecules {
            let system = try oracle.system(scan.name, charges: scan.charges, torsionIDs: &ids)
            let potential = try GasPhasePotential(Self.tagged(system, ids, over: scan.dihedral))
            let relaxation = Relaxation(potential, frozen: Set(scan.dihedral))
            for (number, point) in scan.points.enumerated() {
                let start = point.start.map { SIMD3($0[0], $0[1], $0[2]) / 10 }
                let relaxed = try relaxation.relax(from: start)
                let withRestraint = relaxed.energy.total + relaxed.restraintEnergy
                #expect(withRestraint < point.tight_energy_with_restraint + 1e-4, "\(scan.name)")
                if withRestraint > point.tight_energy_with_restraint - 1e-3 {
                    #expect(abs(relaxed.energy.total - point.tight_energy) < 1e-4, "\(scan.name)")
                }
                for derivative in scan.relaxed_energy_derivatives {
                    let parameter = Self.parameter(derivative, ids)
                    let theirs = derivative.dE_dk[number]
                    let slope = relaxedSlope(parameter, potential, relaxed)
                    if abs(slope - theirs) < 1e-3 { continue }
                    // The recorded value is a central difference with a wide step: repeat it.
                    let difference = try centralDifference(parameter, relaxation, start)
                    #expect(abs(difference - theirs) < 1e-3, "\(scan.name)")
                    #expect(abs(difference - slope) < 3e-3, "\(scan.name)")
                }
                for atom in scan.dihedral { #expect(relaxed.positions[atom] == start[atom]) }
            }
        }
    }

    /// The same system with one parameter for each id and term of the torsions over the driven bond.
    private static func tagged(_ system: System, _ ids: [String], over dihedral: [Int]) -> System {
        let bond = Set(dihedral[1...2])
        var result = system
        result.propers = zip(system.propers, ids).map { torsion, id in
            PeriodicTorsion(
                i: torsion.i, j: torsion.j, k: torsion.k, l: torsion.l, periodicity: torsion.periodicity,
                phase: torsion.phase, barrier: torsion.barrier, scale: torsion.scale,
                source: Set([torsion.j, torsion.k]) == bond
                    ? ParameterReference(section: "ProperTorsions", index: ids.firstIndex(of: id) ?? 0) : nil)
        }
        return result
    }

    private static func parameter(_ derivative: Oracle.Scans.Derivative, _ ids: [String]) -> SystemParameter {
        let index = ids.firstIndex(of: "\(derivative.parameter)/\(derivative.term)") ?? -1
        return SystemParameter(ParameterReference(section: "ProperTorsions", index: index), .forceConstant)
    }

    private func relaxedSlope(
        _ parameter: SystemParameter, _ potential: GasPhasePotential, _ relaxed: RelaxedGeometry
    ) -> Double {
        let slope = potential.slope(of: parameter, at: relaxed.positions)
        return zip(slope.gradient, relaxed.response).reduce(slope.energy) { $0 - ($1.0 * $1.1).sum() }
    }

    private func centralDifference(
        _ parameter: SystemParameter, _ relaxation: Relaxation, _ start: [SIMD3<Double>]
    ) throws -> Double {
        let h = 0.05 * 4.184
        let value = try #require(relaxation.potential.system.value(of: parameter))
        let energies = try [value + h, value - h].map { k in
            var system = relaxation.potential.system
            system.set(parameter, to: k)
            return try Relaxation(GasPhasePotential(system), frozen: relaxation.frozen).relax(from: start).energy.total
        }
        return (energies[0] - energies[1]) / (2 * h)
    }
}

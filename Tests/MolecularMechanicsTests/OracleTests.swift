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
            let potential = try GasPhasePotential(oracle.system(scan.name, charges: scan.charges, torsionIDs: &ids))
            let relaxation = Relaxation(potential, frozen: Set(scan.dihedral))
            for point in scan.points {
                let start = point.start.map { SIMD3($0[0], $0[1], $0[2]) / 10 }
                let relaxed = try relaxation.relax(from: start)
                let withRestraint = relaxed.energy.total + relaxed.restraintEnergy
                #expect(withRestraint < point.tight_energy_with_restraint + 1e-4, "\(scan.name)")
                if withRestraint > point.tight_energy_with_restraint - 1e-3 {
                    #expect(abs(relaxed.energy.total - point.tight_energy) < 1e-4, "\(scan.name)")
                } else {
                    print(scan.name, withRestraint, point.tight_energy_with_restraint)
                }
                for atom in scan.dihedral { #expect(relaxed.positions[atom] == start[atom]) }
            }
        }
    }
}

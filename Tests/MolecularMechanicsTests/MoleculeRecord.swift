import Foundation
import MolecularMechanics
import TestSupport
import Units

/// A parametrised molecule as the fixtures write it: [Å, degree, kcal/mol, e].
struct MoleculeRecord: Decodable {
    struct Energies: Decodable {
        let bond, angle, proper, improper, vdw, electrostatics: Double
    }

    let name: String
    let conformer_angstrom: [[Double]]
    let charges: [Double]
    let bonds, angles, propers, impropers, particles: [[Double]]
    let energies: Energies
    let forces: [[Double]]

    static let all: [MoleculeRecord] = {
        struct File: Decodable { let molecules: [MoleculeRecord] }
        let url = TestData.fixtures.appendingPathComponent("MolecularMechanics/molecules.json")
        return (try? TestData.json(File.self, in: url).molecules) ?? []
    }()

    static func named(_ name: String) throws -> MoleculeRecord {
        guard let record = all.first(where: { $0.name == name }) else { throw CocoaError(.fileNoSuchFile) }
        return record
    }

    /// Coordinates [nm].
    var positions: [SIMD3<Double>] { conformer_angstrom.map { SIMD3($0[0], $0[1], $0[2]) / 10 } }

    var system: System {
        SystemAssembly(
            bonds: bonds, angles: angles, propers: propers, impropers: impropers, particles: particles, charges: charges
        ).system
    }
}

/// Builds a ``System`` from rows of numbers [Å, degree, kcal/mol, e].
struct SystemAssembly {
    let bonds, angles, propers, impropers, particles: [[Double]]
    let charges: [Double]

    var system: System {
        let kilojoule = Constants.joulePerCalorie
        let radian = Constants.radianPerDegree
        let (excluded, scaled) = pairs
        return System(
            bonds: bonds.map {
                HarmonicBond(i: Int($0[0]), j: Int($0[1]), length: $0[2] / 10, k: $0[3] * kilojoule * 100)
            },
            angles: angles.map {
                HarmonicAngle(
                    i: Int($0[0]), j: Int($0[1]), k: Int($0[2]), angle: $0[3] * radian, forceConstant: $0[4] * kilojoule
                )
            },
            propers: propers.enumerated().map { row, v in
                PeriodicTorsion(
                    i: Int(v[0]), j: Int(v[1]), k: Int(v[2]), l: Int(v[3]), periodicity: Int(v[4]),
                    phase: v[5] * radian, barrier: v[6] * kilojoule, scale: 1 / v[7],
                    source: ParameterReference(section: "ProperTorsions", index: row))
            },
            impropers: impropers.flatMap { v in
                let c = Int(v[1])
                let around = [Int(v[0]), Int(v[2]), Int(v[3])]
                return (0..<3).map { turn in
                    PeriodicTorsion(
                        i: c, j: around[turn], k: around[(turn + 1) % 3], l: around[(turn + 2) % 3],
                        periodicity: Int(v[4]), phase: v[5] * radian, barrier: v[6] * kilojoule, scale: 1.0 / 3)
                }
            },
            particles: zip(particles, charges).map {
                Particle(charge: $1, sigma: $0[0] / 10, epsilon: $0[1] * kilojoule)
            },
            excludedPairs: excluded, scaledPairs: scaled)
    }

    private var pairs: (excluded: [(i: Int, j: Int)], scaled: [(i: Int, j: Int)]) {
        var neighbours = [[Int]](repeating: [], count: charges.count)
        for bond in bonds {
            neighbours[Int(bond[0])].append(Int(bond[1]))
            neighbours[Int(bond[1])].append(Int(bond[0]))
        }
        var excluded: [(i: Int, j: Int)] = []
        var scaled: [(i: Int, j: Int)] = []
        for i in charges.indices {
            var shells: [Set<Int>] = [[i]]
            for _ in 0..<3 {
                let seen = shells.reduce(Set()) { $0.union($1) }
                shells.append(Set(shells[shells.count - 1].flatMap { neighbours[$0] }).subtracting(seen))
            }
            excluded += shells[1].union(shells[2]).filter { $0 > i }.sorted().map { (i: i, j: $0) }
            scaled += shells[3].filter { $0 > i }.sorted().map { (i: i, j: $0) }
        }
        return (excluded, scaled)
    }
}

import Foundation
import MolecularMechanics
import TestSupport
import Units

/// A small parametrised molecule whose terms name their parameters: equal values share one parameter.
struct FixtureSystem {
    private struct Record: Decodable {
        let name: String
        let conformer_angstrom: [[Double]]
        let charges: [Double]
        let bonds, angles, propers, impropers, particles: [[Double]]
    }
    private struct File: Decodable { let molecules: [Record] }

    let system: System
    /// Coordinates [nm].
    let positions: [SIMD3<Double>]
    /// Distinct values [Å, degree, kcal/mol] by section and parameter index.
    let values: [String: [[Double]]]

    init(_ name: String) throws {
        let url = TestData.fixtures.appendingPathComponent("MolecularMechanics/molecules.json")
        let records = try TestData.json(File.self, in: url).molecules
        guard let record = records.first(where: { $0.name == name }) else { throw CocoaError(.fileNoSuchFile) }
        var table: [String: [[Double]]] = [:]
        func source(_ section: String, _ key: [Double]) -> ParameterReference {
            if let index = table[section]?.firstIndex(of: key) {
                return ParameterReference(section: section, index: index)
            }
            table[section, default: []].append(key)
            return ParameterReference(section: section, index: (table[section]?.count ?? 1) - 1)
        }
        let (kilojoule, radian) = (Constants.joulePerCalorie, Constants.radianPerDegree)
        let neighbours = record.bonds.reduce(into: [Int: Set<Int>]()) { known, bond in
            known[Int(bond[0]), default: []].insert(Int(bond[1]))
            known[Int(bond[1]), default: []].insert(Int(bond[0]))
        }
        func within(_ bonds: Int, of atom: Int) -> Set<Int> {
            (0..<bonds).reduce([atom]) { near, _ in near.reduce(into: near) { $0.formUnion(neighbours[$1] ?? []) } }
        }
        var excluded: [(i: Int, j: Int)] = []
        var scaled: [(i: Int, j: Int)] = []
        for i in record.charges.indices {
            excluded += within(2, of: i).filter { $0 > i }.map { (i: i, j: $0) }
            scaled += within(3, of: i).subtracting(within(2, of: i)).filter { $0 > i }.map { (i: i, j: $0) }
        }
        system = System(
            bonds: record.bonds.map {
                HarmonicBond(
                    i: Int($0[0]), j: Int($0[1]), length: $0[2] / 10, k: $0[3] * kilojoule * 100,
                    source: source("Bonds", Array($0[2...])))
            },
            angles: record.angles.map {
                HarmonicAngle(
                    i: Int($0[0]), j: Int($0[1]), k: Int($0[2]), angle: $0[3] * radian,
                    forceConstant: $0[4] * kilojoule,
                    source: source("Angles", Array($0[3...])))
            },
            propers: record.propers.map {
                PeriodicTorsion(
                    i: Int($0[0]), j: Int($0[1]), k: Int($0[2]), l: Int($0[3]), periodicity: Int($0[4]),
                    phase: $0[5] * radian, barrier: $0[6] * kilojoule, scale: 1 / $0[7],
                    source: source("ProperTorsions", Array($0[4...])))
            },
            impropers: record.impropers.flatMap { v in
                let outer = [Int(v[0]), Int(v[2]), Int(v[3])]
                return (0..<3).map {
                    PeriodicTorsion(
                        i: Int(v[1]), j: outer[$0], k: outer[($0 + 1) % 3], l: outer[($0 + 2) % 3],
                        periodicity: Int(v[4]), phase: v[5] * radian, barrier: v[6] * kilojoule, scale: 1.0 / 3,
                        source: source("ImproperTorsions", Array(v[4...])))
                }
            },
            particles: zip(record.particles, record.charges).map {
                Particle(
                    charge: $1, sigma: $0[0] / 10, epsilon: $0[1] * kilojoule, source: source("vdW", $0))
            },
            excludedPairs: excluded, scaledPairs: scaled)
        positions = record.conformer_angstrom.map { SIMD3($0[0], $0[1], $0[2]) / 10 }
        values = table
    }

    /// The atoms on the far side of the bond b–c turned about it, for each angle [degree].
    func turned(about b: Int, _ c: Int, by degrees: [Double]) -> [[SIMD3<Double>]] {
        var side: Set<Int> = [c]
        var grown = true
        while grown {
            grown = false
            for bond in system.bonds where Set([bond.i, bond.j]) != [b, c] {
                if side.contains(bond.i) != side.contains(bond.j) {
                    side.formUnion([bond.i, bond.j])
                    grown = true
                }
            }
        }
        let difference = positions[c] - positions[b]
        let axis = difference / (difference * difference).sum().squareRoot()
        return degrees.map { degree in
            let angle = degree * Constants.radianPerDegree
            return positions.enumerated().map { atom, position in
                guard side.contains(atom) else { return position }
                let r = position - positions[c]
                let cross = SIMD3(
                    axis.y * r.z - axis.z * r.y, axis.z * r.x - axis.x * r.z, axis.x * r.y - axis.y * r.x)
                return positions[c] + cos(angle) * r + sin(angle) * cross
                    + ((axis * r).sum() * (1 - cos(angle))) * axis
            }
        }
    }
}

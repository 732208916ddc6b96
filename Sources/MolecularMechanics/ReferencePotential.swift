internal import Units

/// The slow, obvious kernel: each term is written as its textbook formula and differentiated by forward differentiation.
///
/// It exists to check ``GasPhasePotential``; both pass the same tests.
public struct ReferencePotential: PotentialEnergy {
    /// The system it was made from.
    public let system: System
    /// The number of atoms.
    public var atomCount: Int { system.particles.count }

    /// Prepares the kernel.
    ///
    /// - Throws: ``MolecularMechanicsError`` with code `badTerm` when a term names an atom that the system lacks.
    public init(_ system: System) throws(MolecularMechanicsError) {
        try system.checkIndices()
        self.system = system
    }

    /// Energy by term [kJ/mol] and its gradient ∂E/∂r [kJ/mol/nm], shape `(atoms)`.
    ///
    /// - Parameter positions: coordinates [nm], shape `(atoms)`.
    public func energyAndGradient(
        at positions: [SIMD3<Double>]
    ) -> (energy: EnergyComponents, gradient: [SIMD3<Double>]) {
        var sum = GradientSum(positions: positions)
        var energy = EnergyComponents()
        for bond in system.bonds {
            energy.bonds += sum.add([bond.i, bond.j]) { r in
                let offset = (r[0] - r[1]).length - bond.length
                return 0.5 * bond.k * (offset * offset)
            }
        }
        for angle in system.angles {
            energy.angles += sum.add([angle.i, angle.j, angle.k]) { r in
                let (u, v) = (r[0] - r[1], r[2] - r[1])
                let offset = DualNumber.angle(y: u.cross(v).length, x: u.dot(v)) - angle.angle
                return 0.5 * angle.forceConstant * (offset * offset)
            }
        }
        for torsion in system.propers { energy.propers += Self.add(torsion, to: &sum) }
        for torsion in system.impropers { energy.impropers += Self.add(torsion, to: &sum) }
        addPairs(to: &sum, energy: &energy)
        return (energy, sum.gradient)
    }

    private static func add(_ torsion: PeriodicTorsion, to sum: inout GradientSum) -> Double {
        sum.add([torsion.i, torsion.j, torsion.k, torsion.l]) { r in
            let (b1, b2, b3) = (r[1] - r[0], r[2] - r[1], r[3] - r[2])
            let (n1, n2) = (b1.cross(b2), b2.cross(b3))
            let dihedral = DualNumber.angle(y: b2.length * b1.dot(n2), x: n1.dot(n2))
            let wave = (Double(torsion.periodicity) * dihedral - torsion.phase).cosine()
            return torsion.scale * torsion.barrier * (wave - -1)
        }
    }

    private func addPairs(to sum: inout GradientSum, energy: inout EnergyComponents) {
        let excluded = Set(system.excludedPairs.map { SIMD2(min($0.i, $0.j), max($0.i, $0.j)) })
        let scaled = Set(system.scaledPairs.map { SIMD2(min($0.i, $0.j), max($0.i, $0.j)) })
        for i in 0..<atomCount {
            for j in (i + 1)..<max(i + 1, atomCount) where !excluded.contains(SIMD2(i, j)) {
                let (a, b) = (system.particles[i], system.particles[j])
                let is14 = scaled.contains(SIMD2(i, j))
                let sigma = DualNumber(value: (a.sigma + b.sigma) / 2)
                let epsilon = (a.epsilon * b.epsilon).squareRoot() * (is14 ? system.vdWScale14 : 1)
                energy.vdW += sum.add([i, j]) { r in
                    let ratio6 = (sigma / (r[0] - r[1]).length).power(6)
                    return 4 * epsilon * (ratio6 * ratio6 - ratio6)
                }
                let scale = is14 ? system.coulombScale14 : 1
                let product = DualNumber(value: Constants.coulomb * a.charge * b.charge * scale)
                energy.electrostatics += sum.add([i, j]) { r in product / (r[0] - r[1]).length }
            }
        }
    }
}

/// A gradient under construction from terms of few atoms.
private struct GradientSum {
    let positions: [SIMD3<Double>]
    var gradient: [SIMD3<Double>]

    init(positions: [SIMD3<Double>]) {
        self.positions = positions
        gradient = Array(repeating: .zero, count: positions.count)
    }

    /// Adds the gradient of a term of the given atoms (at most 4) and returns its value.
    mutating func add(_ atoms: [Int], _ term: ([DualVector]) -> DualNumber) -> Double {
        let local = atoms.enumerated().map { slot, atom in
            let seeds = (0..<3).map { axis in
                var number = DualNumber(value: positions[atom][axis])
                number.slope[3 * slot + axis] = 1
                return number
            }
            return DualVector(x: seeds[0], y: seeds[1], z: seeds[2])
        }
        let result = term(local)
        for (slot, atom) in atoms.enumerated() {
            gradient[atom] += SIMD3(result.slope[3 * slot], result.slope[3 * slot + 1], result.slope[3 * slot + 2])
        }
        return result.value
    }
}

/// The fast kernel: energy, gradient and Hessian of a ``System`` in vacuum, with combined parameters worked out once.
public struct GasPhasePotential: PotentialEnergy {
    /// The system it was made from.
    public let system: System
    /// The number of atoms.
    public var atomCount: Int { pairs.atomCount }

    let propers, impropers: [DihedralSeries]
    let pairs: PairTable

    /// Prepares the kernel.
    ///
    /// - Throws: ``MolecularMechanicsError`` with code `badTerm` when a term names an atom that the system lacks.
    public init(_ system: System) throws(MolecularMechanicsError) {
        try system.checkIndices()
        self.system = system
        propers = DihedralSeries.grouped(system.propers)
        impropers = DihedralSeries.grouped(system.impropers)
        pairs = PairTable(system)
    }

    /// Energy by term [kJ/mol] and its gradient ∂E/∂r [kJ/mol/nm], shape `(atoms)`.
    ///
    /// - Parameter positions: coordinates [nm], shape `(atoms)`.
    public func energyAndGradient(
        at positions: [SIMD3<Double>]
    ) -> (energy: EnergyComponents, gradient: [SIMD3<Double>]) {
        precondition(positions.count == atomCount, "one position for each atom")
        var energy = EnergyComponents()
        var gradient = [SIMD3<Double>](repeating: .zero, count: atomCount)
        energy.bonds = addBonds(positions, &gradient)
        energy.angles = addAngles(positions, &gradient)
        energy.propers = Self.addDihedrals(propers, positions, &gradient)
        energy.impropers = Self.addDihedrals(impropers, positions, &gradient)
        (energy.vdW, energy.electrostatics) = pairs.addGradient(at: positions, to: &gradient)
        return (energy, gradient)
    }

    private func addBonds(_ positions: [SIMD3<Double>], _ gradient: inout [SIMD3<Double>]) -> Double {
        var energy = 0.0
        for bond in system.bonds {
            let d = positions[bond.i] - positions[bond.j]
            let r = length(d)
            let offset = r - bond.length
            energy += 0.5 * bond.k * offset * offset
            let force = (bond.k * offset / r) * d
            gradient[bond.i] += force
            gradient[bond.j] -= force
        }
        return energy
    }

    private func addAngles(_ positions: [SIMD3<Double>], _ gradient: inout [SIMD3<Double>]) -> Double {
        var energy = 0.0
        for angle in system.angles {
            let geometry = AngleGeometry(positions[angle.i], positions[angle.j], positions[angle.k])
            let (value, slope, _) = angle.energyOfCosine(geometry)
            energy += value
            let (onU, onV) = (slope * geometry.slopeU, slope * geometry.slopeV)
            gradient[angle.i] += onU
            gradient[angle.k] += onV
            gradient[angle.j] -= onU + onV
        }
        return energy
    }

    private static func addDihedrals(
        _ series: [DihedralSeries], _ positions: [SIMD3<Double>], _ gradient: inout [SIMD3<Double>]
    ) -> Double {
        var energy = 0.0
        for dihedral in series {
            let (i, j, k, l) = (dihedral.i, dihedral.j, dihedral.k, dihedral.l)
            let geometry = DihedralGeometry(positions[i], positions[j], positions[k], positions[l])
            let (value, slope, _) = dihedral.value(cosine: geometry.cosine, sine: geometry.sine)
            energy += value
            geometry.addGradient(slope, i, j, k, l, to: &gradient)
        }
        return energy
    }
}

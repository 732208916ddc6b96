internal import Glibc

/// The derivatives of an energy and of its gradient with respect to one parameter p, at fixed coordinates.
public struct ParameterSlope: Sendable {
    /// ∂E/∂p [kJ/mol per unit of p].
    public internal(set) var energy = 0.0
    /// ∂²E/∂p∂r [kJ/mol/nm per unit of p], shape `(atoms)`.
    public internal(set) var gradient: [SIMD3<Double>]
}

extension GasPhasePotential {
    /// The derivatives with respect to a parameter, in the units of ``TermAttribute``.
    ///
    /// - Parameter positions: coordinates [nm], shape `(atoms)`.
    public func slope(of parameter: SystemParameter, at positions: [SIMD3<Double>]) -> ParameterSlope {
        var slope = ParameterSlope(gradient: Array(repeating: .zero, count: atomCount))
        switch parameter.attribute {
        case .epsilon, .sigma: addParticles(parameter, positions, to: &slope)
        case .forceConstant, .equilibrium:
            addBonds(parameter, positions, to: &slope)
            addAngles(parameter, positions, to: &slope)
            add(system.propers, parameter, positions, to: &slope)
            add(system.impropers, parameter, positions, to: &slope)
        }
        return slope
    }

    /// ∂E/∂k = ½ (r − r₀)², ∂E/∂r₀ = −k (r − r₀).
    private func addBonds(_ parameter: SystemParameter, _ positions: [SIMD3<Double>], to slope: inout ParameterSlope) {
        for bond in system.bonds where bond.source == parameter.reference {
            let d = positions[bond.i] - positions[bond.j]
            let r = length(d)
            let offset = r - bond.length
            let isConstant = parameter.attribute == .forceConstant
            slope.energy += isConstant ? 0.5 * offset * offset : -bond.k * offset
            let change = ((isConstant ? offset : -bond.k) / r) * d
            slope.gradient[bond.i] += change
            slope.gradient[bond.j] -= change
        }
    }

    /// ∂E/∂k = ½ (θ − θ₀)², ∂E/∂θ₀ = −k (θ − θ₀), differentiated through cos θ.
    private func addAngles(_ parameter: SystemParameter, _ positions: [SIMD3<Double>], to slope: inout ParameterSlope) {
        for angle in system.angles where angle.source == parameter.reference {
            let geometry = AngleGeometry(positions[angle.i], positions[angle.j], positions[angle.k])
            let change: Double
            if parameter.attribute == .forceConstant {
                var unit = angle
                unit.forceConstant = 1
                let energy = unit.energyOfCosine(geometry)
                slope.energy += energy.value
                change = energy.slope
            } else {
                slope.energy -= angle.forceConstant * (geometry.angle - angle.angle)
                change = angle.forceConstant / max(geometry.sine, 1e-8)
            }
            let (onU, onV) = (change * geometry.slopeU, change * geometry.slopeV)
            slope.gradient[angle.i] += onU
            slope.gradient[angle.k] += onV
            slope.gradient[angle.j] -= onU + onV
        }
    }

    /// ∂E/∂k = s (1 + cos(nφ − δ)), ∂E/∂δ = s k sin(nφ − δ).
    private func add(
        _ torsions: [PeriodicTorsion], _ parameter: SystemParameter, _ positions: [SIMD3<Double>],
        to slope: inout ParameterSlope
    ) {
        for torsion in torsions where torsion.source == parameter.reference {
            let (i, j, k, l) = (torsion.i, torsion.j, torsion.k, torsion.l)
            let geometry = DihedralGeometry(positions[i], positions[j], positions[k], positions[l])
            let n = Double(torsion.periodicity)
            let wave = n * atan2(geometry.sine, geometry.cosine) - torsion.phase
            if parameter.attribute == .forceConstant {
                slope.energy += torsion.scale * (1 + cos(wave))
                geometry.addGradient(-torsion.scale * n * sin(wave), i, j, k, l, to: &slope.gradient)
            } else {
                let amplitude = torsion.scale * torsion.barrier
                slope.energy += amplitude * sin(wave)
                geometry.addGradient(amplitude * n * cos(wave), i, j, k, l, to: &slope.gradient)
            }
        }
    }

    /// Through ε = √(εᵢεⱼ) and σ = (σᵢ + σⱼ)/2: ∂E/∂εᵢ = E/2εᵢ, ∂E/∂σᵢ = (12 A/r¹² − 6 B/r⁶)/2σ; zero where εᵢ is zero.
    private func addParticles(
        _ parameter: SystemParameter, _ positions: [SIMD3<Double>], to slope: inout ParameterSlope
    ) {
        let members = Set(system.particles.indices.filter { system.particles[$0].source == parameter.reference })
        for i in members.sorted() {
            for j in system.particles.indices where j != i && pairs.interacts(min(i, j), max(i, j)) {
                let (first, second) = (system.particles[i], system.particles[j])
                let d = positions[i] - positions[j]
                let r2 = dot(d, d)
                let (repulsive, dispersive) = pairs.lennardJones(min(i, j), max(i, j), squared: r2)
                let change: Double
                if parameter.attribute == .epsilon {
                    guard first.epsilon > 0 else { continue }
                    slope.energy += 0.5 * (repulsive - dispersive) / first.epsilon
                    change = -0.5 * (12 * repulsive - 6 * dispersive) / (first.epsilon * r2)
                } else {
                    let sum = first.sigma + second.sigma
                    guard sum > 0 else { continue }
                    slope.energy += (12 * repulsive - 6 * dispersive) / sum
                    change = -(144 * repulsive - 36 * dispersive) / (sum * r2)
                }
                slope.gradient[i] += change * d
                slope.gradient[j] -= change * d
            }
        }
    }
}

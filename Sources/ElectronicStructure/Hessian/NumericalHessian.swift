/// Second derivatives of an energy by central differences of its gradient, as a pure state machine.
///
/// ∂²E/∂xᵢ∂xⱼ = (gⱼ(x + h eᵢ) − gⱼ(x − h eᵢ)) / 2h, then made symmetric. The unit of work is one atom: the six gradients with
/// that atom moved either way along x, y and z; one more unit is the gradient in the middle. Units may be done in any order
/// and anywhere, and the outcome does not depend on it.
public struct NumericalHessian: Sendable, Codable, Equatable {
    /// The tightness of the engine's self-consistency that differences of gradients need, by program and keyword.
    private static let tightness: [String: (keyword: String, value: Double)] = ["xtb": ("accuracy", 0.1)]

    /// Atomic numbers, charge and multiplicity.
    public let system: ElectronicSystem
    /// The geometry [bohr], shape `(atoms)`.
    public let geometry: [SIMD3<Double>]
    /// The method, with the engine's tightness raised unless the level itself sets it.
    public let level: LevelOfTheory
    /// The displacement h [bohr].
    public let step: Double
    private var answers: [[EnergyGradient]]

    /// A Hessian of which nothing is known yet.
    ///
    /// - Parameters:
    ///   - geometry: positions [bohr], one an atom.
    ///   - step: the displacement h [bohr].
    public init(
        system: ElectronicSystem, geometry: [SIMD3<Double>], level: LevelOfTheory, step: Double = 0.005
    ) {
        var tight = level
        if let (keyword, value) = Self.tightness[level.program], tight.keywords[keyword] == nil {
            tight.keywords[keyword] = .number(value)
        }
        (self.system, self.geometry, self.level, self.step) = (system, geometry, tight, step)
        answers = Array(repeating: [], count: geometry.count + 1)
    }

    /// The units that have not been reported yet.
    public var ready: [GradientJob] {
        answers.indices.filter { answers[$0].isEmpty }.map { unit in
            GradientJob(id: unit, system: system, level: level, geometries: geometries(of: unit))
        }
    }

    /// Unit 0 is the geometry itself, unit n the displacements of atom n − 1.
    private func geometries(of unit: Int) -> [[SIMD3<Double>]] {
        guard unit > 0 else { return [geometry] }
        return (0..<3).flatMap { axis in
            [step, -step].map { shift in
                var moved = geometry
                moved[unit - 1][axis] += shift
                return moved
            }
        }
    }

    /// Takes in the gradients of a unit; those of a finished or unknown one change nothing.
    ///
    /// - Throws: ``ElectronicStructureError`` of kind `random` when they are not as many as were asked for.
    public mutating func record(
        _ gradients: [EnergyGradient], for id: GradientJob.ID
    ) throws(ElectronicStructureError) {
        guard answers.indices.contains(id), answers[id].isEmpty else { return }
        let expected = id == 0 ? 1 : 6
        guard gradients.count == expected, gradients.allSatisfy({ $0.gradient.count == geometry.count }) else {
            throw ElectronicStructureError(
                .random, "\(gradients.count) gradients came back where \(expected) were asked for")
        }
        answers[id] = gradients
    }

    /// How many gradients have been computed, and of how many.
    public var gradients: (finished: Int, total: Int) {
        (answers.reduce(0) { $0 + $1.count }, 6 * geometry.count + 1)
    }

    /// Energy, gradient and second derivatives, once every unit has been reported.
    public var outcome: SecondDerivatives? {
        guard let middle = answers[0].first, answers.allSatisfy({ !$0.isEmpty }) else { return nil }
        let n = 3 * geometry.count
        var hessian = [Double](repeating: 0, count: n * n)
        for (atom, moved) in answers.dropFirst().enumerated() {
            for axis in 0..<3 {
                let (up, down) = (moved[2 * axis].gradient, moved[2 * axis + 1].gradient)
                for other in geometry.indices {
                    let slope = (up[other] - down[other]) / (2 * step)
                    for second in 0..<3 {
                        let (row, column) = (3 * atom + axis, 3 * other + second)
                        hessian[row * n + column] += 0.5 * slope[second]
                        hessian[column * n + row] += 0.5 * slope[second]
                    }
                }
            }
        }
        return SecondDerivatives(energy: middle.energy, gradient: middle.gradient, hessian: hessian)
    }
}

import ElectronicStructure
import Glibc
import Units

@testable import TorsionDrive

/// A chain H-O-O-O-H with springs for bonds and angles and two coupled torsions: many basins, no electrons.
struct RotorEngine: QCEngine {
    /// The dihedral [degree] about which calculations fail, and how near they must be.
    var broken: (angle: Double, width: Double)?
    /// Whether the bond H-O of the first atom lets go near the broken angle instead of failing.
    var tearsBond = false
    /// How long that bond then wants to be [bohr].
    var tornLength = 3.5
    /// A coupling [hartree] that splits minima whose second dihedrals are 180° apart.
    var skew = 0.0

    var program: String { "rotor" }
    var version: String? { "1" }
    var capabilities: EngineCapabilities {
        EngineCapabilities(methods: [], isThreadSafe: true, isInProcess: true, hasBondOrders: false)
    }

    func session(for: ElectronicSystem, level: LevelOfTheory) throws(ElectronicStructureError) -> any QCSession {
        RotorSession(engine: self)
    }

    static let system = ElectronicSystem(atomicNumbers: [1, 8, 8, 8, 1], charge: 0)
    static let bonds = [[0, 1], [1, 2], [2, 3], [3, 4]]

    /// A geometry [bohr] with two dihedrals [degree].
    static func geometry(_ first: Double, _ second: Double) -> [SIMD3<Double>] {
        let flat: [SIMD3<Double>] = [[-0.6, 1.7, 0], [0, 0, 0], [2.7, 0, 0], [3.5, 2.6, 0], [5.3, 2.7, 0.1]]
        let turned = DihedralRotation.rotated(
            flat, dihedral: [0, 1, 2, 3], moving: [2, 3, 4], to: first * Constants.radianPerDegree)
        return DihedralRotation.rotated(
            turned, dihedral: [1, 2, 3, 4], moving: [3, 4], to: second * Constants.radianPerDegree)
    }

    static func setup(_ conformers: [(Double, Double)]) -> TorsionDriveSetup {
        TorsionDriveSetup(
            system: system, bonds: bonds, dihedral: [0, 1, 2, 3], conformers: conformers.map { geometry($0.0, $0.1) },
            level: LevelOfTheory(program: "rotor"))
    }
}

private final class RotorSession: QCSession {
    let engine: RotorEngine
    init(engine: RotorEngine) { self.engine = engine }

    func energyAndGradient(at x: [SIMD3<Double>]) throws(ElectronicStructureError) -> EnergyGradient {
        var answer = EnergyGradient(energy: 0, gradient: Array(repeating: .zero, count: 5))
        let phi = dihedralAngle(x[0], x[1], x[2], x[3])
        let psi = dihedralAngle(x[1], x[2], x[3], x[4])
        let isNear = engine.broken.map {
            wrapped(phi - $0.angle * Constants.radianPerDegree).magnitude < $0.width * Constants.radianPerDegree
        }
        if isNear == true && !engine.tearsBond { throw ElectronicStructureError(.convergence, "the rotor is stuck") }
        let lengths = [isNear == true ? engine.tornLength : 1.8, 2.7, 2.7, 1.8]
        for (bond, r0) in zip(RotorEngine.bonds, lengths) {
            add(Primitive(.bond, bond[0], bond[1]), x, &answer) { (0.2 * ($0 - r0) * ($0 - r0), 0.4 * ($0 - r0)) }
        }
        for i in 0..<3 {
            add(Primitive(.angle, i, i + 1, i + 2), x, &answer) { (0.1 * ($0 - 1.85) * ($0 - 1.85), 0.2 * ($0 - 1.85)) }
        }
        let coupling = 0.004
        add(Primitive(.torsion, 0, 1, 2, 3), x, &answer) {
            (
                0.006 * cos(3 * $0) + coupling * cos($0 - 2 * psi) + engine.skew * cos($0 - psi),
                -0.018 * sin(3 * $0) - coupling * sin($0 - 2 * psi) - engine.skew * sin($0 - psi)
            )
        }
        add(Primitive(.torsion, 1, 2, 3, 4), x, &answer) {
            (
                0.005 * cos(2 * $0),
                -0.01 * sin(2 * $0) + 2 * coupling * sin(phi - 2 * $0) + engine.skew * sin(phi - $0)
            )
        }
        return answer
    }

    private func add(
        _ p: Primitive, _ x: [SIMD3<Double>], _ answer: inout EnergyGradient, _ term: (Double) -> (Double, Double)
    ) {
        let value = x.withUnsafeBufferPointer { p.value($0) }
        let (energy, slope) = term(value)
        answer.energy += energy
        for (s, d) in InternalCoordinates.wilson([p], x).prefix(p.atomCount).enumerated() {
            answer.gradient[Int(p.atoms[s])] += slope * d
        }
    }
}

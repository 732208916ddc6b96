import ElectronicStructure
import TestSupport
import Testing

/// E = ½ Σ kᵢⱼ xᵢ xⱼ + a cubic term, whose second derivatives are known.
private struct QuadraticEngine: QCEngine {
    static let atoms = 2
    static func constant(_ i: Int, _ j: Int) -> Double { 0.3 / Double(1 + i + j) + (i == j ? 0.5 : 0) }

    var program: String { "quadratic" }
    var version: String? { "1" }
    var capabilities: EngineCapabilities {
        EngineCapabilities(methods: [], isThreadSafe: true, isInProcess: true, hasBondOrders: false)
    }

    func session(for: ElectronicSystem, level: LevelOfTheory) throws(ElectronicStructureError) -> any QCSession {
        QuadraticSession()
    }
}

private final class QuadraticSession: QCSession {
    func energyAndGradient(at geometry: [SIMD3<Double>]) throws(ElectronicStructureError) -> EnergyGradient {
        let x = geometry.flatMap { [$0.x, $0.y, $0.z] }
        var gradient = x.indices.map { i in x.indices.reduce(0) { $0 + QuadraticEngine.constant(i, $1) * x[$1] } }
        let energy = 0.5 * zip(x, gradient).reduce(0) { $0 + $1.0 * $1.1 } + x[0] * x[0] * x[0]
        gradient[0] += 3 * x[0] * x[0]
        let vectors = stride(from: 0, to: x.count, by: 3).map {
            SIMD3(gradient[$0], gradient[$0 + 1], gradient[$0 + 2])
        }
        return EnergyGradient(energy: energy, gradient: vectors)
    }
}

@Suite("Hessians by differences of gradients")
struct NumericalHessianTests {
    private static let geometry: [SIMD3<Double>] = [[0.1, 0.2, 0.3], [1.5, 0.4, -0.2]]

    private static var fresh: NumericalHessian {
        NumericalHessian(
            system: ElectronicSystem(atomicNumbers: [1, 1], charge: 0), geometry: geometry,
            level: LevelOfTheory(program: "quadratic"))
    }

    @Test("known second derivatives are found, whatever the order of the units")
    func known() throws {
        var (forward, backward) = (Self.fresh, Self.fresh)
        #expect(forward.ready.count == 3 && forward.outcome == nil)
        while let job = forward.ready.first {
            try forward.record(job.gradients(engine: QuadraticEngine()), for: job.id)
        }
        while let job = backward.ready.last {
            try backward.record(job.gradients(engine: QuadraticEngine()), for: job.id)
        }
        #expect(forward == backward)
        #expect(forward.gradients == (13, 13))
        let found = try #require(forward.outcome)
        for i in 0..<6 {
            for j in 0..<6 {
                let exact = QuadraticEngine.constant(i, j) + (i == 0 && j == 0 ? 6 * 0.1 : 0)
                #expect(abs(found.hessian[6 * i + j] - exact) < 1e-10)
            }
        }
        let middle = try QuadraticEngine().session(
            for: ElectronicSystem(atomicNumbers: [1, 1], charge: 0), level: LevelOfTheory()
        ).energyAndGradient(at: Self.geometry)
        #expect(found.gradient == middle.gradient && found.energy == middle.energy)
    }

    @Test("repeated and unasked units change nothing, too few gradients are refused")
    func repeated() throws {
        var hessian = Self.fresh
        let job = try #require(hessian.ready.first)
        let gradients = try job.gradients(engine: QuadraticEngine())
        try hessian.record(gradients, for: job.id)
        let once = hessian
        try hessian.record([EnergyGradient(energy: 9, gradient: gradients[0].gradient)], for: job.id)
        try hessian.record([], for: 99)
        #expect(hessian == once)
        #expect(throws: ElectronicStructureError.self) { try hessian.record(gradients, for: 1) }
        #expect(hessian == once)
    }

    private static let water = ElectronicSystem(atomicNumbers: [8, 1, 1], charge: 0)
    /// In the plane of two axes.
    private static let planar: [SIMD3<Double>] = [[0, 0, 0.2217], [0, 1.4309, -0.8867], [0, -1.4309, -0.8867]]

    @Test("a planar molecule in a plane of the axes feels no net force when one of its atoms leaves it")
    func aligned() throws {
        let session = try XTBEngine().session(
            for: Self.water, level: LevelOfTheory(keywords: ["accuracy": .number(0.01)]))
        var geometry = Self.planar
        geometry[1].x += 0.005
        let answer = try session.energyAndGradient(at: geometry)
        var energies: [Double] = []
        for step in [1e-3, -1e-3] {
            var moved = geometry
            moved[0].x += step
            energies.append(try session.energyAndGradient(at: moved).energy)
        }
        #expect(abs((energies[0] - energies[1]) / 2e-3 - answer.gradient[0].x) < 2e-7)
        let swapped = geometry.map { SIMD3($0.y, $0.z, $0.x) }
        let other = try session.energyAndGradient(at: swapped)
        #expect(abs(other.energy - answer.energy) < 1e-9)
        for (a, b) in zip(answer.gradient, other.gradient) {
            let difference = SIMD3(a.y, a.z, a.x) - b
            #expect((difference * difference).sum() < 1e-14)
        }
    }

    @Test("without translations and rotations only vibrations are left, and they are the same")
    func rigid() throws {
        let masses = [15.99491461957, 1.00782503223, 1.00782503223]
        var random = SeededGenerator(seed: 3)
        var hessian = [Double](repeating: 0, count: 81)
        for i in 0..<9 {
            for j in 0...i {
                hessian[9 * i + j] = Double.random(in: -1...1, using: &random)
                hessian[9 * j + i] = hessian[9 * i + j]
            }
        }
        let raw = SecondDerivatives(energy: 0, gradient: [], hessian: hessian)
        let once = raw.withoutRigidMotions(at: Self.planar, masses: masses)
        let twice = once.withoutRigidMotions(at: Self.planar, masses: masses)
        #expect(zip(once.hessian, twice.hessian).allSatisfy { abs($0 - $1) < 1e-12 })
        let shift: [Double] = [0.3, -0.2, 0.5, 0.3, -0.2, 0.5, 0.3, -0.2, 0.5]
        let turn: [Double] = Self.planar.flatMap { (r: SIMD3<Double>) -> [Double] in [0, -r.z, r.y] }
        for motion in [shift, turn] {
            for row in 0..<9 {
                let force = zip(once.hessian[9 * row..<9 * row + 9], motion).reduce(0.0) { $0 + $1.0 * $1.1 }
                #expect(abs(force) < 1e-12)
            }
        }
        #expect(zip(once.hessian, hessian).contains { abs($0 - $1) > 0.1 })
    }

    @Test("GFN2-xTB's Hessian of water has three vibrations and no force along translations")
    func water() throws {
        let (system, geometry) = (Self.water, Self.planar)
        var hessian = NumericalHessian(system: system, geometry: geometry, level: LevelOfTheory())
        #expect(hessian.level.keywords["accuracy"] == .number(0.1))
        for job in hessian.ready { try hessian.record(job.gradients(engine: XTBEngine()), for: job.id) }
        let found = try #require(hessian.outcome).hessian
        for row in 0..<9 {
            for column in 0..<9 { #expect(found[9 * row + column] == found[9 * column + row]) }
            for axis in 0..<3 { #expect(abs((0..<3).reduce(0) { $0 + found[9 * row + 3 * $1 + axis] }) < 2e-5) }
        }
        #expect(found[4 * 9 + 4] > 0.1)
    }
}

import ElectronicStructure
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

    @Test(
        "GFN2-xTB's Hessian of water has three vibrations and no force along translations",
        .disabled("translations feel 0.007 hartree/bohr²; Hessians are refused until that is understood"))
    func water() throws {
        let system = ElectronicSystem(atomicNumbers: [8, 1, 1], charge: 0)
        let geometry: [SIMD3<Double>] = [[0, 0, 0.2217], [0, 1.4309, -0.8867], [0, -1.4309, -0.8867]]
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

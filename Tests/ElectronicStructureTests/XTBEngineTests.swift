import ElectronicStructure
import Foundation
import Testing

/// Molecules and the energies another program finds for them [hartree].
///
/// Reference: tblite 0.5 (accuracy 0.01) on the same positions [bohr].
struct KnownEnergy: Sendable, CustomTestStringConvertible {
    let name: String
    let system: ElectronicSystem
    let geometry: [SIMD3<Double>]
    let gfn2: Double
    let gfn1: Double
    var testDescription: String { name }

    static let water = KnownEnergy(
        name: "water", system: ElectronicSystem(atomicNumbers: [8, 1, 1], charge: 0),
        geometry: [[0, 0, 0.2217], [0, 1.4309, -0.8867], [0, -1.4309, -0.8867]],
        gfn2: -5.070370535, gfn1: -5.768640318)
    static let acetate = KnownEnergy(
        name: "acetate", system: ElectronicSystem(atomicNumbers: [6, 6, 8, 8, 1, 1, 1], charge: -1),
        geometry: [
            [-1.2627, -0.1731, -0.0168], [1.5178, 0.0831, -0.0068], [2.3886, 2.3168, 0.0134],
            [3.2072, -1.8612, -0.0172],
            [-1.9649, 1.5152, -1.1087], [-1.9417, 0.0686, 1.975], [-1.9443, -1.9493, -0.839],
        ],
        gfn2: -14.142313346, gfn1: -15.476578800)
    static let methyl = KnownEnergy(
        name: "methyl radical", system: ElectronicSystem(atomicNumbers: [6, 1, 1, 1], charge: 0, multiplicity: 2),
        geometry: [[0, 0, 0], [2.04, 0, 0], [-1.02, 1.7667, 0], [-1.02, -1.7667, 0.1]],
        gfn2: -3.562650100, gfn1: -3.631469365)
    static let iodomethane = KnownEnergy(
        name: "iodomethane", system: ElectronicSystem(atomicNumbers: [6, 53, 1, 1, 1], charge: 0),
        geometry: [
            [0, 0, -3.4], [0, 0, 0.64], [1.95, 0, -4.03], [-0.975, 1.689, -4.03], [-0.975, -1.689, -4.03],
        ],
        gfn2: -7.473339214, gfn1: -7.668517072)
    static let all = [water, acetate, methyl, iodomethane]

    func answer(_ method: String = "gfn2xtb", _ keywords: [String: KeywordValue] = [:]) throws -> EnergyGradient {
        try XTBEngine().session(for: system, level: LevelOfTheory(method: method, keywords: keywords))
            .energyAndGradient(at: geometry)
    }
}

@Suite("GFN-xTB through libxtb")
struct XTBEngineTests {
    @Test("energies agree with another program", arguments: KnownEnergy.all)
    func energies(known: KnownEnergy) throws {
        #expect(try (known.answer().energy - known.gfn2).magnitude < 2e-7)
        let gfn1 = try known.answer("GFN1-xTB").energy
        #expect((gfn1 - known.gfn1).magnitude < 2e-6)
    }

    @Test("the GBSA solvent agrees with another program")
    func solvent() throws {
        let energy = try KnownEnergy.acetate.answer("gfn2xtb", ["gbsa": .word("Water")]).energy
        #expect((energy - -14.254406617).magnitude < 2e-7)
    }

    @Test("gradients are the slopes of the energy", arguments: [KnownEnergy.water, .acetate])
    func gradients(known: KnownEnergy) throws {
        let level = LevelOfTheory(keywords: ["accuracy": .number(0.01)])
        let session = try XTBEngine().session(for: known.system, level: level)
        let analytic = try session.energyAndGradient(at: known.geometry).gradient
        for atom in known.geometry.indices {
            for axis in 0..<3 {
                var x = known.geometry
                x[atom][axis] += 1e-3
                let up = try session.energyAndGradient(at: x).energy
                x[atom][axis] -= 2e-3
                let slope = (up - (try session.energyAndGradient(at: x).energy)) / 2e-3
                #expect((slope - analytic[atom][axis]).magnitude < 2e-6)
            }
        }
    }

    @Test("moving and turning a molecule leaves its energy alone, and no net force acts on it")
    func invariance() throws {
        let known = KnownEnergy.acetate
        let (c, s) = (cos(0.7), sin(0.7))
        let moved = known.geometry.map { SIMD3(c * $0.x - s * $0.y + 3, s * $0.x + c * $0.y - 1, $0.z + 7) }
        let session = try XTBEngine().session(for: known.system, level: LevelOfTheory())
        let other = try session.energyAndGradient(at: moved)
        #expect(try (other.energy - known.answer().energy).magnitude < 1e-8)
        let net = other.gradient.reduce(.zero, +)
        #expect((net * net).sum() < 1e-18)
    }

    @Test("a new session repeats the numbers to the last bit, in parallel too")
    func deterministic() async throws {
        let first = try KnownEnergy.iodomethane.answer()
        await withTaskGroup(of: EnergyGradient?.self) { group in
            for _ in 0..<8 { group.addTask { try? KnownEnergy.iodomethane.answer() } }
            for await other in group { #expect(other == first) }
        }
    }

    @Test("bond orders are symmetric and count electron pairs")
    func bondOrders() throws {
        let known = KnownEnergy.acetate
        let session = try XTBEngine().xtbSession(for: known.system, level: LevelOfTheory())
        #expect(throws: ElectronicStructureError.self) { try session.bondOrders() }
        _ = try session.energyAndGradient(at: known.geometry)
        let orders = try session.bondOrders()
        #expect(orders.count == 49)
        #expect((orders[1] - 0.97749).magnitude < 1e-3)
        for i in 0..<7 { for j in 0..<7 { #expect((orders[7 * i + j] - orders[7 * j + i]).magnitude < 1e-10) } }
        #expect((1.3...1.7).contains(orders[7 * 1 + 2]))
    }

    @Test("what cannot be computed is refused before any electron moves")
    func refusals() {
        func kind(_ numbers: [Int], _ charge: Int, _ multiplicity: Int, _ x: [SIMD3<Double>]) -> String? {
            let system = ElectronicSystem(atomicNumbers: numbers, charge: charge, multiplicity: multiplicity)
            do {
                _ = try XTBEngine().session(for: system, level: LevelOfTheory()).energyAndGradient(at: x)
                return nil
            } catch { return error.kind == .input ? error.message : "wrong kind" }
        }
        let apart: [SIMD3<Double>] = [[0, 0, 0], [0, 0, 1.4]]
        #expect(kind([1, 1], 0, 1, apart) == nil)
        #expect(kind([1, 1], 1, 1, apart)?.contains("1 electrons") == true)
        #expect(kind([1, 1], 0, 2, apart)?.contains("multiplicity 2") == true)
        #expect(kind([1, 92], 0, 1, apart)?.contains("92") == true)
        #expect(kind([], 0, 1, [])?.contains("no atoms") == true)
        #expect(kind([1, 1], 0, 1, [[0, 0, 0]])?.contains("1 positions") == true)
        #expect(kind([1, 1], 0, 1, [[0, 0, 0], [0, 0, 0.02]])?.contains("coincide") == true)
        #expect(kind([1, 1], 0, 1, [[0, 0, 0], [0, .nan, 1]])?.contains("finite") == true)
        #expect(kind([1, 1], 0, 1, [[0, 0, 0], [0, 1e300, 1]])?.contains("finite") == true)
    }

    @Test(
        "settings that are not known are refused with what is",
        arguments: [
            ("gfn7xtb", "accuracy", KeywordValue.number(1), "gfn2xtb"),
            ("gfnff", "accuracy", .number(1), "process"),
            ("gfn2xtb", "temperature", .number(1), "electronic_temperature"),
            ("gfn2xtb", "accuracy", .word("fine"), "number"),
            ("gfn2xtb", "alpb", .word("water"), "gbsa"),
        ])
    func settings(method: String, keyword: String, value: KeywordValue, hint: String) {
        let error = #expect(throws: ElectronicStructureError.self) {
            try KnownEnergy.water.answer(method, [keyword: value])
        }
        #expect(error?.kind == .input)
        #expect(error?.message.contains(hint) == true)
    }

    @Test("charges that do not converge are an error the caller can adjust to, and a session survives it")
    func convergence() throws {
        let far = KnownEnergy.iodomethane
        let level = LevelOfTheory(keywords: ["max_iterations": .integer(1), "accuracy": .number(1e-4)])
        let error = #expect(throws: ElectronicStructureError.self) {
            try XTBEngine().session(for: far.system, level: level).energyAndGradient(at: far.geometry)
        }
        #expect(error?.kind == .convergence)
        #expect(error?.recovery == .adjust)
        #expect(error?.message.contains("converge") == true)
    }

    @Test("OpenMP and BLAS stay on the calling thread")
    func oneThread() throws {
        _ = try KnownEnergy.water.answer()
        typealias Count = @convention(c) () -> Int32
        let handle = dlopen(nil, RTLD_LAZY)
        for name in ["omp_get_max_threads", "openblas_get_num_threads"] {
            let symbol = try #require(dlsym(handle, name))
            #expect(unsafeBitCast(symbol, to: Count.self)() == 1)
        }
    }
}

import Chemistry
import Glibc
import JSON
import TestSupport
import Testing
import TorsionDrive
import Workflow

@Suite("A drive's state")
struct DriveStateTests {
    /// The torsion of methanol on a coarse grid.
    private static let task: QCTask = {
        var spec = TaskSpec(kind: .torsion1d, program: "xtb", model: QCModel(method: "gfn2xtb", basis: nil))
        spec.gridSpacing = 60
        return QCTask(spec: spec, smiles: "[CH3:1][OH:2]", centralBond: [1, 2])
    }()

    /// A threefold rotor's energy; the start geometry stands for the optimum.
    private static func result(_ job: GridPointJob) -> ConstrainedOptimizationResult {
        let energy = -1 + 0.001 * cos(3 * Double(job.gridAngle) * .pi / 180)
        return ConstrainedOptimizationResult(
            energy: energy, geometry: job.optimization.geometry, gradients: 1, iterations: 1)
    }

    private static func prepared() throws -> DriveState {
        var state = DriveState(task: task)
        #expect(state.needsPreparation)
        state.record(.success(try DrivePreparation(task)))
        return state
    }

    @Test("a drive is prepared, scanned, and ends with a record, whatever the order of results", arguments: 1...3)
    func whole(seed: UInt64) throws {
        var inOrder = try Self.prepared()
        while let job = inOrder.ready.first { inOrder.record(Self.result(job), for: job.id) }
        var random = SeededGenerator(seed: seed)
        var shuffled = try Self.prepared()
        while let job = shuffled.ready.randomElement(using: &random) { shuffled.record(Self.result(job), for: job.id) }
        #expect(shuffled == inOrder)
        let outcome = try #require(inOrder.outcome()).get()
        #expect(outcome.warnings.isEmpty)
        #expect(inOrder.gridPoints == (6, 6))
        #expect(outcome.record["final_energies"]?.object?.keys.count == 6)
    }

    @Test("repeated and unasked results change nothing")
    func repeated() throws {
        var state = try Self.prepared()
        let prepared = state
        state.record(.failure(WorkFailure(type: "E", message: "late")))
        state.record(.success(try DrivePreparation(Self.task)))
        #expect(state == prepared)
        let job = try #require(state.ready.first)
        state.record(Self.result(job), for: "unknown")
        #expect(state == prepared)
        state.record(Self.result(job), for: job.id)
        let once = state
        var other = Self.result(job)
        other.energy = -2
        state.record(other, for: job.id)
        #expect(state == once)
    }

    @Test("a failed preparation is the drive's failure, and nothing is asked for")
    func failedPreparation() throws {
        var state = DriveState(task: Self.task)
        let failure = WorkFailure(type: "E", message: "no conformer")
        state.record(.failure(failure))
        #expect(throws: failure) { try state.outcome()?.get() }
        #expect(!state.needsPreparation && state.ready.isEmpty)
        state.record(.success(try DrivePreparation(Self.task)))
        #expect(throws: failure) { try state.outcome()?.get() }
    }

    @Test("a centre without a stated configuration gets one, the same in every conformer, and the user is told")
    func undefinedConfiguration() throws {
        var task = Self.task
        task.smiles = "CC[P:1](=O)([O-])[O:2]C"
        let preparation = try DrivePreparation(task)
        #expect(preparation.configurationNote?.contains("@") == true)
        let (molecule, seeds) = (
            try Molecule(mappedSMILES: preparation.cmiles, allowUndefinedStereo: true),
            preparation.setup.conformers
        )
        let phosphorus = try #require(molecule.atoms.firstIndex { $0.atomicNumber == 15 })
        let around = molecule.neighbors[phosphorus].sorted()
        let hands = seeds.map { seed in
            let (a, b, c) = (
                seed[around[0]] - seed[phosphorus], seed[around[1]] - seed[phosphorus],
                seed[around[2]] - seed[phosphorus]
            )
            return a.x * (b.y * c.z - b.z * c.y) + a.y * (b.z * c.x - b.x * c.z) + a.z * (b.x * c.y - b.y * c.x) > 0
        }
        #expect(!hands.isEmpty && Set(hands).count == 1)
        #expect(try DrivePreparation(Self.task).configurationNote == nil)
    }

    @Test("a drive whose points all fail says why")
    func failedPoints() throws {
        var state = try Self.prepared()
        while let job = state.ready.first {
            var result = Self.result(job)
            result.failure = OptimizationFailure(.engine, "SCF did not converge")
            state.record(result, for: job.id)
        }
        let error = #expect(throws: WorkFailure.self) { try state.outcome()?.get() }
        #expect(error?.message.contains("SCF did not converge") == true)
        #expect(error?.message.contains("only 0 of 6 grid points") == true)
    }
}

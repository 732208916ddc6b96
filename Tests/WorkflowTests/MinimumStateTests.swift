import Chemistry
import Fragmentation
import JSON
import Report
import SMIRNOFF
import TestSupport
import Testing
import TorsionDrive
import Workflow

@Suite("Reference data at a minimum")
struct MinimumStateTests {
    private static func task(_ kind: TaskSpec.Kind, _ smiles: String, conformers: Int) throws -> QCTask {
        var spec = TaskSpec(kind: kind, program: "xtb", model: QCModel(method: "gfn2xtb", basis: nil))
        spec.nConformers = conformers
        return QCTask.whole(spec, of: try Molecule(smiles: smiles))
    }

    private static func isPreparation(_ named: NamedJob) -> Bool {
        if case .minimumPreparation = named.job { true } else { false }
    }

    /// A search whose conformers are made, each with a job.
    private static func prepared(_ task: QCTask) throws -> WorkState {
        var state = WorkState(.optimization(task))
        let first = try #require(state.ready.first)
        #expect(isPreparation(first) && state.ready.count == 1)
        state.record(.success(.minimumPreparation(try MinimumPreparation(task))), forJob: first.name)
        return state
    }

    /// An optimum as high as the number in the job's name says, the third the lowest.
    private static func optimum(_ named: NamedJob) throws -> Result<JobResult, WorkFailure> {
        guard case .gridPoint(let optimization) = named.job, let number = named.name.split(separator: " ").last,
            let conformer = Int(number)
        else { throw WorkFailure(type: "Test", message: "\(named.name) is no optimisation") }
        let energy = -1 + 0.01 * Double((conformer - 2) * (conformer - 2))
        return .success(
            .gridPoint(
                ConstrainedOptimizationResult(
                    energy: energy, geometry: optimization.geometry, gradients: 2, iterations: 1)))
    }

    @Test("the lowest optimum is the outcome, whatever the order of results", arguments: 1...3)
    func lowest(seed: UInt64) throws {
        let task = try Self.task(.optimization, "ClSSSSSSCl", conformers: 8)
        var random = SeededGenerator(seed: seed)
        var (inOrder, shuffled) = (try Self.prepared(task), try Self.prepared(task))
        #expect(inOrder.ready.count > 2)
        let third = inOrder.ready[2]
        while let job = inOrder.ready.first { inOrder.record(try Self.optimum(job), forJob: job.name) }
        while let job = shuffled.ready.randomElement(using: &random) {
            shuffled.record(try Self.optimum(job), forJob: job.name)
            shuffled.record(.failure(WorkFailure(type: "E", message: "late")), forJob: job.name)
        }
        #expect(inOrder == shuffled)
        let result = try #require(inOrder.outcome).get()
        let outcome = try #require(result.qcOutcome)
        #expect(outcome.warnings.isEmpty)
        #expect(outcome.record["energies"] == [.number(-1)])
        guard case .gridPoint(let optimization) = third.job else { return }
        let flat = outcome.record["final_molecule"]?["geometry"]?.array?.compactMap(\.number) ?? []
        #expect(flat.count == 3 * optimization.geometry.count)
        #expect(abs((flat.first ?? 0) - optimization.geometry[0].x) < 1e-7)
    }

    @Test("a lost conformer is a warning, losing all is a failure with the reason")
    func lost() throws {
        let task = try Self.task(.optimization, "ClSSSSSSCl", conformers: 8)
        let failure = Result<JobResult, WorkFailure>.failure(WorkFailure(type: "E", message: "no self-consistency"))
        var (one, all) = (try Self.prepared(task), try Self.prepared(task))
        one.record(failure, forJob: one.ready[0].name)
        while let job = one.ready.first { one.record(try Self.optimum(job), forJob: job.name) }
        let result = try #require(one.outcome).get()
        let outcome = try #require(result.qcOutcome)
        #expect(outcome.warnings.count == 1)
        #expect(outcome.warnings[0].contains("conformer 1 of") && outcome.warnings[0].contains("no self-consistency"))
        while let job = all.ready.first { all.record(failure, forJob: job.name) }
        let error = #expect(throws: WorkFailure.self) { try all.outcome?.get() }
        #expect(error?.message.contains("no self-consistency") == true)
        var hessian = WorkState(.hessian(try Self.task(.hessian, "CO", conformers: 1)))
        hessian.record(failure, forJob: hessian.ready[0].name)
        #expect(throws: WorkFailure.self) { try hessian.outcome?.get() }
        #expect(hessian.ready.isEmpty)
    }

    @Test("equal molecules have equal tasks, whatever the order of their atoms")
    func canonical() throws {
        let first = try Self.task(.hessian, "OCC", conformers: 1)
        #expect(first == (try Self.task(.hessian, "[CH3:7][CH2:2][OH:1]", conformers: 1)))
        let optimization = try Self.task(.optimization, "OCC", conformers: 1)
        #expect(WorkRequest.hessian(first).key != WorkRequest.optimization(optimization).key)
    }

    @Test("methanol's bonds are fitted to a geometry and frequencies that are made on the way")
    func methanol() throws {
        var factory = BespokeWorkflowFactory()
        factory.fragmentationEngine = .pfizer(PfizerFragmenter())
        factory.parameterHyperparameters = [.properTorsions, .bonds, .angles].map { Hyperparameters(type: $0) }
        factory.defaultQCSpecs[0].program = "xtb"
        factory.defaultQCSpecs[0].method = "gfn2xtb"
        factory.defaultQCSpecs[0].basis = nil
        factory.targetTemplates = [TargetSchema(kind: .vibration()), TargetSchema(kind: .optGeo())]
        let request = try factory.optimizationSchema(
            for: Molecule(smiles: "CO"), forceField: ForceField(offxml: Rehearsal.forceField, allowCosmetic: false))
        let state = try Laboratory(request).state
        #expect(state.output.status == .success, "\(state.output.error ?? "")")
        #expect(state.warnings.isEmpty, "\(state.warnings)")
        let results = try #require(state.output.results)
        let schema = try #require(results.inputSchema)
        for target in schema.stages[0].targets {
            guard case .local(let records) = target.referenceData else {
                Issue.record("a target has no records")
                continue
            }
            #expect(records.count == 1)
            #expect(records[0]["success"]?.boolean == true)
        }
        let report = try #require(state.fit).report
        #expect(report.converged)
        #expect(report.objective[report.objective.count - 1].total < 0.5 * report.objective[0].total)
        #expect(Set(report.parameters.map(\.section)) == ["Bonds", "Angles"])
        #expect(results.refitForceField?.contains("!r+0A") == true)
    }
}

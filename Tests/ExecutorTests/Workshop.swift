import Chemistry
import Executor
import ExecutorTestSupport
import Fragmentation
import SMIRNOFF
import Workflow

/// A scheduler with a notebook, and workers that compute what is cheap and make up what costs electrons.
struct Workshop {
    private(set) var scheduler: Scheduler
    private(set) var notebook = Notebook()
    private(set) var revoked: [Lease] = []
    var now = 0.0
    private var tokens = 0
    private var tasks = 0

    init(cores: Int = 2, limits: [WorkRequest.Category: Int] = [:], policy: RetryPolicy = RetryPolicy()) {
        scheduler = Scheduler(budget: CoreBudget(total: cores, limits: limits), policy: policy)
    }

    /// A schema with a rotatable bond or more, without charges to be computed.
    static func schema(_ smiles: String) throws -> BespokeOptimizationSchema {
        var factory = BespokeWorkflowFactory()
        factory.fragmentationEngine = .pfizer(PfizerFragmenter())
        factory.defaultQCSpecs = [
            QCSpec(program: "xtb", method: "gfn2xtb", basis: nil, name: "xtb", description: "xtb")
        ]
        let forceField = try ForceFieldLibrary.standard.forceField(factory.initialForceField, allowCosmetic: true)
        return try factory.optimizationSchema(for: Molecule(smiles: smiles), forceField: forceField)
    }

    /// Charges of a molecule, which are a job of their own.
    static func charges(_ name: String) -> WorkRequest {
        .charges(ChargeRequest(cmiles: name, method: .am1bcc))
    }

    private mutating func write() {
        let transition = scheduler.takeTransition()
        revoked += transition.revoked
        notebook.apply(transition)
    }

    @discardableResult
    mutating func submit(_ schema: BespokeOptimizationSchema, priority: Int = 0) -> Int {
        tasks += 1
        scheduler.submit(id: tasks, Submission(schema: schema, priority: priority))
        write()
        return tasks
    }

    mutating func submit(_ request: WorkRequest) throws {
        try scheduler.submit(request, from: notebook)
        write()
    }

    mutating func lease(to worker: String = "local", isRemote: Bool = false) throws -> LeasedJob? {
        try lease(to: Scheduler.Applicant(name: worker, isRemote: isRemote))
    }

    mutating func lease(to applicant: Scheduler.Applicant) throws -> LeasedJob? {
        tokens += 1
        let job = try scheduler.lease(to: applicant, token: "t\(tokens)", now: now, from: notebook)
        write()
        return job
    }

    @discardableResult
    mutating func complete(_ job: LeasedJob, by worker: String = "local", _ ending: JobCompletion.Ending? = nil) throws
        -> Bool
    {
        let ending = ending ?? .reported(Self.worker.report(of: job.job))
        let isHeld = try scheduler.complete(token: job.token, worker: worker, ending, now: now, from: notebook)
        write()
        return isHeld
    }

    mutating func request(_ body: (inout Scheduler, Notebook) throws -> Void) rethrows {
        try body(&scheduler, notebook)
        write()
    }

    /// A new scheduler that takes up what is written down.
    mutating func restart() throws {
        var fresh = Scheduler(budget: scheduler.budget, policy: scheduler.policy)
        let (waiting, running, requests) = notebook.unfinished
        try fresh.restore(waiting: waiting, running: running, requests: requests, from: notebook)
        scheduler = fresh
        write()
    }

    /// Works until nothing is left to do.
    mutating func finish() throws {
        while let job = try lease() { try complete(job) }
    }

    /// What a worker would report; a fit fails for want of real data.
    private static let worker = RehearsedWorker(
        charges: { request in
            let molecule = try? Molecule(mappedSMILES: request.cmiles)
            return Array(repeating: 0, count: molecule?.atoms.count ?? 1)
        }, fit: { try FitOutcome($0) })
}

internal import AmberTools
internal import Chemistry
internal import ElectronicStructure
internal import Foundation
internal import NAGL
internal import TorsionDrive
public import Workflow

/// Runs tasks on this machine's cores, in this process.
public struct LocalExecutor: Sendable {
    /// How many cores may be used.
    public let budget: CoreBudget

    private let engine = TimedEngine(XTBEngine())

    /// The folder in which programs work; nil for the system's temporary folder.
    public let workingFolder: String?

    /// An executor with a budget of cores.
    public init(budget: CoreBudget = .wholeMachine, workingFolder: String? = nil) {
        (self.budget, self.workingFolder) = (budget, workingFolder)
    }

    /// CPU seconds spent inside the QC engine so far.
    public var engineSeconds: Double { engine.seconds }

    /// Runs one task to its end; when the surrounding Swift task is cancelled, the task is cancelled too and ends soon.
    ///
    /// - Parameters:
    ///   - schema: what is to be fitted.
    ///   - report: called with the progress whenever something has been finished.
    /// - Returns: the finished task; failures are part of it.
    public func run(
        _ schema: BespokeOptimizationSchema, report: (RunProgress) async -> Void
    ) async -> TaskState {
        var schedule = Schedule(task: TaskState(id: "1", schema: schema), budget: budget)
        await withTaskGroup(of: LocalReport.self) { group in
            schedule.begin()
            while !schedule.isFinished {
                while let job = schedule.next() {
                    group.addTask { LocalReport(category: job.category, content: await perform(job)) }
                }
                await report(schedule.progress)
                guard let finished = await group.next() else { break }
                schedule.record(finished)
                if Task.isCancelled { schedule.cancel() }
            }
            group.cancelAll()
        }
        await report(schedule.progress)
        return schedule.task
    }

    private func perform(_ job: LocalJob) async -> LocalReport.Content {
        switch job {
        case .prepare(let key, let task):
            return .prepare(key: key, await result { try DrivePreparation(task) })
        case .gridPoint(let key, let point):
            return .gridPoint(key: key, id: point.id, point.optimization.result(engine: engine))
        case .conformers(let key, let request):
            return .conformers(key: key, await result { try ConformerSelection(request) })
        case .bondOrder(let key, let job):
            return .bondOrder(
                key: key, conformer: job.conformer, await result { try await job.bondOrders(in: workingFolder) })
        case .work(let key, let request):
            return .work(key: key, await result { try await perform(request) })
        }
    }

    private func perform(_ request: WorkRequest) async throws -> WorkResult {
        switch request {
        case .fragmentation(let request): .fragmentation(try request.step())
        case .parameters(let request): .parameters(try ParameterGeneration(request))
        case .charges(let request): .charges(try await charges(request))
        case .fit(let request): .fit(try FitOutcome(request))
        case .torsionDrive, .bondOrders:
            throw WorkFailure(type: "InternalError", message: "torsion drives and bond orders are no single job")
        }
    }

    /// Partial charges [e] of a molecule, in the order of its mapped SMILES.
    ///
    /// - Throws: `AmberToolsError`, `NAGLError` or `ChemistryError` when they cannot be made.
    public func charges(_ request: ChargeRequest) async throws -> [Double] {
        let molecule = try Molecule(mappedSMILES: request.cmiles)
        switch request.method {
        case .am1bcc: return try await AmberTools(workingFolder: workingFolder).am1bccCharges(of: molecule)
        case .nagl(let modelFile): return try NAGLLibrary.model(named: modelFile).charges(of: molecule)
        }
    }

    private func result<T>(_ body: () async throws -> T) async -> Result<T, WorkFailure> {
        do {
            return .success(try await body())
        } catch {
            return .failure(WorkFailure(error))
        }
    }
}

extension CoreBudget {
    /// Every core that this process may use.
    public static var wholeMachine: CoreBudget { CoreBudget(total: ProcessInfo.processInfo.activeProcessorCount) }
}

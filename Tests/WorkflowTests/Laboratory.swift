import Chemistry
import ElectronicStructure
import TorsionDrive
import Workflow

/// A task of which every job is carried out here, electrons by GFN2-xTB; only charges are given, as zeros.
struct Laboratory {
    /// The finished task.
    let state: TaskState

    init(_ schema: BespokeOptimizationSchema) throws {
        var state = TaskState(id: "1", schema: schema)
        var commands = state.handle(.submitted)
        while !commands.isEmpty {
            guard case .enqueue(let key, let request) = commands.removeFirst() else { continue }
            switch try Self.outcome(of: request) {
            case .success(let result): commands += state.handle(.succeeded(key: key, result))
            case .failure(let failure): commands += state.handle(.failed(key: key, failure))
            }
        }
        self.state = state
    }

    private static func outcome(of request: WorkRequest) throws -> Result<WorkResult, WorkFailure> {
        var work = WorkState(request)
        while true {
            if let outcome = work.outcome { return outcome }
            for need in work.needs { work.record(try outcome(of: need), for: need) }
            guard let named = work.ready.first else {
                return .failure(WorkFailure(type: "Stuck", message: "there is nothing to do"))
            }
            work.record(.success(try result(of: named.job)), forJob: named.name)
        }
    }

    private static func result(of job: Job) throws -> JobResult {
        switch job {
        case .fragmentation(let request): .fragmentation(try request.step())
        case .conformers(let request): .conformers(try ConformerSelection(request))
        case .bondOrder: throw WorkFailure(type: "Laboratory", message: "bond orders are not made here")
        case .parameters(let request): .parameters(try ParameterGeneration(request))
        case .drivePreparation(let task): .drivePreparation(try DrivePreparation(task))
        case .gridPoint(let optimization): .gridPoint(optimization.result(engine: XTBEngine()))
        case .minimumPreparation(let task): .minimumPreparation(try MinimumPreparation(task))
        case .gradients(let job): .gradients(try job.gradients(engine: XTBEngine()))
        case .charges(let request): .charges(try Molecule(mappedSMILES: request.cmiles).atoms.map { _ in 0 })
        case .fit(let request): .fit(try FitOutcome(request))
        }
    }
}

internal import AmberTools
internal import Chemistry
internal import ElectronicStructure
internal import NAGL
internal import QCPrograms
internal import TorsionDrive
public import Workflow

/// Carries out jobs in this process, each on one core.
public struct Calculator: Sendable {
    /// The folder in which programs get their temporary folders; nil for the system's.
    public let workingFolder: String?

    let programs: EngineLibrary
    private let engine: TimedEngine

    /// A calculator whose programs work below a folder.
    public init(workingFolder: String? = nil) {
        self.workingFolder = workingFolder
        programs = EngineLibrary(workingFolder: workingFolder)
        engine = TimedEngine(programs)
    }

    /// CPU seconds spent inside the QC engine so far.
    public var engineSeconds: Double { engine.seconds }

    /// Carries a job out; a failure is part of the report.
    public func report(of job: Job) async -> JobReport {
        do {
            return JobReport(.success(try await result(of: job)))
        } catch {
            return JobReport(.failure(WorkFailure(error)))
        }
    }

    private func result(of job: Job) async throws -> JobResult {
        switch job {
        case .fragmentation(let request): .fragmentation(try request.step())
        case .conformers(let request): .conformers(try ConformerSelection(request))
        case .bondOrder(let job): .bondOrder(try await job.bondOrders(in: workingFolder))
        case .parameters(let request): .parameters(try ParameterGeneration(request))
        case .drivePreparation(let task): .drivePreparation(try DrivePreparation(task, choose: choice(of:for:)))
        case .gridPoint(let optimization): .gridPoint(optimization.result(engine: engine))
        case .minimumPreparation(let task): .minimumPreparation(try MinimumPreparation(task, choose: choice(of:for:)))
        case .gradients(let job): .gradients(try job.gradients(engine: engine))
        case .charges(let request): .charges(try await charges(request))
        case .fit(let request): .fit(try FitOutcome(request))
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
        case .given(let charges): return charges
        }
    }
}

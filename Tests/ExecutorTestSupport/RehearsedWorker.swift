import Glibc
public import TorsionDrive
public import Workflow

/// Does what is cheap and makes up what costs electrons: energies follow a threefold rotor, bond orders are 1.
public struct RehearsedWorker: Sendable {
    private let charges: @Sendable (ChargeRequest) throws -> [Double]
    private let fit: @Sendable (FitRequest) throws -> FitOutcome

    /// A worker that makes up charges and fits as it is told.
    public init(
        charges: @escaping @Sendable (ChargeRequest) throws -> [Double],
        fit: @escaping @Sendable (FitRequest) throws -> FitOutcome
    ) {
        (self.charges, self.fit) = (charges, fit)
    }

    /// What it reports of a job.
    public func report(of job: Job) -> JobReport {
        do {
            return JobReport(.success(try result(of: job)))
        } catch {
            return JobReport(.failure(WorkFailure(error)))
        }
    }

    private func result(of job: Job) throws -> JobResult {
        switch job {
        case .fragmentation(let request): return .fragmentation(try request.step())
        case .conformers(let request): return .conformers(try ConformerSelection(request))
        case .parameters(let request): return .parameters(try ParameterGeneration(request))
        case .drivePreparation(let task): return .drivePreparation(try DrivePreparation(task))
        case .gridPoint(let optimization):
            let energy = -1 + 0.001 * cos(3 * optimization.targetAngle * .pi / 180)
            return .gridPoint(
                ConstrainedOptimizationResult(
                    energy: energy, geometry: optimization.geometry, gradients: 1, iterations: 1))
        case .minimumPreparation, .gradients:
            throw WorkFailure(type: "RehearsedWorker", message: "minima and Hessians are not made here")
        case .charges(let request): return .charges(try charges(request))
        case .bondOrder(let job): return .bondOrder(Array(repeating: 1, count: job.geometry.count))
        case .fit(let request): return .fit(try fit(request))
        }
    }
}

internal import ElectronicStructure
public import TorsionDrive

/// One torsion drive, from its task to its record, as a pure state machine.
///
/// First the drive is prepared (conformers, dihedral); then its grid points are optimised, in any order and anywhere.
public struct DriveState: Sendable, Codable, Equatable {
    /// What is computed.
    public let task: QCTask
    /// Conformers and dihedral, once they are known.
    public private(set) var preparation: DrivePreparation?
    /// The state of the scan, once it has begun.
    public private(set) var wavefront: Wavefront?
    /// Why the drive failed, if it did.
    public private(set) var failure: WorkFailure?

    /// A drive that has not begun.
    public init(task: QCTask) { self.task = task }

    /// Takes in the preparation; a repeated one changes nothing.
    public mutating func record(_ result: Result<DrivePreparation, WorkFailure>) {
        guard preparation == nil, failure == nil else { return }
        switch result {
        case .failure(let failure): self.failure = failure
        case .success(let preparation):
            do {
                wavefront = try Wavefront(setup: preparation.setup)
                self.preparation = preparation
            } catch {
                failure = WorkFailure(error)
            }
        }
    }

    /// Takes in what became of a grid point; a job that could not be done at all is a failed point, not a failed drive.
    public mutating func record(_ result: Result<ConstrainedOptimizationResult, WorkFailure>, for id: GridPointJob.ID) {
        switch result {
        case .success(let result): record(result, for: id)
        case .failure(let failure):
            guard let job = ready.first(where: { $0.id == id }) else { return }
            let lost = ConstrainedOptimizationResult(
                energy: nil, geometry: job.optimization.geometry, gradients: 0, iterations: 0,
                failure: OptimizationFailure(.engine, failure.message, recovery: .never))
            record(lost, for: id)
        }
    }

    /// Takes in an optimised grid point; one that was not asked for changes nothing.
    public mutating func record(_ result: ConstrainedOptimizationResult, for id: GridPointJob.ID) {
        wavefront?.record(result, for: id)
        if let wavefront, wavefront.isFinished, let error = wavefront.failure { failure = WorkFailure(error) }
    }

    /// Whether the conformers are still to be made.
    public var needsPreparation: Bool { preparation == nil && failure == nil }

    /// The grid points that can be optimised now.
    public var ready: [GridPointJob] { failure == nil ? wavefront?.ready ?? [] : [] }

    /// Whether a job is for a point that none has reached yet.
    public func isAtFront(_ job: GridPointJob) -> Bool { wavefront?.isAtFront(job) ?? false }

    /// How many grid angles have a geometry, and of how many.
    public var gridPoints: (finished: Int, total: Int) {
        let total = wavefront?.grid.angles.count ?? 360 / max(1, task.spec.gridSpacing)
        return (failure == nil ? wavefront?.profile.count ?? 0 : total, total)
    }

    /// Whether every grid point has been settled, or the drive has failed.
    public var isFinished: Bool { failure != nil || wavefront?.isFinished == true }

    /// The record, once every grid point has been settled, or the failure.
    public func outcome() -> Result<QCOutcome, WorkFailure>? {
        if let failure { return .failure(failure) }
        guard let wavefront, let preparation, wavefront.isFinished else { return nil }
        do {
            return .success(try QCOutcome(task: task, preparation: preparation, wavefront: wavefront))
        } catch {
            return .failure(WorkFailure(error))
        }
    }
}

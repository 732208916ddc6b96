internal import ElectronicStructure
internal import TorsionDrive

extension WorkFailure {
    /// A result of another kind than the job it is for.
    static var foreignResult: WorkFailure {
        WorkFailure(type: "ReportError", message: "the result of a job is of another kind than the job")
    }
}

extension JobResult {
    var fragmentation: Result<FragmentationStep, WorkFailure> {
        if case .fragmentation(let step) = self { .success(step) } else { .failure(.foreignResult) }
    }

    var conformers: Result<ConformerSelection, WorkFailure> {
        if case .conformers(let selection) = self { .success(selection) } else { .failure(.foreignResult) }
    }

    var bondOrder: Result<[Double], WorkFailure> {
        if case .bondOrder(let orders) = self { .success(orders) } else { .failure(.foreignResult) }
    }

    var drivePreparation: Result<DrivePreparation, WorkFailure> {
        if case .drivePreparation(let preparation) = self { .success(preparation) } else { .failure(.foreignResult) }
    }

    var minimumPreparation: Result<MinimumPreparation, WorkFailure> {
        if case .minimumPreparation(let preparation) = self { .success(preparation) } else { .failure(.foreignResult) }
    }

    var gradients: Result<[EnergyGradient], WorkFailure> {
        if case .gradients(let gradients) = self { .success(gradients) } else { .failure(.foreignResult) }
    }

    var gridPoint: Result<ConstrainedOptimizationResult, WorkFailure> {
        if case .gridPoint(let result) = self { .success(result) } else { .failure(.foreignResult) }
    }
}

extension WorkResult {
    var bondOrders: Result<BondOrderMean, WorkFailure> {
        if case .bondOrders(let mean) = self { .success(mean) } else { .failure(.foreignResult) }
    }

    var charges: Result<[Double], WorkFailure> {
        if case .charges(let charges) = self { .success(charges) } else { .failure(.foreignResult) }
    }
}

internal import Units

/// Which points of a set of QM energies are used, and what to say about the others.
struct PointScreening {
    let name: String
    /// [hartree]
    let energies: [Double]
    private(set) var warnings: [FitWarning] = []
    private var usable: [Bool]

    init(name: String, energies: [Double]) {
        self.name = name
        self.energies = energies
        usable = energies.map(\.isFinite)
        let bad = energies.indices.filter { !energies[$0].isFinite }
        if !bad.isEmpty {
            warnings.append(
                FitWarning(
                    .energyNotFinite, name,
                    "target \(name): the reference energies of points \(bad) (from 0) are not numbers; they are left out"
                ))
        }
    }

    func isUsable(_ point: Int) -> Bool { usable[point] }

    mutating func leaveOut(_ point: Int, _ reason: String) {
        usable[point] = false
        warnings.append(
            FitWarning(.relaxationFailed, name, "target \(name): point \(point) (from 0) is left out: \(reason)"))
    }

    /// Energies relative to the lowest usable one [kcal/mol], weights, and the number of the lowest point.
    mutating func settle(
        _ weighting: EnergyWeighting
    ) throws(FittingError) -> (relative: [Double], weights: [Double], lowest: Int) {
        let points = energies.indices.filter { usable[$0] }
        guard let lowest = points.min(by: { energies[$0] < energies[$1] }) else {
            throw FittingError(.noUsablePoints, "target \(name): no point has a usable energy")
        }
        let relative = energies.indices.map {
            usable[$0] ? (energies[$0] - energies[lowest]) * Constants.kilocaloriePerMolePerHartree : .nan
        }
        let weights = weighting.weights(of: relative)
        let dropped = points.filter { weights[$0] == 0 }
        if !dropped.isEmpty {
            warnings.append(
                FitWarning(
                    .pointsAboveCutoff, name,
                    "target \(name): \(dropped.count) of \(energies.count) points lie more than "
                        + "\(weighting.cutoff) kcal/mol above the lowest and do not count"))
        }
        guard points.count - dropped.count > 1 else {
            throw FittingError(
                .noUsablePoints,
                "target \(name): fewer than two points lie within \(weighting.cutoff) kcal/mol of the lowest; "
                    + "raise the energy cut-off or check the reference data")
        }
        return (relative, weights, lowest)
    }
}

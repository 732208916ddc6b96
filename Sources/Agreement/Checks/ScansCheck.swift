internal import Chemistry
internal import Fitting
public import JSON
internal import MolecularMechanics
internal import SMIRNOFF

/// Restrained relaxations along dihedral scans, their derivatives by torsion k, and the objective made of them.
///
/// A minimum that is lower, with the restraint counted, than the recorded one is agreement; what follows from the recorded minimum is then not
/// compared.
public struct ScansCheck: FileCheck {
    /// The name of the file.
    public let fileName = "scans"

    /// A check of `scans.json`.
    public init() {}

    /// One line, `scans`.
    public func lines(_ file: JSON, in set: RecordedSet) throws -> [ComparisonLine] {
        let compiled = try CompiledForceField(
            try ForceFieldLibrary.standard.forceField(
                file["force_field"]?.string ?? RecordedSet.primaryForceField))
        return [
            line(
                fileName, file, in: set, attempt: { _ = try compiled.labels(of: Molecule(smiles: $0)) },
                compare: { record, comparison in
                    let scan = try RecordedScan(record, compiled)
                    let lower = try relax(scan, &comparison)
                    if !lower { try compareObjective(scan, &comparison) }
                })
        ]
    }

    /// - Returns: whether ours found a lower minimum somewhere.
    private func relax(_ scan: RecordedScan, _ comparison: inout RecordComparison) throws -> Bool {
        let potential = try GasPhasePotential(scan.systemOverBond)
        let relaxation = Relaxation(potential, frozen: Set(scan.dihedral))
        var lower = false
        for (number, point) in scan.points.enumerated() {
            let start = scan.geometries[number]
            let relaxed = try relaxation.relax(from: start)
            let place = "point \(number)"
            comparison.require(
                "frozen atoms", scan.dihedral.allSatisfy { relaxed.positions[$0] == start[$0] }, place)
            let total = relaxed.energy.total + relaxed.restraintEnergy
            let theirs = try point.value("tight_energy_with_restraint")
            comparison.compare(
                "energy with restraint [kJ/mol]", max(total, theirs), theirs, within: 1e-4, detail: place)
            guard total > theirs - 1e-3 else {
                lower = true
                continue
            }
            let energy = relaxed.energy.total
            let tight = try point.value("tight_energy")
            comparison.compare("energy [kJ/mol]", energy, tight, within: 1e-4, detail: place)
            if let loose = point["fb_energy"]?.number, abs(loose - tight) <= 2e-3 {
                comparison.compare("energy by ForceBalance [kJ/mol]", energy, loose, within: 2e-3, detail: place)
            }
            try compareDerivatives(scan, number, relaxation, relaxed, &comparison)
        }
        return lower
    }

    private func compareDerivatives(
        _ scan: RecordedScan, _ number: Int, _ relaxation: Relaxation, _ relaxed: RelaxedGeometry,
        _ comparison: inout RecordComparison
    ) throws {
        for derivative in scan.derivatives {
            let recorded = try derivative.values("dE_dk")
            guard recorded.indices.contains(number), let parameter = try scan.parameter(of: derivative) else {
                continue
            }
            let slope = relaxation.potential.slope(of: parameter, at: relaxed.positions)
            var value = zip(slope.gradient, relaxed.response).reduce(slope.energy) { $0 - ($1.0 * $1.1).sum() }
            if abs(value - recorded[number]) > 1e-3 {
                // The recorded value is a central difference with a wide step: the same is made of ours.
                let difference = try centralDifference(parameter, relaxation, from: scan.geometries[number])
                comparison.compare("dE/dk and its central difference", value, difference, within: 3e-3)
                value = difference
            }
            comparison.compare(
                "dE/dk", value, recorded[number], within: 1e-3, detail: "point \(number), \(parameter.reference)")
        }
    }

    private func centralDifference(
        _ parameter: SystemParameter, _ relaxation: Relaxation, from start: [SIMD3<Double>]
    ) throws -> Double {
        let step = 0.05 * 4.184
        let value = relaxation.potential.system.value(of: parameter) ?? 0
        let energies = try [value + step, value - step].map { k in
            var system = relaxation.potential.system
            system.set(parameter, to: k)
            return try Relaxation(GasPhasePotential(system), frozen: relaxation.frozen).relax(from: start).energy.total
        }
        return (energies[0] - energies[1]) / (2 * step)
    }

    private func compareObjective(_ scan: RecordedScan, _ comparison: inout RecordComparison) throws {
        guard let objective = scan.objective, let torsion = scan.target.system.propers.first,
            let source = torsion.source
        else { return }
        let parameter = FittedParameter(
            reference: source, attribute: .k, initialValue: torsion.barrier / 4.184, priorWidth: 6)
        var options = FitOptions()
        options.maximumIterations = 0
        let report = try ParameterFit(
            parameters: [parameter], targets: [.torsionProfile(scan.target)], options: options
        ).run()
        let recorded = try objective.value("X")
        comparison.compare("objective, relative", report.initialObjective / recorded, 1, within: 1e-4)
        guard let profile = report.targets.first?.profile else { return }
        for (ours, theirs) in zip(profile.weights, try objective.values("weights")) {
            comparison.compare("weights", ours, theirs, within: 1e-7)
        }
    }
}

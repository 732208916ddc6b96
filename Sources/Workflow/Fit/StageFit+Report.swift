internal import Fitting
internal import MolecularMechanics
internal import Report
internal import SMIRNOFF

extension StageFit {
    /// Adds what the stage did to the report.
    func add(to whole: inout BespokeReport) {
        for torsion in request.torsions {
            let row = torsionReport(torsion)
            if let known = whole.torsions.firstIndex(where: { $0.bonds == row.bonds && $0.cmiles == row.cmiles }) {
                whole.torsions[known].continue(with: row)
            } else {
                whole.torsions.append(row)
            }
        }
        whole.warnings += warnings
        guard let report else { return }
        whole.converged = whole.converged && (report.isConverged || isSingle)
        whole.reason = isSingle ? "the objective was only evaluated (job_type single)" : report.reason
        whole.objective += report.iterations.filter(\.isAccepted).map {
            .init(total: $0.objective, unpenalized: $0.unpenalized)
        }
        whole.warnings += report.warnings.filter { !(isSingle && $0.kind == .notConverged) }.map(sentence)
        whole.parameters += report.parameters.map(parameterReport)
    }

    /// A warning about a torsion drive names the bonds that the drive stands for, in place of the target.
    private func sentence(_ warning: FitWarning) -> String {
        let torsion = request.torsions.first { torsion in
            let own = profiles.filter { $0.record.isDrive(of: torsion.drivenBond, in: torsion.cmiles) }
            return own.count == 1 && own[0].name == warning.subject
        }
        guard let torsion, !torsion.bonds.isEmpty else { return warning.description }
        let bonds = torsion.bonds.map { bond in bond.map { String($0 + 1) }.joined(separator: "-") }
        let subject = (bonds.count == 1 ? "bond " : "bonds ") + bonds.joined(separator: ", ")
        return warning.description.replacingTarget(warning.subject, with: subject)
    }

    private func parameterReport(_ value: FitReport.Parameter) -> ParameterReport {
        let reference = value.parameter.reference
        let parameter = forceField.parameters(in: reference.section)[reference.index]
        let isTorsion = reference.section.hasSuffix("Torsions")
        return ParameterReport(
            section: reference.section, id: parameter.id ?? "", smirks: parameter.smirks,
            attribute: value.parameter.attribute.rawValue + (isTorsion ? String(reference.term) : ""),
            unit: value.parameter.unit, initial: value.parameter.initialValue, refit: value.refitValue,
            prior: value.priorWidth)
    }

    private func torsionReport(_ torsion: FitRequest.Torsion) -> TorsionReport {
        var row = TorsionReport(
            bonds: torsion.bonds, fragment: torsion.fragmentSMILES, cmiles: torsion.cmiles, dihedral: [],
            smirks: torsion.smirks)
        guard let profile = profiles.first(where: { $0.record.isDrive(of: torsion.drivenBond, in: torsion.cmiles) }),
            let target = report?.targets.first(where: { $0.name == profile.name }), let curves = target.profile
        else { return row }
        row.dihedral = profile.record.dihedral
        row.profile = TorsionProfile(
            angles: profile.record.points.map(\.angle), reference: shifted(curves.reference), initial: curves.initial,
            refit: curves.refit)
        row.referenceBarrier = span(curves.reference)
        row.initial = .init(
            rmse: curves.initialRMSE, maximumError: curves.initialMaximumError, barrier: span(curves.initial))
        row.refit = .init(rmse: curves.refitRMSE, maximumError: curves.refitMaximumError, barrier: span(curves.refit))
        return row
    }

    private func shifted(_ energies: [Double]) -> [Double] {
        let lowest = energies.filter(\.isFinite).min() ?? 0
        return energies.map { $0 - lowest }
    }

    private func span(_ energies: [Double]) -> Double {
        let finite = energies.filter(\.isFinite)
        return (finite.max() ?? 0) - (finite.min() ?? 0)
    }
}

extension String {
    /// The text, with another name in place of `target NAME` at its beginning.
    fileprivate func replacingTarget(_ name: String, with subject: String) -> String {
        let prefix = "target \(name)"
        return hasPrefix(prefix) ? subject + dropFirst(prefix.count) : self
    }
}

extension TorsionReport {
    /// Takes over what a later stage found, keeping the agreement before the first.
    fileprivate mutating func `continue`(with later: TorsionReport) {
        guard let profile = later.profile else { return }
        let (first, known) = (initial, self.profile)
        self = later
        guard let first, let known, known.angles == profile.angles else { return }
        initial = first
        self.profile?.initial = known.initial
    }
}

internal import SMIRNOFF

/// Gives torsion parameters all periodicities from 1 to 4.
enum TorsionExpansion {
    private static let periodicities = 1...4
    private static let largestTermCount = 6

    /// A parameter with a term for each periodicity from 1 to 4, phases 0°, 180°, 0°, 180°, and idivf 1.
    ///
    /// k of an existing term is divided by its idivf and goes to its periodicity; of several with one periodicity the last counts.
    /// Existing terms of higher periodicity follow with their own phase.
    /// - Parameter defaultDivisor: idivf of terms that state none.
    /// - Throws: ``BespokeSMIRKSError`` when a term cannot be read or there would be more than six terms.
    static func expanded(_ parameter: Parameter, defaultDivisor: Double) throws(BespokeSMIRKSError) -> Parameter {
        let existing = try terms(of: parameter)
        var terms: [TorsionTerm] = []
        for periodicity in periodicities {
            let old = existing.last { $0.periodicity == periodicity }
            let phase = Quantity(periodicity % 2 == 0 ? 180 : 0, .degree)
            let k = old.map { Quantity($0.k.value / ($0.idivf ?? defaultDivisor), $0.k.unit) }
            terms.append(TorsionTerm(periodicity: periodicity, phase: phase, k: k ?? Quantity(0, .kilocaloriePerMole)))
        }
        for old in existing where !periodicities.contains(old.periodicity) {
            let k = Quantity(old.k.value / (old.idivf ?? defaultDivisor), old.k.unit)
            terms.append(TorsionTerm(periodicity: old.periodicity, phase: old.phase, k: k))
        }
        guard terms.count <= largestTermCount else {
            throw BespokeSMIRKSError(
                .tooManyTerms,
                "parameter \(parameter.label) would have \(terms.count) torsion terms, but SMIRNOFF fits handle \(largestTermCount); "
                    + "set expand_torsion_terms to false, or use another initial force field")
        }
        var result = parameter
        result.setTorsionTerms(terms)
        return result
    }

    private static func terms(of parameter: Parameter) throws(BespokeSMIRKSError) -> [TorsionTerm] {
        do { return try parameter.torsionTerms() } catch { throw BespokeSMIRKSError(.forceField, error.description) }
    }
}

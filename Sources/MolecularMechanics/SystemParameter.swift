/// What a parameter sets in the terms that use it.
public enum TermAttribute: String, Sendable, Hashable, CaseIterable {
    /// k of bonds [kJ/mol/nm²], angles [kJ/mol/rad²] and torsions [kJ/mol].
    case forceConstant
    /// Rest length of bonds [nm], rest angle of angles [rad], phase of torsions [rad].
    case equilibrium
    /// Lennard-Jones ε [kJ/mol].
    case epsilon
    /// Lennard-Jones σ [nm].
    case sigma
}

/// One number of a force field as the terms of a system see it.
public struct SystemParameter: Hashable, Sendable {
    /// The force-field parameter.
    public let reference: ParameterReference
    /// What it sets.
    public let attribute: TermAttribute

    /// The `attribute` of the parameter `reference`.
    public init(_ reference: ParameterReference, _ attribute: TermAttribute) {
        (self.reference, self.attribute) = (reference, attribute)
    }
}

extension System {
    /// Whether any term takes its value from the parameter.
    public func uses(_ parameter: SystemParameter) -> Bool {
        let reference = parameter.reference
        switch parameter.attribute {
        case .epsilon, .sigma: return particles.contains { $0.source == reference }
        case .forceConstant, .equilibrium:
            return bonds.contains { $0.source == reference } || angles.contains { $0.source == reference }
                || propers.contains { $0.source == reference } || impropers.contains { $0.source == reference }
        }
    }

    /// The value of the first term that uses the parameter, in the units of ``TermAttribute``; nil if none does.
    public func value(of parameter: SystemParameter) -> Double? {
        let reference = parameter.reference
        switch parameter.attribute {
        case .forceConstant:
            return bonds.first { $0.source == reference }?.k
                ?? angles.first { $0.source == reference }?.forceConstant
                ?? (propers.first { $0.source == reference } ?? impropers.first { $0.source == reference })?.barrier
        case .equilibrium:
            return bonds.first { $0.source == reference }?.length ?? angles.first { $0.source == reference }?.angle
                ?? (propers.first { $0.source == reference } ?? impropers.first { $0.source == reference })?.phase
        case .epsilon: return particles.first { $0.source == reference }?.epsilon
        case .sigma: return particles.first { $0.source == reference }?.sigma
        }
    }

    /// Gives every term of the parameter a new value, in the units of ``TermAttribute``.
    public mutating func set(_ parameter: SystemParameter, to value: Double) {
        let reference = parameter.reference
        switch parameter.attribute {
        case .forceConstant:
            for n in bonds.indices where bonds[n].source == reference { bonds[n].k = value }
            for n in angles.indices where angles[n].source == reference { angles[n].forceConstant = value }
            for n in propers.indices where propers[n].source == reference { propers[n].barrier = value }
            for n in impropers.indices where impropers[n].source == reference { impropers[n].barrier = value }
        case .equilibrium:
            for n in bonds.indices where bonds[n].source == reference { bonds[n].length = value }
            for n in angles.indices where angles[n].source == reference { angles[n].angle = value }
            for n in propers.indices where propers[n].source == reference { propers[n].phase = value }
            for n in impropers.indices where impropers[n].source == reference { impropers[n].phase = value }
        case .epsilon:
            for n in particles.indices where particles[n].source == reference { particles[n].epsilon = value }
        case .sigma:
            for n in particles.indices where particles[n].source == reference { particles[n].sigma = value }
        }
    }
}

public import MolecularMechanics

/// One number of the force field that a fit may change: p = p₀ + w·m with m the variable of the optimiser.
public struct FittedParameter: Sendable, Hashable {
    /// The parameter of the force field, and the term of a torsion.
    public let reference: ParameterReference
    /// Which of its attributes.
    public let attribute: ParameterAttribute
    /// Starting value p₀ [unit of the attribute, see ``ParameterAttribute``].
    public let initialValue: Double
    /// Prior width w in the same unit; nil takes the largest |p₀| of the same section and attribute (1 if all are zero).
    public let priorWidth: Double?
    /// Units of `MolecularMechanics` [kJ/mol, nm, rad] in one unit of the value; nil for the units of ``ParameterAttribute``.
    ///
    /// Give it for a force field that writes the attribute in another unit.
    public let internalPerUnit: Double?
    /// What reports call it, e.g. the SMIRKS.
    public let label: String

    /// A parameter to fit.
    public init(
        reference: ParameterReference, attribute: ParameterAttribute, initialValue: Double, priorWidth: Double?,
        internalPerUnit: Double? = nil, label: String = ""
    ) {
        (self.reference, self.attribute) = (reference, attribute)
        (self.initialValue, self.priorWidth, self.internalPerUnit) = (initialValue, priorWidth, internalPerUnit)
        self.label = label
    }

    /// Where the parameter stands, for messages: `ProperTorsions[3].k2`.
    public var name: String {
        let term = attribute == .k && reference.section.hasSuffix("Torsions") ? String(reference.term) : ""
        return "\(reference.section)[\(reference.index)].\(attribute.rawValue)\(term)"
    }

    /// The unit of the value, as OFFXML writes it.
    public var unit: String { attribute.unit(section: reference.section) }

    /// Torsion k may have either sign; all other values may not turn negative.
    var mayBeNegative: Bool { attribute == .k && reference.section.hasSuffix("Torsions") }

    var systemParameter: SystemParameter { SystemParameter(reference, attribute.termAttribute) }
}

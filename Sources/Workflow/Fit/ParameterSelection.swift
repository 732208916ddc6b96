internal import Fitting
internal import Glibc
internal import MolecularMechanics
internal import SMIRNOFF

/// The values that a stage fits: each attribute of each of its parameters that the force field has.
struct ParameterSelection {
    private(set) var parameters: [FittedParameter] = []
    /// Attributes that are kept, and why.
    private(set) var warnings: [String] = []

    /// - Throws: ``WorkflowError`` for a SMIRKS that the force field does not have, `ForceFieldError` for an attribute that
    ///   its parameter does not have.
    init(_ stage: OptimizationStageSchema, in forceField: ForceField) throws {
        var seen: Set<[String]> = []
        for schema in stage.parameters where !schema.cached {
            let tag = schema.type.rawValue
            guard let section = forceField[tag], let index = section.index(ofSMIRKS: schema.smirks) else {
                throw WorkflowError(
                    type: "force_field_error", "the force field has no parameter \(schema.smirks) in \(tag) to fit")
            }
            let priors = stage.parameterHyperparameters.first { $0.type == schema.type }?.priors ?? [:]
            for attribute in schema.attributes.sorted() where seen.insert([tag, schema.smirks, attribute]).inserted {
                try add(attribute, of: section, at: index, priors)
            }
        }
    }

    private mutating func add(
        _ attribute: String, of section: ParameterSection, at index: Int, _ priors: [String: Double]
    ) throws {
        let parameter = section.parameters[index]
        var (name, term) = Self.split(attribute, section.tag)
        var width = priors[attribute] ?? priors[name]
        var written = attribute
        if name == "sigma", parameter.attributes["sigma"] == nil, parameter.attributes["rmin_half"] != nil {
            (name, written) = ("rmin_half", "rmin_half")
            width = width.map { $0 / pow(2, 5.0 / 6) }
        }
        guard let kind = ParameterAttribute(rawValue: name) else {
            warnings.append(
                "\(attribute) of \(parameter.label) in \(section.tag) cannot be fitted and keeps its value")
            return
        }
        let reference = ParameterReference(section: section.tag, index: index, term: term)
        let unit = FittedParameter(reference: reference, attribute: kind, initialValue: 0, priorWidth: nil).unit
        let value = try parameter.quantity(written).value(in: PhysicalUnit(parsing: unit))
        parameters.append(
            FittedParameter(
                reference: reference, attribute: kind, initialValue: value, priorWidth: width,
                label: parameter.smirks))
    }

    /// `k2` of a torsion is the attribute `k` of its second term.
    private static func split(_ attribute: String, _ tag: String) -> (name: String, term: Int) {
        guard tag.hasSuffix("Torsions"), attribute.hasPrefix("k"), let term = Int(attribute.dropFirst()) else {
            return (attribute, 1)
        }
        return ("k", term)
    }
}

extension PhysicalUnit {
    /// The unit of a text such as `kilocalorie / mole`.
    init(parsing text: String) throws(ForceFieldError) {
        self = try Quantity(parsing: "1 * " + text).unit
    }
}

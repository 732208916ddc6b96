import Chemistry
import SMIRNOFF

/// Refuses what a force field asks for and ``System`` cannot express.
struct SupportedModel {
    private static let accepted: [(section: String, attribute: String, values: [String])] = [
        ("Bonds", "potential", ["harmonic", "(k/2)*(r-length)^2"]),
        ("Bonds", "fractional_bondorder_interpolation", ["linear"]),
        ("Angles", "potential", ["harmonic", "(k/2)*(theta-angle)^2"]),
        ("ProperTorsions", "potential", ["k*(1+cos(periodicity*theta-phase))"]),
        ("ProperTorsions", "fractional_bondorder_interpolation", ["linear"]),
        ("ImproperTorsions", "potential", ["k*(1+cos(periodicity*theta-phase))"]),
        ("vdW", "potential", ["Lennard-Jones-12-6"]), ("vdW", "combining_rules", ["Lorentz-Berthelot"]),
        ("Electrostatics", "nonperiodic_potential", ["Coulomb"]),
        ("Electrostatics", "exception_potential", ["Coulomb"]),
        ("Electrostatics", "solvent_dielectric", ["None", "1", "1.0"]),
    ]
    private let forceField: CompiledForceField

    init(_ forceField: CompiledForceField) { self.forceField = forceField }

    /// Throws, with the section's name, when a functional form or a section that applies to the molecule is not supported.
    func check(_ molecule: Molecule) throws(ForceFieldError) {
        for (tag, attribute, values) in Self.accepted {
            guard let value = forceField.forceField[tag]?.attributes[attribute], !values.contains(value) else {
                continue
            }
            throw ForceFieldError(
                .unsupported,
                "\(attribute)='\(value)' of \(tag) is not supported; it can be \(values.joined(separator: " or "))")
        }
        for tag in ["vdW", "Electrostatics"] {
            for (attribute, value) in [("scale12", 0.0), ("scale13", 0), ("scale15", 1)] {
                guard let text = forceField.forceField[tag]?.attributes[attribute], Double(text) != value else {
                    continue
                }
                throw ForceFieldError(
                    .unsupported, "\(attribute)='\(text)' of \(tag) is not supported; it can be \(value)")
            }
        }
        for tag in ["VirtualSites", "GBSA"] where !forceField.matches(in: tag, of: molecule).isEmpty {
            throw ForceFieldError(
                .unsupported,
                "the force field's \(tag) apply to this molecule and are not supported; use one without \(tag)")
        }
    }
}

extension CompiledForceField {
    /// The factor on 1–4 interactions of a non-bonded section.
    func scale14(of tag: String, default standard: Double) throws(ForceFieldError) -> Double {
        guard let text = forceField[tag]?.attributes["scale14"] else { return standard }
        return try Quantity(parsing: text).internalValue
    }
}

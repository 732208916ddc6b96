/// What an attribute of an OFFXML element may hold.
struct AttributeRule: Sendable {
    enum Kind: Sendable {
        case text
        case pattern
        case number
        case wholeNumber
        case quantity(Dimension, example: String)

        static let length = Kind.quantity(.length, example: "1.5 * angstrom")
        static let molarEnergy = Kind.quantity(.molarEnergy, example: "0.1 * kilocalorie_per_mole")
        static let angle = Kind.quantity(.none, example: "109.5 * degree")
        static let charge = Kind.quantity(.charge, example: "-0.8 * elementary_charge")
        static let bondForceConstant = Kind.quantity(
            .bondForceConstant, example: "500 * kilocalorie_per_mole * angstrom**-2")
        static let angleForceConstant = Kind.quantity(.molarEnergy, example: "100 * kilocalorie_per_mole * radian**-2")
    }

    let kind: Kind
    var isRequired = false

    /// Throws when a text is no value of this kind.
    func check(_ text: String) throws(ForceFieldError) {
        switch kind {
        case .text, .pattern: break
        case .number: _ = try Self.number(text)
        case .wholeNumber:
            let value = try Self.number(text)
            guard value == value.rounded(), abs(value) < 1e6 else {
                throw ForceFieldError(.badValue, "'\(text)' is not a whole number")
            }
        case .quantity(let dimension, let example):
            let quantity = try Quantity(parsing: text)
            guard quantity.unit.dimension == dimension, !quantity.unit.factors.isEmpty else {
                throw ForceFieldError(
                    .badValue, "'\(text)' is \(quantity.unit.dimension), write for example '\(example)'")
            }
        }
    }

    static func number(_ text: String) throws(ForceFieldError) -> Double {
        let quantity = try Quantity(parsing: text)
        guard quantity.unit.dimension == .none, quantity.unit.factors.isEmpty else {
            throw ForceFieldError(.badValue, "'\(text)' is not a number without unit")
        }
        return quantity.value
    }
}

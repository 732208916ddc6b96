/// One thing that can be set by an environment variable or in a settings file.
public struct Setting: Sendable, Hashable {
    /// What values it takes.
    public enum Form: String, Sendable {
        case text, integer, number, boolean
        /// An integer, or `auto`.
        case integerOrAuto = "integer or auto"
        /// A number, or `auto`.
        case numberOrAuto = "number or auto"
    }

    /// The environment variable.
    public let name: String
    /// What values it takes.
    public let form: Form
    /// The value where it is not set.
    public let standard: String
    /// What it does.
    public let meaning: String
    /// Whether it does anything; settings of the reference system's parts that do not exist here are accepted.
    public let isEffective: Bool

    init(_ name: String, _ form: Form, _ standard: String, _ meaning: String, isEffective: Bool = true) {
        (self.name, self.form, self.standard) = ("BEFLOW_" + name, form, standard)
        (self.meaning, self.isEffective) = (meaning, isEffective)
    }

    static func without(_ name: String, _ form: Form, _ standard: String, _ reason: String) -> Setting {
        Setting(name, form, standard, "without effect: " + reason, isEffective: false)
    }

    /// Why a value cannot be used, or nil if it can.
    func problem(with value: String) -> String? {
        let isAuto = value.lowercased() == "auto"
        let isValid =
            switch form {
            case .text: true
            case .integer: Int(value) != nil
            case .number: Double(value)?.isFinite == true
            case .boolean: Self.boolean(value) != nil
            case .integerOrAuto: isAuto || (Int(value) ?? 0) > 0
            case .numberOrAuto: isAuto || (Double(value).map { $0.isFinite && $0 > 0 } ?? false)
            }
        return isValid ? nil : "\(name) is '\(value)', which is no \(form.rawValue)"
    }

    static func boolean(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "1", "true", "t", "yes", "y", "on": true
        case "0", "false", "f", "no", "n", "off": false
        default: nil
        }
    }
}

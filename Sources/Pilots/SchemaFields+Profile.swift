internal import Workflow

extension SchemaFields {
    /// Reads a value where it is given; false where it does not fit.
    func read<Value>(
        _ key: String, into value: inout Value, _ take: (SchemaNode, inout Value) -> Bool
    ) -> Bool {
        var taken = value
        let fits = optional(key, default: true) { node in take(node, &taken) }
        if fits == true { value = taken }
        return fits == true
    }

    /// Reads a time above 0, given in some unit [s].
    func seconds(_ key: String, unit: Double = 1, into value: inout Double) -> Bool {
        read(key, into: &value) { node, value in node.positiveNumber().map { value = $0 * unit } != nil }
    }

    /// Reads a text of one line.
    func line(_ key: String, into value: inout String?) -> Bool {
        read(key, into: &value) { node, value in node.line().map { value = $0 } != nil }
    }
}

extension SchemaNode {
    /// A text of one line that is not empty; what would end the line of a script is refused.
    func line() -> String? {
        guard let text = string() else { return nil }
        guard !text.isEmpty, !text.contains(where: \.isNewline) else {
            return fail("ensure this value is one line that is not empty", "value_error")
        }
        return text
    }

    /// An option of `sbatch`.
    func option() -> String? {
        guard let text = line() else { return nil }
        return text.hasPrefix("-") ? text : fail("an option of sbatch begins with `-`", "value_error")
    }

    /// A number of things, from 0.
    func count() -> Int? {
        guard let number = integer() else { return nil }
        return number >= 0 ? number : fail("ensure this value is greater than or equal to 0", "value_error")
    }

    /// Logs an issue; false.
    func report(_ message: String) -> Bool {
        let _: Never? = fail(message, "value_error")
        return false
    }
}

internal import SMIRNOFF

/// Two force fields by content: sections, parameters in order, and the values of all attributes.
struct ForceFieldComparison {
    let ours, theirs: ForceField

    func compare(_ comparison: inout RecordComparison) throws {
        comparison.compare("sections", Set(ours.sections.map(\.tag)), Set(theirs.sections.map(\.tag)))
        for section in ours.sections {
            guard let other = theirs[section.tag] else { continue }
            compare(section.attributes, other.attributes, "\(section.tag) attributes", &comparison)
            comparison.require(
                "\(section.tag) patterns", section.parameters.map(\.smirks) == other.parameters.map(\.smirks),
                "ours \(section.parameters.count), theirs \(other.parameters.count)")
            for (parameter, recorded) in zip(section.parameters, other.parameters) {
                compare(parameter.attributes, recorded.attributes, "\(section.tag) values", &comparison)
            }
        }
    }

    private func compare(
        _ ours: AttributeList, _ theirs: AttributeList, _ quantity: String, _ comparison: inout RecordComparison
    ) {
        for name in Set(ours.names).union(theirs.names) {
            let pair = (ours[name], theirs[name])
            comparison.require(
                quantity, isSame(pair.0, pair.1),
                "\(name): ours \(pair.0 ?? "none"), theirs \(pair.1 ?? "none")")
        }
    }

    private func isSame(_ ours: String?, _ theirs: String?) -> Bool {
        guard let ours, let theirs else { return ours == theirs }
        if ours == theirs { return true }
        guard let first = try? Quantity(parsing: ours), let second = try? Quantity(parsing: theirs),
            let value = try? first.value(in: second.unit)
        else { return false }
        return abs(value - second.value) <= 1e-12 * abs(second.value)
    }
}

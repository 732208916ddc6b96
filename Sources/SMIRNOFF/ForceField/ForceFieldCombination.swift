/// Several force fields as one: the first, with the proper torsions that the others add at the end.
///
/// A SMIRKS that is there already keeps its values. Where another force field gives it other values, or differs in
/// anything but proper torsions, that is a conflict.
public struct ForceFieldCombination: Sendable {
    /// A force field and what messages call it.
    public struct Source: Sendable {
        /// E.g. the name of its file.
        public var name: String
        /// The force field.
        public var forceField: ForceField

        /// A force field under a name.
        public init(name: String, forceField: ForceField) { (self.name, self.forceField) = (name, forceField) }
    }

    /// The combined force field, without cosmetic attributes.
    public private(set) var forceField: ForceField
    /// A sentence for each conflict, with ids and values.
    public private(set) var conflicts: [String] = []

    private static let torsions = "ProperTorsions"
    private static let examples = 3

    /// Combines force fields in order; none gives an empty force field.
    public init(_ sources: [Source]) {
        forceField = sources.first?.forceField.withoutCosmetics() ?? ForceField()
        guard let first = sources.first else { return }
        var origin: [String: String] = [:]
        for parameter in forceField.parameters(in: Self.torsions) { origin[parameter.smirks] = first.name }
        for source in sources.dropFirst() {
            let other = source.forceField.withoutCosmetics()
            compareBases(other, source.name, with: first)
            append(other.parameters(in: Self.torsions), of: source.name, origin: &origin)
        }
        reportRepeatedIDs()
    }

    private mutating func append(_ parameters: [Parameter], of name: String, origin: inout [String: String]) {
        var section = forceField[Self.torsions] ?? ParameterSection(tag: Self.torsions)
        for parameter in parameters {
            guard let index = section.index(ofSMIRKS: parameter.smirks) else {
                section.parameters.append(parameter)
                origin[parameter.smirks] = name
                continue
            }
            let known = section.parameters[index]
            let differences = known.differences(from: parameter)
            guard !differences.isEmpty else { continue }
            conflicts.append(
                """
                the torsion \(parameter.smirks) has other values in \(name) (\(parameter.label)) than in \
                \(origin[parameter.smirks] ?? name) (\(known.label)), which are kept: \
                \(differences.map { "\($0.name) \($0.mine), not \($0.other)" }.joined(separator: "; "))
                """)
        }
        forceField[Self.torsions] = section
    }

    /// Compares everything but proper torsions.
    private mutating func compareBases(_ other: ForceField, _ name: String, with first: Source) {
        let base = first.forceField.withoutCosmetics()
        var seen: Set<String> = [Self.torsions]
        for tag in base.sections.map(\.tag) + other.sections.map(\.tag) where seen.insert(tag).inserted {
            guard let mine = base[tag], let theirs = other[tag] else {
                let (holder, lacking) = base[tag] == nil ? (name, first.name) : (first.name, name)
                conflicts.append(
                    "\(holder) has a section \(tag) and \(lacking) has not: the base force fields differ; that of \(first.name) is kept"
                )
                continue
            }
            let differences = Self.differences(mine, theirs)
            guard !differences.isEmpty else { continue }
            let shown = differences.prefix(Self.examples).joined(separator: "; ")
            let more = differences.count > Self.examples ? "; and \(differences.count - Self.examples) more" : ""
            conflicts.append(
                "\(name) is based on another force field than \(first.name), whose \(tag) are kept: \(shown)\(more)")
        }
    }

    private static func differences(_ mine: ParameterSection, _ theirs: ParameterSection) -> [String] {
        var found = Parameter(attributes: mine.attributes).differences(from: Parameter(attributes: theirs.attributes))
            .map { "\($0.name) \($0.mine), not \($0.other)" }
        for parameter in mine.parameters {
            guard let index = theirs.index(ofSMIRKS: parameter.smirks) else {
                found.append("\(parameter.label) only in the first")
                continue
            }
            for difference in parameter.differences(from: theirs.parameters[index]) {
                found.append("\(parameter.label) \(difference.name) \(difference.mine), not \(difference.other)")
            }
        }
        let known = Set(mine.parameters.map(\.smirks))
        return found + theirs.parameters.filter { !known.contains($0.smirks) }.map { "\($0.label) only in the second" }
    }

    private mutating func reportRepeatedIDs() {
        var counts: [String: Int] = [:]
        for id in forceField.parameters(in: Self.torsions).compactMap(\.id) { counts[id, default: 0] += 1 }
        let repeated = counts.filter { $0.value > 1 }.keys.sorted { ($0.count, $0) < ($1.count, $1) }
        guard !repeated.isEmpty else { return }
        conflicts.append("several torsions have the same id: \(repeated.joined(separator: ", "))")
    }
}

extension Parameter {
    /// Attributes, but for SMIRKS and id, whose values differ; quantities are compared as such.
    public func differences(from other: Parameter) -> [(name: String, mine: String, other: String)] {
        let names = attributes.names + other.attributes.names.filter { attributes[$0] == nil }
        return names.compactMap { name in
            guard name != "smirks", name != "id" else { return nil }
            let (mine, theirs) = (attributes[name], other.attributes[name])
            if mine == theirs || Self.isEqual(mine, theirs) { return nil }
            return (name, mine ?? "absent", theirs ?? "absent")
        }
    }

    private static func isEqual(_ first: String?, _ second: String?) -> Bool {
        guard let first, let second, let a = try? Quantity(parsing: first), let b = try? Quantity(parsing: second),
            a.unit.dimension == b.unit.dimension
        else { return false }
        return abs(a.internalValue - b.internalValue) <= 1e-12 * max(abs(a.internalValue), abs(b.internalValue))
    }
}

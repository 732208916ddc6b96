internal import Chemistry
public import JSON
internal import SMIRNOFF

/// The parameters that force fields assign to molecules, and the values of those parameters.
public struct LabelsCheck: FileCheck {
    /// The name of the file.
    public let fileName = "labels"

    /// A check of `labels.json`.
    public init() {}

    /// Two lines: `labels`, the assigned ids by molecule, and `label_values`, the values of the parameters by force field.
    public func lines(_ file: JSON, in set: RecordedSet) throws -> [ComparisonLine] {
        var compiled: [String: CompiledForceField] = [:]
        let named = (file["molecules"]?.array ?? []).flatMap { $0["labels"]?.object?.keys ?? [] }
        for name in Set(named).union(file["parameters"]?.object?.keys ?? []) {
            compiled[name] = try CompiledForceField(try ForceFieldLibrary.standard.forceField(name))
        }
        let labels = line(
            fileName, file, in: set,
            attempt: { smiles in
                let molecule = try Molecule(smiles: smiles)
                for forceField in compiled.values { _ = try forceField.labels(of: molecule) }
            },
            compare: { record, comparison in
                let entry = try set.molecule(comparison.name)
                let molecule = try Molecule(mappedSMILES: entry.text("mapped_smiles"), allowUndefinedStereo: true)
                for (name, sections) in try record.needed("labels").object?.members ?? [] {
                    guard let forceField = compiled[name] else { continue }
                    try compare(forceField, name, molecule, sections, &comparison)
                }
            })
        return [labels, values(file["parameters"]?.object, compiled)]
    }

    private func compare(
        _ compiled: CompiledForceField, _ name: String, _ molecule: Molecule, _ sections: JSON,
        _ comparison: inout RecordComparison
    ) throws {
        let labels = try compiled.labels(of: molecule)
        for (section, rows) in sections.object?.members ?? [] {
            let parameters = compiled.forceField.parameters(in: section)
            let ours = labels[section].map { label in
                text(label.atoms, id: parameters[label.parameter].id ?? "", section)
            }
            let theirs = (rows.array ?? []).map { row in
                text((row.array ?? []).compactMap(\.integer), id: row.array?.last?.string ?? "", section)
            }
            comparison.compare("\(name) \(section)", Set(ours), Set(theirs))
        }
    }

    /// An improper's outer atoms ascending; a chain in the direction that starts lower.
    private func text(_ atoms: [Int], id: String, _ section: String) -> String {
        var atoms = atoms
        if section == "ImproperTorsions", atoms.count == 4 {
            let outer = [atoms[0], atoms[2], atoms[3]].sorted()
            atoms = [outer[0], atoms[1], outer[1], outer[2]]
        } else if let first = atoms.first, let last = atoms.last, last < first {
            atoms.reverse()
        }
        return atoms.map(String.init).joined(separator: "-") + " " + id
    }

    private func values(_ recorded: JSONObject?, _ compiled: [String: CompiledForceField]) -> ComparisonLine {
        var line = ComparisonLine("label_values")
        for (name, sections) in recorded?.members ?? [] {
            line.compare(name) { comparison in
                for (section, parameters) in sections.object?.members ?? [] {
                    let ours = compiled[name]?.forceField[section]
                    for (id, theirs) in parameters.object?.members ?? [] {
                        guard let index = ours?.index(ofID: id), let parameter = ours?.parameters[index] else {
                            comparison.require("\(section) ids", false, "no parameter \(id)")
                            continue
                        }
                        try compare(parameter, theirs, section, &comparison)
                    }
                }
            }
        }
        return line
    }

    private func compare(
        _ parameter: Parameter, _ theirs: JSON, _ section: String, _ comparison: inout RecordComparison
    ) throws {
        let label = parameter.label
        comparison.require("\(section) smirks", parameter.smirks == theirs["smirks"]?.string, label)
        for (name, value) in theirs.object?.members ?? [] where value.array != nil {
            let isList = section.contains("Torsions")
            for (term, entry) in (isList ? value.array ?? [] : [value]).enumerated() {
                let attribute = isList ? "\(name)\(term + 1)" : name
                guard let text = parameter.attributes[attribute] else { continue }
                let ours = try Quantity(parsing: text)
                let number = entry.number ?? entry[0]?.number ?? .nan
                let unit = entry[1]?.string.map { " * " + $0 } ?? ""
                let wanted = try Quantity(parsing: "\(number)\(unit)")
                comparison.compare(
                    "\(section) \(name)", try ours.value(in: wanted.unit), number, within: 1e-12, relative: 1e-12,
                    detail: label)
            }
        }
    }
}

internal import Chemistry
public import JSON
internal import SMIRNOFF
internal import Workflow

/// Factories and schemas as parsed JSON.
///
/// The initial force field is compared by content, its hash by form, the molecule by its graph.
public struct SchemasCheck: FileCheck {
    /// The name of the file.
    public let fileName = "schemas"

    private static let named = [
        "factory_default": BespokeWorkflowFactory(), "cli_default": BespokeWorkflowFactory(named: "default"),
        "cli_debug": BespokeWorkflowFactory(named: "debug"),
    ]

    /// A check of `schemas.json`.
    public init() {}

    /// Three lines: `schemas`, `factories` and `schema_force_fields`.
    public func lines(_ file: JSON, in set: RecordedSet) throws -> [ComparisonLine] {
        [schemas(file, in: set), factories(file), try forceFields(file, in: set)]
    }

    private func schemas(_ file: JSON, in set: RecordedSet) -> ComparisonLine {
        var line = ComparisonLine(fileName)
        var hashes: [String: String] = [:]
        for record in file["schemas"]?.array ?? [] {
            let name = record["name"]?.string ?? "?"
            let workflow = record["workflow"]?.string ?? "?"
            line.compare("\(name), \(workflow)") { comparison in
                let recorded = try record.needed("schema")
                let factory = try factory(workflow, file)
                let forceField = try ForceFieldLibrary.standard.forceField(factory.initialForceField)
                let smiles = try recorded.text("smiles")
                let molecule = try Molecule(mappedSMILES: smiles)
                let ours = try factory.optimizationSchema(for: molecule, forceField: forceField)
                comparison.require(
                    "smiles (graph)", try Molecule(mappedSMILES: ours.smiles).isIsomorphic(to: molecule),
                    "ours \(ours.smiles), theirs \(smiles)")
                let hash = ours.initialForceFieldHash
                comparison.require(
                    "hash",
                    hash.count == 128 && hash.allSatisfy(\.isHexDigit)
                        && hash == hashes[factory.initialForceField, default: hash], hash)
                hashes[factory.initialForceField] = hash
                JSONComparison.compare("schema", Self.blanked(ours.json), Self.blanked(recorded), &comparison)
                let read = try BespokeOptimizationSchema(json: recorded)
                JSONComparison.compare("schema read and written", read.json, recorded, &comparison)
                guard let generated = record["schema_after_parameter_generation_with_pfizer_fragments"],
                    !generated.isNull
                else { return }
                try GeneratedStageComparison(molecule: molecule, forceField: forceField)
                    .compare(generated, &comparison)
            }
        }
        for refusal in Refusal.recorded(in: file) {
            line.check(refusal, in: set) { smiles in
                let factory = BespokeWorkflowFactory()
                let forceField = try ForceFieldLibrary.standard.forceField(factory.initialForceField)
                _ = try factory.optimizationSchema(for: Molecule(smiles: smiles), forceField: forceField)
            }
        }
        return line
    }

    private func factory(_ name: String, _ file: JSON) throws -> BespokeWorkflowFactory {
        if let recorded = file["factories"]?[name] { return try BespokeWorkflowFactory(json: recorded) }
        guard let factory = Self.named[name] ?? nil else { throw RecordError("lacks the factory '\(name)'") }
        return factory
    }

    private func factories(_ file: JSON) -> ComparisonLine {
        var line = ComparisonLine("factories")
        for (name, recorded) in file["factories"]?.object?.members ?? [] {
            line.compare(name) { comparison in
                let read = try BespokeWorkflowFactory(json: recorded)
                JSONComparison.compare("factory read and written", read.json, recorded, &comparison)
                guard let ours = Self.named[name] ?? nil else { return }
                JSONComparison.compare("factory", ours.json, recorded, &comparison)
            }
        }
        return line
    }

    private func forceFields(_ file: JSON, in set: RecordedSet) throws -> ComparisonLine {
        var line = ComparisonLine("schema_force_fields")
        guard let texts = try set.file(line.name)?["force_fields"]?.object else { return line }
        var used: [String: String] = [:]
        for record in file["schemas"]?.array ?? [] {
            guard let text = record["schema"]?["initial_force_field"]?.string, text.hasPrefix("sha256:"),
                let workflow = record["workflow"]?.string, let factory = try? factory(workflow, file)
            else { continue }
            used[String(text.dropFirst(7))] = factory.initialForceField
        }
        for (hash, text) in texts.members {
            line.compare(used[hash] ?? hash) { comparison in
                guard let name = used[hash] else { throw RecordError("no schema uses it") }
                let theirs = try ForceField(offxml: text.string ?? "")
                var ours = try ForceFieldLibrary.standard.forceField(name)
                ours.removeConstraints()
                let written = try ForceField(offxml: ours.offxml())
                try ForceFieldComparison(ours: written, theirs: theirs).compare(&comparison)
            }
        }
        return line
    }

    /// The schema without what is compared by other means.
    private static func blanked(_ schema: JSON) -> JSON {
        guard case .object(var object) = schema else { return schema }
        for key in ["initial_force_field", "initial_force_field_hash", "smiles"] { object[key] = .string("") }
        return .object(object)
    }
}

public import ElectronicStructure
internal import JSON
public import TorsionDrive

extension TaskSpec {
    /// Keywords that are no settings of a QC program but say how the calculation is done.
    private static let ownKeywords: Set<String> = ["multiplicity"]

    /// The levels of theory in the order in which they are tried: the one named, then the model's `alternatives`, each an
    /// object of `program`, `method`, `basis` and `keywords`.
    ///
    /// - Throws: ``WorkflowError`` that names a keyword whose value is neither truth value, number nor word.
    public var levels: [LevelOfTheory] {
        get throws(WorkflowError) {
            var levels = [try Self.level(program: program, model.json)]
            for other in model.extras["alternatives"]?.array ?? [] {
                levels.append(try Self.level(program: other["program"]?.string ?? program, other))
            }
            return levels
        }
    }

    /// The spin multiplicity: the keyword `multiplicity`, or 1.
    public var multiplicity: Int { model.extras["keywords"]?["multiplicity"]?.integer ?? 1 }

    /// The level at which energies are computed once the geometries are known, from the model's `refinement`.
    ///
    /// - Throws: ``WorkflowError`` when it names no method.
    public var refinement: Refinement? {
        get throws(WorkflowError) {
            guard let json = model.extras["refinement"], !json.isNull else { return nil }
            let level = try Self.level(program: json["program"]?.string ?? program, json)
            return Refinement(level: level, steps: json["steps"]?.integer ?? 0)
        }
    }

    private static func level(program: String, _ json: JSON) throws(WorkflowError) -> LevelOfTheory {
        guard let method = json["method"]?.string else {
            throw WorkflowError(type: "InputError", "a level of theory names no method: \(json.text())")
        }
        var keywords: [String: KeywordValue] = [:]
        for (key, value) in json["keywords"]?.object?.members ?? [] where !ownKeywords.contains(key.lowercased()) {
            guard let bare = KeywordValue(value) else {
                throw WorkflowError(
                    type: "InputError",
                    "the QC keyword '\(key)' must be true, false, a number or a word; it is \(value.text())")
            }
            keywords[key] = bare
        }
        return LevelOfTheory(
            program: program.lowercased(), method: method, basis: json["basis"]?.string, keywords: keywords)
    }
}

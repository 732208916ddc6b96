internal import JSON

extension QCSpec {
    /// How many SCF iterations are allowed unless something else is said; every program's own limit holds then.
    private static let usualIterations = 200

    /// What a calculation needs of a list of levels: the first, with the others as its alternatives.
    ///
    /// - Throws: ``WorkflowError`` for an implicit solvent or a refinement that is not understood.
    public static func model(of specs: [QCSpec]) throws(WorkflowError) -> QCModel {
        var model = QCModel(method: "")
        guard let first = specs.first else { return model }
        (model.method, model.basis) = (first.method.lowercased(), first.basis?.lowercased())
        model.extras = try first.settings()
        var others: [JSON] = []
        for spec in specs.dropFirst() {
            let head: [(String, JSON)] = [
                ("program", .string(spec.program.lowercased())), ("method", .string(spec.method.lowercased())),
                ("basis", .optional(spec.basis?.lowercased())),
            ]
            others.append(.object(JSONObject(head + (try spec.settings()).members.map { ($0.key, $0.value) })))
        }
        if !others.isEmpty { model.extras["alternatives"] = .array(others) }
        return model
    }

    /// The members `keywords` and `refinement` of a model, where there is something to say.
    private func settings() throws(WorkflowError) -> JSONObject {
        var own = JSONObject()
        var programs = JSONObject()
        for (key, value) in keywords.object?.members ?? [] {
            if key.hasPrefix("refinement") { own[key] = value } else { programs[key] = value }
        }
        if maxiter != Self.usualIterations, programs["maxiter"] == nil { programs["maxiter"] = .integer(maxiter) }
        if let solvent = try solvent() { programs["solvent"] = solvent }
        var settings = JSONObject()
        if !programs.keys.isEmpty { settings["keywords"] = .object(programs) }
        if let refinement = try refinement(own) { settings["refinement"] = refinement }
        return settings
    }

    /// The solvent of `implicit_solvent`: a word, or the member of qcsubmit's PCM or DDX settings that names it.
    private func solvent() throws(WorkflowError) -> JSON? {
        if implicitSolvent.isNull { return nil }
        if implicitSolvent.string != nil { return implicitSolvent }
        let named = ["medium_Solvent", "medium_solvent", "ddx_solvent", "solvent", "ddx_solvent_epsilon", "epsilon"]
        for key in named {
            if let value = implicitSolvent[key], value.string != nil || value.number != nil { return value }
        }
        throw WorkflowError(
            type: "InputError",
            "the implicit solvent \(implicitSolvent.text()) is not understood; name it in medium_Solvent")
    }

    /// The level that `refinement` names as `program method/basis` or `program method`, and how many steps it optimises.
    private func refinement(_ own: JSONObject) throws(WorkflowError) -> JSON? {
        guard let text = own["refinement"]?.string else {
            guard own.keys.isEmpty else {
                throw WorkflowError(type: "InputError", "the keyword refinement must read like 'psi4 b3lyp-d3bj/dzvp'")
            }
            return nil
        }
        let words = text.lowercased().split(separator: " ")
        let parts = words.last?.split(separator: "/", maxSplits: 1) ?? []
        let steps = own["refinement_steps"] ?? 0
        guard words.count == 2, let method = parts.first, let count = steps.integer, count >= 0,
            own.keys.allSatisfy({ ["refinement", "refinement_steps"].contains($0) })
        else {
            throw WorkflowError(
                type: "InputError",
                "the keyword refinement must read like 'psi4 b3lyp-d3bj/dzvp' and refinement_steps be 0 or more; they are "
                    + "'\(text)' and \(steps.text())")
        }
        return [
            "program": .string(String(words[0])), "method": .string(String(method)),
            "basis": .optional(parts.count > 1 ? String(parts[1]) : nil), "steps": .integer(count),
        ]
    }
}

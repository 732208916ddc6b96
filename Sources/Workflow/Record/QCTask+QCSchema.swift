internal import Chemistry
internal import ElectronicStructure
internal import JSON

extension QCTask {
    /// The optimiser's settings as QCSchema has them, with the program that computes gradients.
    var procedureKeywords: JSON {
        var keywords = spec.optimizationSpec.json.object ?? JSONObject()
        keywords["constraints"] = nil
        keywords["program"] = nil
        keywords["program"] = .string(spec.program)
        return .object(keywords)
    }

    /// How single points are computed at a level of theory, as QCSchema has it.
    func inputSpecification(_ level: LevelOfTheory) -> InputSpecification {
        var settings = level.keywordsAsJSON.object ?? JSONObject()
        if spec.program == "xtb" { settings["verbosity"] = "muted" }
        return InputSpecification(
            method: spec.model.method, basis: spec.model.basis, keywords: .object(settings))
    }
}

extension SchemaMolecule {
    /// A molecule of a record at a geometry [bohr].
    init(_ molecule: Molecule, system: ElectronicSystem, geometry: [SIMD3<Double>], cmiles: String) {
        self.init(
            system: system, geometry: geometry, name: molecule.hillFormula, mappedSMILES: cmiles,
            connectivity: molecule.bonds.map { SchemaBond($0.a, $0.b, order: Double($0.order)) },
            provenance: Program.provenance(routine: "openff-bespoke.chemistry"))
    }
}

internal import Chemistry
internal import HTTPTypes
internal import SMIRNOFF
internal import Workflow

/// Makes schemas by the choices of a form.
struct SchemaMaker {
    let factory: BespokeWorkflowFactory
    private let forceField: ForceField

    /// Reads the force field.
    ///
    /// - Throws: ``Problem`` when a choice is not known; `ForceFieldError`.
    init(_ form: SubmissionForm) throws {
        factory = try form.factory()
        guard !factory.initialForceField.contains("/") else {
            throw Problem(.badRequest, "a force field is given by its name, not by a path")
        }
        forceField = try ForceFieldLibrary.standard.forceField(factory.initialForceField, allowCosmetic: true)
    }

    /// The schema of a molecule's fit.
    func schema(of molecule: Molecule) throws -> BespokeOptimizationSchema {
        try factory.optimizationSchema(for: molecule, forceField: forceField)
    }
}

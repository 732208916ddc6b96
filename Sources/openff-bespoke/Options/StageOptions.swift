import ArgumentParser
import Files
import SMIRNOFF
import Workflow

/// A stage with its reference data, and the force field to start from.
struct StageOptions: ParsableArguments {
    @Option(
        name: .shortAndLong, help: ArgumentHelp("The stage (OptimizationStageSchema), JSON or YAML.", valueName: "path")
    )
    var input: String?

    @Option(
        name: [.customLong("ff", withSingleDash: true), .customLong("force-field")],
        help: ArgumentHelp("The force field to start from: a name or a path.", valueName: "name"))
    var forceField: String?

    /// Refuses a command line without stage or force field.
    func validatePresence() throws {
        if input == nil { throw ValidationError("Missing expected argument '--input <path>'") }
        if forceField == nil { throw ValidationError("Missing expected argument '-ff <name>'") }
    }

    /// The stage, or a sentence about what is wrong with it.
    func stage() throws -> OptimizationStageSchema {
        guard let input else { throw HandledError("no stage was given") }
        do {
            return try OptimizationStageSchema(file: input)
        } catch {
            throw HandledError("the input path did not point to a valid optimization schema: \(error)")
        }
    }

    /// The force field, or a sentence about what is wrong with it.
    func initialForceField() throws -> ForceField {
        guard let forceField else { throw HandledError("no force field was given") }
        do {
            return try ForceFieldLibrary.standard.forceField(forceField, allowCosmetic: true)
        } catch {
            throw HandledError("error loading initial parameters: \(error)")
        }
    }
}

import ArgumentParser
import Foundation
import JSON
import SMIRNOFF
import Workflow

/// A stage with its reference data, and the force field to start from.
struct StageOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: ArgumentHelp("The stage (OptimizationStageSchema), JSON.", valueName: "path"))
    var input: String

    @Option(
        name: [.customLong("ff", withSingleDash: true), .customLong("force-field")],
        help: ArgumentHelp("The force field to start from: a name or a path.", valueName: "name"))
    var forceField: String

    /// The stage, or a sentence about what is wrong with it.
    func stage() throws -> OptimizationStageSchema {
        do {
            return try OptimizationStageSchema(text: String(contentsOfFile: input, encoding: .utf8))
        } catch let error as SchemaError {
            throw HandledError("the input path did not point to a valid optimization schema: \(input): \(error)")
        } catch {
            throw HandledError(
                "the input path did not point to a valid optimization schema: \(input) could not be read")
        }
    }

    /// The force field, or a sentence about what is wrong with it.
    func initialForceField() throws -> ForceField {
        do {
            return try ForceFieldLibrary.standard.forceField(forceField, allowCosmetic: true)
        } catch {
            throw HandledError("error loading initial parameters: \(error)")
        }
    }
}

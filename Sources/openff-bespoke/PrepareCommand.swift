import ArgumentParser
import Foundation
import SMIRNOFF
import Workflow

/// `prepare`: the input files of ForceBalance for one stage.
struct PrepareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prepare",
        abstract: "Write ForceBalance's input files for a stage with reference data at hand.",
        discussion: "The files are written below ./optimization-inputs.")

    private static let folder = "optimization-inputs"

    @OptionGroup var stage: StageOptions

    func validate() throws { try stage.validatePresence() }

    func run() async throws {
        do {
            let forceField = try stage.initialForceField()
            let inputs = try ForceBalanceInputs(stage: stage.stage(), forceField: forceField)
            for warning in inputs.warnings { await Console().print(.warning, warning) }
            for file in inputs.files { try AtomicFile.write(file.text, to: Self.folder + "/" + file.path) }
        } catch {
            FileHandle.standardError.write(Data("Error: \(error)\n".utf8))
            throw ExitCode(1)
        }
    }
}

import ArgumentParser
import Files
import Foundation
import JSON
import Workflow

/// Which workflow is run, and what is changed in it.
struct WorkflowOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "A workflow that comes with the program: default (also when none is named) or debug.", valueName: "name"))
    var workflow: String?

    @Option(name: .long, help: ArgumentHelp("A workflow file: \(DocumentFile.extensions).", valueName: "path"))
    var workflowFile: String?

    @Option(name: .long, help: ArgumentHelp("The force field to start from: a name or a path.", valueName: "name"))
    var forceField: String?

    @Option(
        name: .long,
        help: ArgumentHelp("SMARTS of the bonds to fit, two tagged atoms; may be given again.", valueName: "smirks"))
    var targetTorsion: [String] = []

    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp(
            "Level of the reference data: PROGRAM METHOD BASIS (basis 'none' for none).", valueName: "spec"))
    var defaultQCSpec: [String] = []

    /// The workflow with the changes asked for.
    func factory() throws -> BespokeWorkflowFactory {
        var factory = try unchangedFactory()
        if let forceField { factory.initialForceField = forceField }
        if !targetTorsion.isEmpty { factory.targetTorsionSMIRKS = targetTorsion }
        if !defaultQCSpec.isEmpty { factory.defaultQCSpecs = [try qcSpec()] }
        return try reread(factory)
    }

    private func unchangedFactory() throws -> BespokeWorkflowFactory {
        switch (workflow, workflowFile) {
        case (let name?, nil):
            guard let factory = BespokeWorkflowFactory(named: name) else {
                let known = BespokeWorkflowFactory.names.joined(separator: ", ")
                throw HandledError("The specified workflow could not be found: \(name) (there are: \(known))")
            }
            return factory
        case (nil, let path?): return try read(path)
        case (nil, nil): return BespokeWorkflowFactory()
        default:
            throw HandledError("The `--workflow` and `--workflow-file` arguments are mutually exclusive")
        }
    }

    private func read(_ path: String) throws -> BespokeWorkflowFactory {
        guard FileManager.default.fileExists(atPath: path) else {
            throw HandledError("The specified workflow could not be found: \(path)")
        }
        do {
            return try BespokeWorkflowFactory(file: path)
        } catch {
            throw HandledError(
                "The workflow could not be parsed. Make sure \(path) is a valid `BespokeWorkflowFactory` schema.\n\(error)"
            )
        }
    }

    private func qcSpec() throws -> QCSpec {
        guard defaultQCSpec.count == 3 else {
            throw ValidationError("Option '--default-qc-spec' requires 3 arguments: PROGRAM METHOD BASIS.")
        }
        let basis = defaultQCSpec[2].lowercased() == "none" ? nil : defaultQCSpec[2]
        let spec = QCSpec(
            program: defaultQCSpec[0], method: defaultQCSpec[1], basis: basis, name: "default",
            description: "CLI provided spec")
        if let problem = spec.problem {
            throw HandledError(
                """
                The QCSpecification is not valid. Make sure you have supplied a valid combination of program: \
                \(spec.program), method: \(spec.method), and basis: \(spec.basis ?? "None"): \(problem)
                """)
        }
        return spec
    }

    /// Validates what the options changed.
    private func reread(_ factory: BespokeWorkflowFactory) throws -> BespokeWorkflowFactory {
        do {
            return try BespokeWorkflowFactory(json: factory.json)
        } catch {
            throw HandledError("\(error)")
        }
    }
}

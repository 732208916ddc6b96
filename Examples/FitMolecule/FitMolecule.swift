import Chemistry
import Executor
import Fragmentation
import OpenFFBespoke
import SMIRNOFF
import Workflow

/// Fits a molecule with an executor of its own:
/// `fit-molecule SMILES PROGRAM`, where PROGRAM is the path of `openff-bespoke`, which is run as worker processes.
@main
struct FitMolecule {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else { return print("usage: fit-molecule SMILES PROGRAM") }

        var factory = BespokeWorkflowFactory()
        factory.fragmentationEngine = .pfizer(PfizerFragmenter())
        factory.targetTorsionSMIRKS = ["[C:1]-[C:2]"]
        factory.defaultQCSpecs = [
            QCSpec(program: "xtb", method: "gfn2xtb", basis: nil, name: "xtb", description: "GFN2-xTB")
        ]
        let forceField = try ForceFieldLibrary.standard.forceField(factory.initialForceField, allowCosmetic: true)
        let schema = try factory.optimizationSchema(for: Molecule(smiles: arguments[1]), forceField: forceField)

        var options = ExecutorOptions()
        options.qcCompute = WorkerConfiguration(count: 2, cores: 1)
        options.program = arguments[2]
        try await BespokeExecutor.withExecutor(options) { executor in
            let id = try await executor.submit(Submission(schema: schema, name: "example"))
            let output = try await executor.waitUntilComplete(id) { task in
                print("\(task.status.rawValue): \(task.detail.progress)")
            }
            print(output.error ?? "the force field has \(output.results?.refitForceField?.count ?? 0) characters")
        }
    }
}

import Chemistry
import Executor
import SMIRNOFF
import Workflow

/// From molecules and a workflow to what is submitted.
struct Preparation {
    let console: Console
    let workflow: WorkflowOptions

    /// A molecule with its schema.
    struct Prepared {
        let submission: Submission
        let smiles: String
        let file: String
    }

    /// Reads the workflow and makes a schema of each molecule.
    func submissions(_ options: MoleculeOptions, priority: Int = 0) async throws -> [Prepared] {
        await console.print("1. preparing the bespoke workflow\n")
        let factory = try workflow.factory()
        let molecules = try options.molecules()
        await console.print(.success, "\(molecules.count) molecules found")
        guard !molecules.isEmpty else { return [] }
        let forceField = try ForceFieldLibrary.standard.forceField(factory.initialForceField, allowCosmetic: true)
        var prepared: [Prepared] = []
        for (index, (molecule, file)) in molecules.enumerated() {
            await console.showLive("building fitting schemas: \(index + 1)/\(molecules.count)")
            let schema = try factory.optimizationSchema(
                for: molecule, forceField: options.forceField(forceField, for: molecule))
            prepared.append(
                Prepared(
                    submission: Submission(schema: schema, name: molecule.name, priority: priority),
                    smiles: molecule.smiles(explicitHydrogens: false, mapped: false), file: file))
        }
        await console.print(.success, "fitting schemas generated")
        return prepared
    }

    /// Submits what was prepared; a table of what came of it.
    func submit(_ prepared: [Prepared], to executor: some ExecutorService) async throws -> (ids: [Int], table: Table) {
        await console.print("\n2. submitting the workflow\n")
        var table = Table(header: ["ID", "SMILES", "NAME", "FILE"])
        var ids: [Int] = []
        for (index, molecule) in prepared.enumerated() {
            await console.showLive("submitting tasks: \(index + 1)/\(prepared.count)")
            let id = try await executor.submit(molecule.submission)
            ids.append(id)
            table.rows.append([String(id), molecule.smiles, molecule.submission.name, molecule.file])
        }
        await console.print(.success, "the following workflows were submitted")
        await console.print(table.text)
        return (ids, table)
    }
}

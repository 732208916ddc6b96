internal import AmberTools
internal import Chemistry
internal import ElectronicStructure
internal import Fragmentation
internal import TorsionDrive
public import Workflow

extension Calculator {
    /// Refuses a task whose reference data no engine here can compute, before anything is computed.
    ///
    /// - Throws: ``WorkflowError`` that names the program and what can be used instead.
    public func check(_ schema: BespokeOptimizationSchema) throws(WorkflowError) {
        try checkAmberTools(schema)
        for target in schema.stages.flatMap(\.targets) {
            guard case .bespoke = target.referenceData, let spec = target.calculationSpecification else { continue }
            try check(spec, of: schema.smiles)
        }
    }

    /// A program must compute some level of theory for the whole molecule; fragments have no elements that it lacks.
    private func check(_ spec: TaskSpec, of smiles: String) throws(WorkflowError) {
        let levels = try spec.levels
        let refinement = try spec.refinement
        do {
            let molecule = try Molecule(mappedSMILES: smiles, allowUndefinedStereo: true)
            let system = ElectronicSystem(
                atomicNumbers: molecule.atoms.map(\.atomicNumber), charge: molecule.formalCharge,
                multiplicity: spec.multiplicity)
            _ = try choice(of: levels, for: system)
            if let refinement { _ = try choice(of: [refinement.level], for: system) }
        } catch let error as ElectronicStructureError {
            let type = error.kind == .resource ? "ResourceError" : "InputError"
            let hint = error.kind == .resource ? "; or compute with xtb: `--default-qc-spec xtb gfn2xtb none`" : ""
            throw WorkflowError(type: type, "the reference data can not be computed: \(error.message)\(hint)")
        } catch {
            throw WorkflowError(type: "InputError", "\(error)")
        }
    }

    /// AM1 is needed for the bond orders of the WBO engine, and for AM1-BCC charges.
    private func checkAmberTools(_ schema: BespokeOptimizationSchema) throws(WorkflowError) {
        var isNeeded = schema.initialForceField.contains("<ToolkitAM1BCC")
        if case .wbo(let engine) = schema.fragmentationEngine {
            isNeeded = isNeeded || engine.wboOptions.method == .am1
        }
        guard isNeeded else { return }
        do {
            _ = try AmberTools()
        } catch {
            throw WorkflowError(type: "ResourceError", error.description)
        }
    }
}

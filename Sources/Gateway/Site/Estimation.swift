internal import Chemistry
internal import Executor
internal import Fragmentation
internal import Pages
internal import Workflow

/// Finds out what molecules will cost, before anything is computed.
struct Estimation {
    let service: any ExecutorService
    let cores: Int

    /// How many molecules are looked at; more would make people wait.
    private static let most = 20

    /// The cost of molecules with the choices of a form.
    func estimate(_ molecules: [Molecule], _ form: SubmissionForm) async throws -> CostEstimate {
        var estimate = CostEstimate(cores: cores)
        guard !molecules.isEmpty, let factory = try? form.factory() else { return estimate }
        if molecules.count > Self.most { estimate.notes.append("The first \(Self.most) molecules are estimated.") }
        var seen: Set<QCTask> = []
        for molecule in molecules.prefix(Self.most) {
            await Task.yield()
            try await add(molecule, factory, &seen, to: &estimate)
        }
        if case .wbo = factory.fragmentationEngine, estimate.bonds > 0 {
            estimate.notes.append(
                "Fragments are those of the Pfizer rules; by bond orders, which take time to compute, they may be larger."
            )
        }
        if estimate.seconds != nil, estimate.gridPoints > 0 {
            estimate.notes.append("The time is a rule of thumb for GFN2-xTB with AM1-BCC charges on an idle machine.")
        } else if estimate.seconds == nil {
            estimate.notes.append("How long a grid point takes at this level is not known.")
        }
        return estimate
    }

    private func add(
        _ molecule: Molecule, _ factory: BespokeWorkflowFactory, _ seen: inout Set<QCTask>,
        to estimate: inout CostEstimate
    ) async throws {
        var engine = factory.fragmentationEngine
        if case .wbo(let settings) = engine {
            engine = .pfizer(PfizerFragmenter(functionalGroups: settings.functionalGroups))
        }
        guard let step = try? fragments(of: molecule, engine, factory) else {
            estimate.notes.append("A molecule could not be cut and is left out.")
            return
        }
        estimate.molecules += 1
        guard case .finished(let outcome) = step, let outcome, let spec = spec(of: factory) else { return }
        for unique in outcome.fragments {
            estimate.bonds += 1 + unique.twins.count
            guard let fragment = try? Molecule(smiles: unique.fragment.smiles, allowUndefinedStereo: true),
                let task = try? QCTask.torsionDrive(spec, of: fragment, bond: unique.fragment.bondIndices),
                seen.insert(task).inserted
            else { continue }
            estimate.drives += 1
            if try await service.work(WorkRequest(task).id)?.status == .success {
                estimate.known += 1
                continue
            }
            let points = 360 / max(1, spec.gridSpacing)
            estimate.gridPoints += points
            let isCheap = spec.program == "xtb" && !spec.model.method.lowercased().contains("gfnff")
            let atoms = fragment.atoms.count
            let seconds =
                Double(points) * CostEstimate.gridPointSeconds(atoms: atoms) + CostEstimate.chargeSeconds(atoms: atoms)
            estimate.seconds = isCheap ? estimate.seconds.map { $0 + seconds } : nil
        }
    }

    private func fragments(
        of molecule: Molecule, _ engine: FragmentationEngine?, _ factory: BespokeWorkflowFactory
    ) throws -> MoleculeFragmentation.Step {
        let submitted = try Molecule(mappedSMILES: molecule.cmiles, allowUndefinedStereo: true)
        return try MoleculeFragmentation(
            submitted, engine: engine, targetBondSMARTS: factory.targetTorsionSMIRKS
        ).step(known: [:])
    }

    private func spec(of factory: BespokeWorkflowFactory) -> TaskSpec? {
        guard let level = factory.defaultQCSpecs.first, let model = try? QCSpec.model(of: factory.defaultQCSpecs) else {
            return nil
        }
        return TaskSpec(kind: .torsion1d, program: level.program.lowercased(), model: model)
    }
}

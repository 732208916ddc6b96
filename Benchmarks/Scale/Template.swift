internal import Chemistry
internal import ElectronicStructure
internal import Executor
internal import Foundation
internal import Fragmentation
internal import SMIRNOFF
internal import TorsionDrive
internal import Workflow

/// One molecule whose work was really prepared, from which as many as one likes are made.
///
/// Their texts end in a number of their own, so that no two of them have work in common.
struct Template {
    private static let smiles = "CCOc1ccc(cc1)C(=O)NCCN(C)C"

    private let schema: BespokeOptimizationSchema
    private let fragmentation: FragmentationStep
    private let generation: ParameterGeneration
    private let preparations: [String: DrivePreparation]
    private let hessians: [Int: CartesianHessian]
    private let fit: FitOutcome

    init() throws {
        var factory = BespokeWorkflowFactory()
        factory.fragmentationEngine = .pfizer(PfizerFragmenter())
        factory.defaultQCSpecs[0].program = "xtb"
        factory.defaultQCSpecs[0].method = "gfn2xtb"
        factory.defaultQCSpecs[0].basis = nil
        let forceField = try ForceFieldLibrary.standard.forceField(factory.initialForceField, allowCosmetic: true)
        schema = try factory.optimizationSchema(for: Molecule(smiles: Self.smiles), forceField: forceField)
        (fragmentation, generation) = try Self.generation(schema)
        var preparations: [String: DrivePreparation] = [:]
        var hessians: [Int: CartesianHessian] = [:]
        for drive in generation.drives {
            let preparation = try DrivePreparation(drive.task)
            preparations[drive.task.smiles] = preparation
            let atoms = preparation.setup.system.atomicNumbers.count
            let text = Data(count: 4 * 3 * atoms * (3 * atoms + 1) / 2).base64EncodedString()
            hessians[atoms] = try JSONDecoder().decode(CartesianHessian.self, from: Data("\"\(text)\"".utf8))
        }
        (self.preparations, self.hessians) = (preparations, hessians)
        var skipped = FitRequest(schema: generation.schema)
        for stage in skipped.schema.stages.indices { skipped.schema.stages[stage].parameters = [] }
        fit = try FitOutcome(skipped)
    }

    /// How the molecule is cut, and its parameters.
    private static func generation(
        _ schema: BespokeOptimizationSchema
    ) throws -> (FragmentationStep, ParameterGeneration) {
        var state = TaskState(id: "1", schema: schema)
        guard case .enqueue(let key, .fragmentation(let request))? = state.handle(.submitted).first else {
            throw WorkFailure(type: "Scale", message: "a task does not begin with its fragmentation")
        }
        let step = try FragmentationStepRequest(request).step()
        var work = WorkState(.fragmentation(request))
        if let job = work.ready.first { work.record(.success(.fragmentation(step)), forJob: job.name) }
        guard case .success(let result)? = work.outcome,
            case .enqueue(_, .parameters(let parameters))? = state.handle(.succeeded(key: key, result)).first
        else { throw WorkFailure(type: "Scale", message: "the molecule needs bond orders") }
        return (step, try ParameterGeneration(parameters))
    }

    var description: String {
        let atoms = preparations.values.map(\.setup.system.atomicNumbers.count).sorted()
        return "\(Self.smiles), \(generation.drives.count) torsion drives of \(atoms) atoms, 24 grid points each"
    }

    /// What is submitted for a molecule.
    func submission(_ number: Int) -> Submission {
        var schema = schema
        schema.smiles += " \(number)"
        return Submission(schema: schema, name: "molecule \(number)")
    }

    /// What a job of any of the molecules finds.
    func report(of job: Job, _ chance: inout Chance) -> JobReport {
        switch job {
        case .fragmentation: return JobReport(.success(.fragmentation(fragmentation)))
        case .parameters(let request): return JobReport(.success(.parameters(parameters(request))))
        case .drivePreparation(let task):
            let smiles = String(task.smiles.prefix { $0 != " " })
            guard let preparation = preparations[smiles] else { break }
            return JobReport(.success(.drivePreparation(preparation)))
        case .charges(let request):
            return JobReport(.success(.charges([Double](repeating: 0, count: request.cmiles.utf8.count / 8))))
        case .gridPoint(let work): return JobReport(.success(.gridPoint(optimum(work, &chance))))
        case .fit: return JobReport(.success(.fit(fit)))
        case .conformers, .bondOrder, .minimumPreparation, .gradients: break
        }
        return JobReport(.failure(WorkFailure(type: "Scale", message: "a \(job.kind.rawValue) was not foreseen")))
    }

    private func parameters(_ request: ParameterRequest) -> ParameterGeneration {
        var made = generation
        let number = request.schema.smiles.drop { $0 != " " }
        made.schema.smiles = request.schema.smiles
        for index in made.drives.indices {
            made.drives[index].task.smiles += number
            made.drives[index].cmiles += number
        }
        return made
    }

    /// A geometry a little beside the start, on a smooth profile with a little noise: both neighbours try each point, and
    /// some find a better one.
    private func optimum(_ work: ConstrainedOptimization, _ chance: inout Chance) -> ConstrainedOptimizationResult {
        let geometry = work.geometry.map { atom in
            atom + SIMD3(chance.uniform() - 0.5, chance.uniform() - 0.5, chance.uniform() - 0.5) * 0.1
        }
        let angle = work.targetAngle * .pi / 180
        let energy = -50 + 0.003 * (1 - cos(3 * angle)) + 2e-5 * chance.uniform()
        return ConstrainedOptimizationResult(
            energy: energy, geometry: geometry, gradients: 20, iterations: 19, hessian: hessians[geometry.count])
    }
}

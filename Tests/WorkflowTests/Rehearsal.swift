import Chemistry
import Fragmentation
import JSON
import SMIRNOFF
import TestSupport
import Workflow

/// A task driven to its end without a machine: what is pure is really done, what costs hours is given.
struct Rehearsal {
    /// The task after all events.
    private(set) var state: TaskState
    /// Every command, in order.
    private(set) var commands: [TaskCommand] = []
    /// Every event that counted, in order.
    private(set) var events: [TaskEvent] = []
    /// Which work fails, and why.
    var failing: (WorkRequest) -> WorkFailure? = { _ in nil }

    init(_ schema: BespokeOptimizationSchema) { state = TaskState(id: "1", schema: schema) }

    /// A schema whose force field takes its charges from AM1-BCC.
    static func schema(smiles: String, engine: FragmentationEngine? = .pfizer(PfizerFragmenter())) throws
        -> BespokeOptimizationSchema
    {
        var factory = BespokeWorkflowFactory()
        factory.fragmentationEngine = engine
        return try factory.optimizationSchema(
            for: Molecule(smiles: smiles), forceField: ForceField(offxml: forceField, allowCosmetic: false))
    }

    /// Three different fragments.
    static let threeBonds = "COc1ccc(cc1)C(=O)NCCF"

    static let forceField = """
        <SMIRNOFF version="0.3" aromaticity_model="OEAroModel_MDL">
            <Constraints version="0.3"><Constraint smirks="[#1:1]-[*:2]" id="c1"/></Constraints>
            <Bonds version="0.4" potential="harmonic" fractional_bondorder_method="AM1-Wiberg"
                fractional_bondorder_interpolation="linear">
                <Bond smirks="[*:1]~[*:2]" id="b1" length="1.4 * angstrom"
                    k="600.0 * kilocalories_per_mole / angstrom ** 2"/>
            </Bonds>
            <Angles version="0.3" potential="harmonic">
                <Angle smirks="[*:1]~[*:2]~[*:3]" id="a1" angle="115.0 * degree"
                    k="120.0 * kilocalories_per_mole / radian ** 2"/>
            </Angles>
            <ProperTorsions version="0.4" potential="k*(1+cos(periodicity*theta-phase))" default_idivf="auto">
                <Proper smirks="[*:1]~[*:2]~[*:3]~[*:4]" periodicity1="3" phase1="0.0 * degree" id="t1"
                    k1="0.5 * kilocalories_per_mole" idivf1="1.0"/>
            </ProperTorsions>
            <vdW version="0.4" potential="Lennard-Jones-12-6" combining_rules="Lorentz-Berthelot" scale12="0.0"
                scale13="0.0" scale14="0.5" scale15="1.0" cutoff="9.0 * angstrom" switch_width="1.0 * angstrom"
                periodic_method="cutoff" nonperiodic_method="no-cutoff">
                <Atom smirks="[*:1]" id="n1" epsilon="0.1 * kilocalories_per_mole" rmin_half="1.7 * angstrom"/>
            </vdW>
            <Electrostatics version="0.4" scale12="0.0" scale13="0.0" scale14="0.8333333333" scale15="1.0"
                cutoff="9.0 * angstrom" switch_width="0.0 * angstrom" periodic_potential="Ewald3D-ConductingBoundary"
                nonperiodic_potential="Coulomb" exception_potential="Coulomb"/>
            <ToolkitAM1BCC version="0.3"/>
        </SMIRNOFF>
        """

    /// Hands an event in and notes what came of it.
    mutating func send(_ event: TaskEvent) {
        events.append(event)
        commands += state.handle(event)
    }

    /// The work that was asked for and not yet reported.
    var open: [(key: String, request: WorkRequest)] {
        commands.compactMap { command in
            guard case .enqueue(let key, let request) = command, state.work[key] == .pending else { return nil }
            return (key, request)
        }
    }

    /// Reports open work, one at a time, in a seeded order (the order of asking without a seed), until `stop` says so.
    mutating func run(seed: UInt64? = nil, repeating: Bool = false, until stop: (WorkRequest) -> Bool = { _ in false })
        throws
    {
        var random = SeededGenerator(seed: seed ?? 0)
        send(.submitted)
        while !state.isFinished, let next = seed == nil ? open.first : open.randomElement(using: &random) {
            if stop(next.request) { return }
            send(try event(for: next))
            if repeating, let old = events.randomElement(using: &random) { send(old) }
        }
    }

    /// The event that reports a piece of work.
    func event(for work: (key: String, request: WorkRequest)) throws -> TaskEvent {
        if let failure = failing(work.request) { return .failed(key: work.key, failure) }
        do {
            return .succeeded(key: work.key, try result(of: work.request))
        } catch let error as FragmentationError {
            return .failed(key: work.key, WorkFailure(error))
        }
    }

    private func result(of request: WorkRequest) throws -> WorkResult {
        switch request {
        case .fragmentation(let request): .fragmentation(try Self.fragmentation(request))
        case .bondOrders(let request): .bondOrders(try Self.equalOrders(request))
        case .parameters(let request): .parameters(try ParameterGeneration(request))
        case .torsionDrive(let task): .torsionDrive(Self.outcome(task))
        case .optimization(let task): .optimization(Self.outcome(task))
        case .hessian(let task): .hessian(Self.outcome(task))
        case .charges(let request):
            .charges(try Molecule(mappedSMILES: request.cmiles).atoms.map { _ in 0 })
        case .fit: .fit(try FitOutcome(FitRequest(schema: state.schema)))
        }
    }

    private static func outcome(_ task: QCTask) -> QCOutcome {
        QCOutcome(record: .string(task.smiles), gradients: 1, warnings: [])
    }

    private static func fragmentation(_ request: FragmentationRequest) throws -> FragmentationWork {
        var state = FragmentationState(request: request)
        while let step = state.ready {
            state.record(.success(try step.step()), forRound: state.rounds)
            for missing in state.missing { state.record(.success(try equalOrders(missing)), for: missing) }
        }
        guard let outcome = state.outcome else { throw WorkFailure(type: "Missing", message: "no outcome") }
        return try outcome.get()
    }

    /// Bond orders that are equal in a molecule and its fragments, so that no fragment grows.
    static func equalOrders(_ request: BondOrderRequest) throws -> BondOrderMean {
        let molecule = try Molecule(mappedSMILES: request.cmiles, allowUndefinedStereo: true)
        return BondOrderMean(
            orders: BondOrders(molecule.bonds.map { BondOrders.Entry(a: $0.a, b: $0.b, order: 1) }))
    }
}

internal import Chemistry
internal import Executor
internal import Foundation
internal import Pages
internal import SMIRNOFF
internal import Workflow

/// The levels of theory that the form offers, and which of them this machine can compute.
actor LevelOptions {
    private let service: any ExecutorService
    private var known: (time: Double, options: [SubmitPage.Option])?
    private var isLooking = false

    /// How long an answer is believed [s].
    private static let lifetime = 600.0
    private static let offered = [
        ("xtb gfn2xtb", "GFN2-xTB"), ("xtb gfn1xtb", "GFN1-xTB"), ("xtb gfnff", "GFN-FF, fastest, a rough first look"),
        ("psi4 B3LYP-D3BJ DZVP", "B3LYP-D3BJ/DZVP by Psi4"), ("pyscf B3LYP-D3BJ DZVP", "B3LYP-D3BJ/DZVP by PySCF"),
    ]

    init(service: any ExecutorService) { self.service = service }

    /// The levels, each with what is known to stand in its way.
    ///
    /// To find that out takes seconds, because programs are started; until it is known nobody waits for it, and a level
    /// that cannot be computed is refused when it is submitted.
    func options() -> [SubmitPage.Option] {
        let now = ProcessInfo.processInfo.systemUptime
        if (known?.time ?? -.infinity) < now - Self.lifetime, !isLooking {
            isLooking = true
            Task { await look() }
        }
        return known?.options ?? Self.list { _ in nil }
    }

    private func look() async {
        var obstacles: [String: String] = [:]
        for (value, _) in Self.offered { obstacles[value] = await obstacle(value) }
        known = (ProcessInfo.processInfo.systemUptime, Self.list { obstacles[$0] })
        isLooking = false
    }

    private static func list(_ obstacle: (String) -> String?) -> [SubmitPage.Option] {
        offered.map { SubmitPage.Option($0, $1, obstacle: obstacle($0)) }
            + [SubmitPage.Option("", "as the workflow says")]
    }

    private func obstacle(_ level: String) async -> String? {
        var factory = BespokeWorkflowFactory()
        let parts = level.split(separator: " ").map(String.init)
        factory.defaultQCSpecs = [
            QCSpec(
                program: parts[0], method: parts[1], basis: parts.count > 2 ? parts[2] : nil, name: "default",
                description: "")
        ]
        factory.fragmentationEngine = nil
        factory.initialForceField = "<SMIRNOFF version=\"0.3\" aromaticity_model=\"OEAroModel_MDL\"></SMIRNOFF>"
        do {
            let forceField = try ForceField(offxml: factory.initialForceField, allowCosmetic: true)
            let schema = try factory.optimizationSchema(for: try Molecule(smiles: "CCCC"), forceField: forceField)
            try await service.check(schema)
            return nil
        } catch {
            return "not found on this machine"
        }
    }
}

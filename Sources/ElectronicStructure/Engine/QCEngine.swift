/// A program that computes energies and gradients of molecules.
public protocol QCEngine: Sendable {
    /// The program's name as QCSchema writes it, for example `xtb`.
    var program: String { get }

    /// The program's version, or nil when it cannot be found on this machine.
    var version: String? { get }

    /// What the program can do.
    var capabilities: EngineCapabilities { get }

    /// Starts a series of calculations on one molecule with one method.
    ///
    /// - Throws: ``ElectronicStructureError``: `input` when the molecule or a setting is refused, `resource` when the
    ///   program is missing.
    func session(
        for system: ElectronicSystem, level: LevelOfTheory
    ) throws(ElectronicStructureError) -> any QCSession
}

extension QCEngine {
    /// Whether the program can be used on this machine.
    public var isFound: Bool { version != nil }
}

/// A series of calculations on one molecule; a result may reuse the electron density of the one before.
public protocol QCSession: AnyObject {
    /// The energy [hartree] and gradient [hartree/bohr] at a geometry [bohr].
    ///
    /// - Throws: ``ElectronicStructureError``: `input` for a senseless geometry, `convergence` when the
    ///   self-consistent field fails, `random` for any other failure of the program.
    func energyAndGradient(at geometry: [SIMD3<Double>]) throws(ElectronicStructureError) -> EnergyGradient
}

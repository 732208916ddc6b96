internal import CXTB

/// GFN-xTB calculations on one molecule, each starting from the charges of the one before.
///
/// The answer depends only on the geometries given since the session began.
public final class XTBSession: QCSession {
    private let system: ElectronicSystem
    private let settings: XTBSettings
    private var handles: XTBHandles?

    init(system: ElectronicSystem, settings: XTBSettings) {
        self.system = system
        self.settings = settings
    }

    /// The energy [hartree] and gradient [hartree/bohr] at a geometry [bohr].
    ///
    /// When the charges do not converge, the calculation is repeated from fresh charges and then with ten times the
    /// iterations; the electronic temperature is never changed, for that would change the answer.
    /// - Throws: ``ElectronicStructureError``.
    public func energyAndGradient(
        at geometry: [SIMD3<Double>]
    ) throws(ElectronicStructureError) -> EnergyGradient {
        try system.validate(geometry: geometry)
        OpenMP.useOneThread()
        let frame = XTBFrame(geometry)
        let flat = frame.turned(geometry).flatMap { [$0.x, $0.y, $0.z] }
        var failure = ElectronicStructureError(.random, "xtb was not run")
        for attempt in 0..<3 {
            do {
                var answer = try calculate(flat, iterations: settings.maxIterations * (attempt == 2 ? 10 : 1))
                answer.gradient = frame.turnedBack(answer.gradient)
                return answer
            } catch {
                failure = error
                handles = nil
                guard error.kind == .convergence else { throw error }
            }
        }
        throw failure
    }

    /// Wiberg bond orders at the last geometry, row-major; shape `(atoms × atoms)`.
    ///
    /// - Throws: ``ElectronicStructureError`` of kind `input` when no energy was computed before.
    public func bondOrders() throws(ElectronicStructureError) -> [Double] {
        guard let handles else {
            throw ElectronicStructureError(.input, "bond orders were asked for before an energy was computed")
        }
        var orders = [Double](repeating: 0, count: system.atomicNumbers.count * system.atomicNumbers.count)
        xtb_getBondOrders(handles.environment, handles.results, &orders)
        try handles.check("reading the bond orders")
        return orders
    }

    private func calculate(
        _ flat: [Double], iterations: Int
    ) throws(ElectronicStructureError) -> EnergyGradient {
        let handles = try current(flat, iterations: iterations)
        xtb_singlepoint(handles.environment, handles.molecule, handles.calculator, handles.results)
        try handles.check("the single point")
        var energy = 0.0
        var gradient = [Double](repeating: 0, count: flat.count)
        xtb_getEnergy(handles.environment, handles.results, &energy)
        xtb_getGradient(handles.environment, handles.results, &gradient)
        try handles.check("reading the gradient")
        guard energy.isFinite, gradient.allSatisfy(\.isFinite) else {
            throw ElectronicStructureError(.random, "xtb returned an energy or gradient that is not finite")
        }
        let vectors = (0..<flat.count / 3).map { SIMD3(gradient[3 * $0], gradient[3 * $0 + 1], gradient[3 * $0 + 2]) }
        return EnergyGradient(energy: energy, gradient: vectors)
    }

    private func current(_ flat: [Double], iterations: Int) throws(ElectronicStructureError) -> XTBHandles {
        if let handles {
            xtb_updateMolecule(handles.environment, handles.molecule, flat, nil)
            try handles.check("updating the geometry")
            return handles
        }
        let fresh = try XTBHandles(system: system, settings: settings, geometry: flat, iterations: iterations)
        handles = fresh
        return fresh
    }
}

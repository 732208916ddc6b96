internal import CXTB

/// The objects of libxtb that one series of calculations needs, freed together.
final class XTBHandles {
    private(set) var environment: xtb_TEnvironment?
    private(set) var molecule: xtb_TMolecule?
    private(set) var calculator: xtb_TCalculator?
    private(set) var results: xtb_TResults?

    /// Loads a method for a molecule at a flat geometry [bohr].
    init(
        system: ElectronicSystem, settings: XTBSettings, geometry: [Double], iterations: Int
    ) throws(ElectronicStructureError) {
        environment = xtb_newEnvironment()
        xtb_setVerbosity(environment, XTB_VERBOSITY_MUTED)
        var count = Int32(system.atomicNumbers.count)
        var charge = Double(system.charge)
        var unpaired = Int32(system.unpairedElectrons)
        let numbers = system.atomicNumbers.map(Int32.init)
        molecule = xtb_newMolecule(environment, &count, numbers, geometry, &charge, &unpaired, nil, nil)
        try check("making the molecule")
        calculator = xtb_newCalculator()
        results = xtb_newResults()
        switch settings.method {
        case .gfn0: xtb_loadGFN0xTB(environment, molecule, calculator, nil)
        case .gfn1: xtb_loadGFN1xTB(environment, molecule, calculator, nil)
        case .gfn2: xtb_loadGFN2xTB(environment, molecule, calculator, nil)
        case .gfnFF: xtb_loadGFNFF(environment, molecule, calculator, nil)
        }
        try check(
            settings.method == .gfn0
                ? "loading GFN0-xTB, whose parameter file must be in the folder XTBPATH names" : "loading the method",
            otherwise: .resource)
        xtb_setAccuracy(environment, calculator, settings.accuracy)
        xtb_setElectronicTemp(environment, calculator, settings.electronicTemperature)
        xtb_setMaxIter(environment, calculator, Int32(iterations))
        try check("applying the settings")
        if let solvent = settings.solvent { try apply(solvent: solvent) }
    }

    deinit {
        xtb_delResults(&results)
        xtb_delCalculator(&calculator)
        xtb_delMolecule(&molecule)
        xtb_delEnvironment(&environment)
    }

    private func apply(solvent: String) throws(ElectronicStructureError) {
        var name = solvent.utf8CString.map { $0 }
        var state: Int32 = 1
        var temperature = 298.15
        var grid: Int32 = 230
        xtb_setSolvent(environment, calculator, &name, &state, &temperature, &grid)
        try check("setting the solvent '\(solvent)'", otherwise: .input)
    }

    /// Throws what the library has on its error stack, and empties it.
    func check(
        _ step: String, otherwise kind: ElectronicStructureError.Kind = .random
    ) throws(ElectronicStructureError) {
        guard xtb_checkEnvironment(environment) != 0 else { return }
        var buffer = [CChar](repeating: 0, count: 1024)
        var size = Int32(buffer.count - 1)
        xtb_getError(environment, &buffer, &size)
        let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        let text = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let isConvergence = text.contains("converge")
        throw ElectronicStructureError(isConvergence ? .convergence : kind, "xtb failed at \(step): \(text)")
    }
}

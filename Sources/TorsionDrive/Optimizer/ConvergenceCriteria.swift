/// When a geometry counts as optimised; atomic-norm statistics as geomeTRIC computes them.
///
/// - Source: geomeTRIC 1.1 documentation, "Convergence criteria" (the Gaussian, NWChem and Turbomole defaults).
public struct ConvergenceCriteria: Sendable, Equatable {
    /// Change of the energy [hartree].
    public var energy: Double
    /// Root mean square over atoms of the gradient's norm [hartree/bohr].
    public var rmsGradient: Double
    /// Largest norm of an atom's gradient [hartree/bohr].
    public var maxGradient: Double
    /// Root mean square over atoms of the displacement's norm [Å].
    public var rmsDisplacement: Double
    /// Largest norm of an atom's displacement [Å].
    public var maxDisplacement: Double
    /// Whether running out of iterations counts as success.
    public var acceptsLastIteration = false

    init(_ energy: Double, _ rmsGradient: Double, _ maxGradient: Double, _ rmsMove: Double, _ maxMove: Double) {
        self.energy = energy
        self.rmsGradient = rmsGradient
        self.maxGradient = maxGradient
        rmsDisplacement = rmsMove
        maxDisplacement = maxMove
    }

    /// The named sets, upper-cased.
    static let sets: [String: ConvergenceCriteria] = [
        "GAU": .init(1e-6, 3e-4, 4.5e-4, 1.2e-3, 1.8e-3),
        "NWCHEM_LOOSE": .init(1e-6, 3e-3, 4.5e-3, 3.6e-3, 5.4e-3),
        "GAU_LOOSE": .init(1e-6, 1.7e-3, 2.5e-3, 6.7e-3, 1e-2),
        "TURBOMOLE": .init(1e-6, 5e-4, 1e-3, 5e-4, 1e-3),
        "INTERFRAG_TIGHT": .init(1e-6, 1e-5, 1.5e-5, 4e-4, 6e-4),
        "GAU_TIGHT": .init(1e-6, 1e-5, 1.5e-5, 4e-5, 6e-5),
        "GAU_VERYTIGHT": .init(1e-6, 1e-6, 2e-6, 4e-6, 6e-6),
    ]

    /// The criteria of a set's name and a list `[name, value, …]` that overrides them.
    ///
    /// - Throws: ``TorsionDriveError`` for an unknown set, an unknown criterion or a value that is not a number.
    public init(set name: String, overrides: [String]) throws(TorsionDriveError) {
        let upper = name.uppercased()
        guard let base = Self.sets[upper == "CUSTOM" ? "GAU" : upper] else {
            let known = (Self.sets.keys + ["CUSTOM"]).sorted().joined(separator: ", ")
            throw TorsionDriveError("there is no convergence set '\(name)'; the sets are \(known)")
        }
        self = base
        var index = 0
        while index < overrides.count {
            let key = overrides[index].lowercased()
            index += 1
            if key == "maxiter" {
                acceptsLastIteration = true
                continue
            }
            guard index < overrides.count, let value = Double(overrides[index]), value > 0 else {
                throw TorsionDriveError("the convergence criterion '\(key)' needs a positive number after it")
            }
            index += 1
            try override(key, value)
        }
    }

    private mutating func override(_ key: String, _ value: Double) throws(TorsionDriveError) {
        switch key {
        case "energy": energy = value
        case "grms": rmsGradient = value
        case "gmax": maxGradient = value
        case "drms": rmsDisplacement = value
        case "dmax": maxDisplacement = value
        default:
            throw TorsionDriveError(
                "there is no convergence criterion '\(key)'; they are energy, grms, gmax, drms, dmax, maxiter")
        }
    }
}

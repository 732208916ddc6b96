/// The settings of libxtb that change its answer.
struct XTBSettings: Sendable, Equatable {
    /// The method.
    var method: XTBMethod
    /// The accuracy factor of integral cut-offs and convergence, 1 being usual and less being tighter.
    var accuracy = 1.0
    /// The electronic temperature [K].
    var electronicTemperature = 300.0
    /// The most iterations of the self-consistent charges.
    var maxIterations = 250
    /// The name of a GBSA solvent, or nil for the gas phase.
    var solvent: String?

    /// Reads a level of theory.
    ///
    /// Keywords: `accuracy`, `electronic_temperature` [K], `max_iterations` or `maxiter`, `solvent` or `gbsa` (the name of a solvent of
    /// the GBSA model, the only one the library's C interface has), `verbosity` (ignored: nothing is printed).
    /// - Throws: ``ElectronicStructureError`` of kind `input` naming the method or keyword that is not known.
    init(level: LevelOfTheory) throws(ElectronicStructureError) {
        guard let method = XTBMethod(name: level.method) else {
            let known = XTBMethod.allCases.map(\.rawValue).joined(separator: ", ")
            throw ElectronicStructureError(.input, "xtb has no method '\(level.method)'; it has \(known)")
        }
        self.method = method
        for (keyword, value) in level.keywords.sorted(by: { $0.key < $1.key }) {
            try read(keyword: keyword.lowercased(), value: value)
        }
    }

    private mutating func read(keyword: String, value: KeywordValue) throws(ElectronicStructureError) {
        switch (keyword, value) {
        case ("verbosity", _): break
        case ("accuracy", _): accuracy = try Self.number(keyword, value, in: 1e-4...1000)
        case ("electronic_temperature", _): electronicTemperature = try Self.number(keyword, value, in: 0...10000)
        case ("max_iterations", _), ("maxiter", _):
            maxIterations = Int(try Self.number(keyword, value, in: 1...100_000))
        case ("solvent", .word(let name)), ("gbsa", .word(let name)): solvent = name.lowercased()
        case ("alpb", _):
            throw ElectronicStructureError(
                .input, "libxtb's C interface has no ALPB solvents; use the keyword gbsa, or the program tblite")
        default:
            throw ElectronicStructureError(
                .input,
                "xtb does not take the keyword '\(keyword)' with this value; it takes accuracy, "
                    + "electronic_temperature, max_iterations, maxiter, solvent, gbsa, verbosity")
        }
    }

    private static func number(
        _ keyword: String, _ value: KeywordValue, in range: ClosedRange<Double>
    ) throws(ElectronicStructureError) -> Double {
        guard let number = value.asNumber, range.contains(number) else {
            throw ElectronicStructureError(
                .input, "the keyword '\(keyword)' must be a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }
}

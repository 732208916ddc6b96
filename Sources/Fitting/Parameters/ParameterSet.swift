internal import MolecularMechanics

/// The parameters of a fit with their widths and units settled.
struct ParameterSet: Sendable {
    let parameters: [FittedParameter]
    /// Prior widths w.
    let widths: [Double]
    /// dp/dm in the units of `MolecularMechanics`.
    let internalWidths: [Double]
    private let internalPerUnit: [Double]

    init(_ parameters: [FittedParameter]) throws(FittingError) {
        guard !parameters.isEmpty else {
            throw FittingError(
                .noParameters, "there is no parameter to fit; name at least one attribute of one parameter")
        }
        self.parameters = parameters
        var seen: Set<SystemParameter> = []
        var factors: [Double] = []
        var widths: [Double] = []
        for parameter in parameters {
            guard seen.insert(parameter.systemParameter).inserted else {
                throw FittingError(.repeatedParameter, "\(parameter.name) is listed twice; list each parameter once")
            }
            factors.append(try Self.factor(of: parameter))
            widths.append(try Self.width(of: parameter, among: parameters))
        }
        internalPerUnit = factors
        self.widths = widths
        internalWidths = zip(widths, factors).map { $0 * $1 }
    }

    private static func factor(of parameter: FittedParameter) throws(FittingError) -> Double {
        guard let factor = parameter.attribute.internalPerUnit(section: parameter.reference.section) else {
            throw FittingError(
                .badParameter,
                "\(parameter.name): \(parameter.reference.section) has no attribute \(parameter.attribute.rawValue) that can be fitted"
            )
        }
        guard parameter.initialValue.isFinite, parameter.mayBeNegative || parameter.initialValue >= 0 else {
            throw FittingError(
                .badParameter,
                "\(parameter.name) starts at \(parameter.initialValue); give a finite value that is not negative")
        }
        if let factor = parameter.internalPerUnit {
            guard factor > 0, factor.isFinite else {
                throw FittingError(
                    .badParameter, "the unit of \(parameter.name) is \(factor) internal units; it must be positive")
            }
            return factor
        }
        return factor
    }

    private static func width(
        of parameter: FittedParameter, among all: [FittedParameter]
    ) throws(FittingError) -> Double {
        guard let width = parameter.priorWidth else {
            let kin = all.filter {
                $0.reference.section == parameter.reference.section && $0.attribute == parameter.attribute
            }
            let largest = kin.map { abs($0.initialValue) }.max() ?? 0
            return largest > 0 ? largest : 1
        }
        guard width > 0, width.isFinite else {
            throw FittingError(.badPrior, "the prior width of \(parameter.name) is \(width); it must be positive")
        }
        return width
    }

    /// Physical values at the variables m.
    func values(at m: [Double]) -> [Double] {
        parameters.indices.map { parameters[$0].initialValue + widths[$0] * m[$0] }
    }

    /// The lowest allowed variables.
    var lowerBounds: [Double] {
        parameters.indices.map { parameters[$0].mayBeNegative ? -.infinity : -parameters[$0].initialValue / widths[$0] }
    }

    /// A system with the parameters at the variables m.
    func apply(_ m: [Double], to system: System) -> System {
        var result = system
        for (n, value) in values(at: m).enumerated() {
            result.set(parameters[n].systemParameter, to: value * internalPerUnit[n])
        }
        return result
    }

    /// Positions in the list of the parameters that the system uses.
    func used(by system: System) -> [Int] {
        parameters.indices.filter { system.uses(parameters[$0].systemParameter) }
    }
}

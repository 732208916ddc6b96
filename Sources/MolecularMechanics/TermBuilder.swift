import Chemistry
import Glibc
import SMIRNOFF

/// Makes energy terms of a molecule's assigned parameters.
struct TermBuilder {
    let molecule: Molecule
    let forceField: ForceField
    let bondOrders: [Double]?

    func bonds(_ assignments: [Assignment]) throws(ForceFieldError) -> [HarmonicBond] {
        let parameters = forceField.parameters(in: "Bonds")
        var terms: [HarmonicBond] = []
        for assignment in assignments {
            let (i, j) = (assignment.atoms[0], assignment.atoms[1])
            let parameter = parameters[assignment.parameter]
            terms.append(
                HarmonicBond(
                    i: i, j: j, length: try value("length", of: parameter, i, j),
                    k: try value("k", of: parameter, i, j),
                    source: source("Bonds", assignment)))
        }
        return terms
    }

    func angles(_ assignments: [Assignment]) throws(ForceFieldError) -> [HarmonicAngle] {
        let parameters = forceField.parameters(in: "Angles")
        var terms: [HarmonicAngle] = []
        for assignment in assignments {
            let parameter = parameters[assignment.parameter]
            let atoms = assignment.atoms
            terms.append(
                HarmonicAngle(
                    i: atoms[0], j: atoms[1], k: atoms[2], angle: try parameter.quantity("angle").internalValue,
                    forceConstant: try parameter.quantity("k").internalValue, source: source("Angles", assignment)))
        }
        return terms
    }

    func propers(_ assignments: [Assignment]) throws(ForceFieldError) -> [PeriodicTorsion] {
        var values = ValueCache(forceField.parameters(in: "ProperTorsions"))
        let standard = try idivf("ProperTorsions")
        var terms: [PeriodicTorsion] = []
        for assignment in assignments {
            let (i, j, k, l) = (assignment.atoms[0], assignment.atoms[1], assignment.atoms[2], assignment.atoms[3])
            let torsionCount = (molecule.neighbors[j].count - 1) * (molecule.neighbors[k].count - 1)
            for (number, term) in try values.torsionTerms(assignment.parameter).enumerated() {
                let barrier = try barrier(of: term, j, k)
                terms.append(
                    PeriodicTorsion(
                        i: i, j: j, k: k, l: l, periodicity: term.periodicity, phase: term.phase.internalValue,
                        barrier: barrier, scale: 1 / (term.idivf ?? standard ?? Double(torsionCount)),
                        source: source("ProperTorsions", assignment, term: number + 1)))
            }
        }
        return terms
    }

    func impropers(_ assignments: [Assignment]) throws(ForceFieldError) -> [PeriodicTorsion] {
        var values = ValueCache(forceField.parameters(in: "ImproperTorsions"))
        let standard = try idivf("ImproperTorsions") ?? 3
        var terms: [PeriodicTorsion] = []
        for assignment in assignments {
            let outer = [assignment.atoms[0], assignment.atoms[2], assignment.atoms[3]]
            for (number, term) in try values.torsionTerms(assignment.parameter).enumerated() {
                for turn in 0..<3 {
                    terms.append(
                        PeriodicTorsion(
                            i: assignment.atoms[1], j: outer[turn], k: outer[(turn + 1) % 3], l: outer[(turn + 2) % 3],
                            periodicity: term.periodicity, phase: term.phase.internalValue,
                            barrier: term.k.internalValue,
                            scale: 1 / (term.idivf ?? standard),
                            source: source("ImproperTorsions", assignment, term: number + 1)))
                }
            }
        }
        return terms
    }

    func particles(_ assignments: [Assignment], charges: [Double]) throws(ForceFieldError) -> [Particle] {
        let parameters = forceField.parameters(in: "vdW")
        var particles: [Particle] = []
        for (assignment, charge) in zip(assignments, charges) {
            let parameter = parameters[assignment.parameter]
            let sigma: Double
            if let radius = try parameter.quantityIfPresent("rmin_half") {
                sigma = 2 * radius.internalValue / pow(2, 1.0 / 6)
            } else {
                sigma = try parameter.quantity("sigma").internalValue
            }
            particles.append(
                Particle(
                    charge: charge, sigma: sigma, epsilon: try parameter.quantity("epsilon").internalValue,
                    source: source("vdW", assignment)))
        }
        return particles
    }

    private func source(_ section: String, _ assignment: Assignment, term: Int = 1) -> ParameterReference {
        ParameterReference(section: section, index: assignment.parameter, term: term)
    }

    /// The section's default divisor; nil for `auto`.
    private func idivf(_ section: String) throws(ForceFieldError) -> Double? {
        guard let text = forceField[section]?.attributes["default_idivf"], text != "auto" else { return nil }
        return try Quantity(parsing: text).internalValue
    }

    private func value(_ name: String, of parameter: Parameter, _ i: Int, _ j: Int) throws(ForceFieldError) -> Double {
        if let value = try parameter.quantityIfPresent(name) { return value.internalValue }
        let points = try parameter.interpolationPoints(name + "_bondorder").map { (x: $0.0, y: $0.1.internalValue) }
        return Interpolation.value(at: try bondOrder(i, j), points: points)
    }

    private func barrier(of term: TorsionTerm, _ j: Int, _ k: Int) throws(ForceFieldError) -> Double {
        if term.kByBondOrder.isEmpty { return term.k.internalValue }
        let points = term.kByBondOrder.map { (x: $0.bondOrder, y: $0.k.internalValue) }
        return Interpolation.value(at: try bondOrder(j, k), points: points)
    }

    private func bondOrder(_ i: Int, _ j: Int) throws(ForceFieldError) -> Double {
        guard let bond = molecule.bonds.firstIndex(where: { ($0.a, $0.b) == (i, j) || ($0.a, $0.b) == (j, i) }),
            let bondOrders, bond < bondOrders.count
        else {
            throw ForceFieldError(
                .unsupported, "a parameter is interpolated by bond order and the order of bond \(i)–\(j) is not given")
        }
        return bondOrders[bond]
    }
}

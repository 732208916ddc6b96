internal import JSON

extension TargetSchema.Kind {
    /// Reads the fields that only one kind of target has.
    init?(type: String, fields: SchemaFields) {
        func number(_ key: String, _ value: Double) -> Double? {
            fields.optional(key, default: value) { $0.nonNegativeNumber() }
        }
        func flag(_ key: String, _ value: Bool) -> Bool? { fields.optional(key, default: value) { $0.boolean() } }
        switch type {
        case "TorsionProfile":
            guard let attenuate = flag("attenuate_weights", true), let denominator = number("energy_denominator", 1),
                let cutoff = number("energy_cutoff", 10)
            else { return nil }
            self = .torsionProfile(attenuateWeights: attenuate, energyDenominator: denominator, energyCutoff: cutoff)
        case "AbInitio":
            guard let attenuate = flag("attenuate_weights", false), let denominator = number("energy_denominator", 1),
                let cutoff = number("energy_cutoff", 10), let energy = flag("fit_energy", true),
                let force = flag("fit_force", false)
            else { return nil }
            self = .abInitio(
                attenuateWeights: attenuate, energyDenominator: denominator, energyCutoff: cutoff, fitEnergy: energy,
                fitForce: force)
        case "Vibration":
            let mode = fields.optional("mode_reassignment", default: nil) { node in
                node.nullable { $0.choice(["permute", "overlap"]) }
            }
            guard let mode else { return nil }
            self = .vibration(modeReassignment: mode)
        default:
            guard let bond = number("bond_denominator", 0.05), let angle = number("angle_denominator", 8),
                let dihedral = number("dihedral_denominator", 0), let improper = number("improper_denominator", 20)
            else { return nil }
            self = .optGeo(
                bondDenominator: bond, angleDenominator: angle, dihedralDenominator: dihedral,
                improperDenominator: improper)
        }
    }

    /// The fields that only one kind of target has.
    var members: [(String, JSON)] {
        switch self {
        case .torsionProfile(let attenuate, let denominator, let cutoff):
            [
                ("attenuate_weights", .boolean(attenuate)), ("energy_denominator", .number(denominator)),
                ("energy_cutoff", .number(cutoff)),
            ]
        case .abInitio(let attenuate, let denominator, let cutoff, let energy, let force):
            [
                ("attenuate_weights", .boolean(attenuate)), ("energy_denominator", .number(denominator)),
                ("energy_cutoff", .number(cutoff)), ("fit_energy", .boolean(energy)), ("fit_force", .boolean(force)),
            ]
        case .vibration(let mode): [("mode_reassignment", .optional(mode))]
        case .optGeo(let bond, let angle, let dihedral, let improper):
            [
                ("bond_denominator", .number(bond)), ("angle_denominator", .number(angle)),
                ("dihedral_denominator", .number(dihedral)), ("improper_denominator", .number(improper)),
            ]
        }
    }
}

extension SchemaNode {
    /// A float that is not negative.
    func nonNegativeNumber() -> Double? {
        guard let number = number() else { return nil }
        guard number >= 0 else {
            return fail("ensure this value is greater than or equal to 0", "value_error.number.not_ge")
        }
        return number
    }
}

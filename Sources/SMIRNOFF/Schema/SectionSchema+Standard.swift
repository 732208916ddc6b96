extension SectionSchema {
    /// The sections of SMIRNOFF 0.3 and 0.4, by tag.
    static let standard: [String: SectionSchema] = {
        let all = [
            constraints, bonds, angles, properTorsions, improperTorsions, vdW, electrostatics, libraryCharges,
            toolkitAM1BCC,
            chargeIncrementModel, naglCharges, gbsa, virtualSites,
        ]
        return Dictionary(uniqueKeysWithValues: all.map { ($0.tag, $0) })
    }()

    /// The tags of ``standard`` in the order in which sections are usually written.
    static let standardOrder = [
        "Constraints", "Bonds", "Angles", "ProperTorsions", "ImproperTorsions", "vdW", "Electrostatics",
        "LibraryCharges",
        "ToolkitAM1BCC", "ChargeIncrementModel", "NAGLCharges", "GBSA", "VirtualSites",
    ]

    private static let constraints = SectionSchema(
        "Constraints", element: "Constraint", optional: ["distance": .length])

    private static let bonds = SectionSchema(
        "Bonds", element: "Bond", versions: ["0.3", "0.4"],
        section: [
            "potential": .text, "fractional_bondorder_method": .text, "fractional_bondorder_interpolation": .text,
        ],
        optional: [
            "length": .length, "k": .bondForceConstant, "length_bondorder#": .length,
            "k_bondorder#": .bondForceConstant,
        ],
        alternatives: [["length", "length_bondorder#"], ["k", "k_bondorder#"]])

    private static let angles = SectionSchema(
        "Angles", element: "Angle", section: ["potential": .text],
        required: ["angle": .angle, "k": .angleForceConstant])

    private static let properTorsions = SectionSchema(
        "ProperTorsions", element: "Proper", versions: ["0.3", "0.4"],
        section: [
            "potential": .text, "default_idivf": .text, "fractional_bondorder_method": .text,
            "fractional_bondorder_interpolation": .text,
        ],
        optional: [
            "periodicity#": .wholeNumber, "phase#": .angle, "k#": .molarEnergy, "idivf#": .number,
            "k#_bondorder#": .molarEnergy,
        ],
        series: ["periodicity#", "phase#"])

    private static let improperTorsions = SectionSchema(
        "ImproperTorsions", element: "Improper", section: ["potential": .text, "default_idivf": .text],
        optional: ["periodicity#": .wholeNumber, "phase#": .angle, "k#": .molarEnergy, "idivf#": .number],
        series: ["periodicity#", "phase#", "k#"])

    private static let scales: [String: AttributeRule.Kind] = [
        "scale12": .number, "scale13": .number, "scale14": .number, "scale15": .number, "cutoff": .length,
        "switch_width": .length, "method": .text,
    ]

    private static let vdW = SectionSchema(
        "vdW", element: "Atom", versions: ["0.3", "0.4", "0.5"],
        section: scales.merging(
            ["potential": .text, "combining_rules": .text, "periodic_method": .text, "nonperiodic_method": .text]
        ) { $1 },
        required: ["epsilon": .molarEnergy], optional: ["sigma": .length, "rmin_half": .length],
        alternatives: [["sigma", "rmin_half"]])

    private static let electrostatics = SectionSchema(
        "Electrostatics", versions: ["0.3", "0.4"],
        section: scales.merging(
            [
                "periodic_potential": .text, "nonperiodic_potential": .text, "exception_potential": .text,
                "solvent_dielectric": .text,
            ]
        ) { $1 })

    private static let libraryCharges = SectionSchema(
        "LibraryCharges", element: "LibraryCharge", optional: ["charge#": .charge, "name": .text], series: ["charge#"])

    private static let toolkitAM1BCC = SectionSchema("ToolkitAM1BCC")

    private static let chargeIncrementModel = SectionSchema(
        "ChargeIncrementModel", element: "ChargeIncrement", versions: ["0.3", "0.4"],
        section: ["number_of_conformers": .wholeNumber, "partial_charge_method": .text],
        optional: ["charge_increment#": .charge], series: ["charge_increment#"])

    private static let naglCharges = SectionSchema(
        "NAGLCharges", section: ["model_file": .text, "model_file_hash": .text, "digital_object_identifier": .text])

    private static let gbsa = SectionSchema(
        "GBSA", element: "Atom",
        section: [
            "gb_model": .text, "solvent_dielectric": .text, "solute_dielectric": .text, "sa_model": .text,
            "surface_area_penalty": .quantity(.bondForceConstant, example: "5.4 * calorie / mole / angstrom**2"),
            "solvent_radius": .length,
        ],
        required: ["radius": .length, "scale": .number])

    private static let virtualSites = SectionSchema(
        "VirtualSites", element: "VirtualSite", section: ["exclusion_policy": .text],
        required: ["type": .text, "match": .text, "distance": .length],
        optional: [
            "name": .text, "outOfPlaneAngle": .text, "inPlaneAngle": .text, "epsilon": .molarEnergy, "sigma": .length,
            "rmin_half": .length, "charge_increment#": .charge,
        ],
        series: ["charge_increment#"])
}

internal import ElectronicStructure
internal import JSON
internal import Units

/// One single point as a line of QCSchema.
struct BridgeRequest {
    /// The name the answer repeats.
    let identifier: String
    /// Nuclei and electrons.
    let system: ElectronicSystem
    /// The method.
    let level: LevelOfTheory
    /// The positions [bohr].
    let geometry: [SIMD3<Double>]
    /// The positions [bohr] of the first single point of the same optimisation.
    let origin: [SIMD3<Double>]
    /// What the last answer of the same optimisation gave to start from.
    var guess: String?
    /// Whether the input is only looked at.
    var isCheck = false

    /// The AtomicInput, version 1, on one line.
    ///
    /// The coordinates are written with all their digits, unlike those of records.
    var line: String {
        var own = JSONObject()
        own["check"] = .boolean(isCheck)
        own["origin"] = .array(Self.flat(origin).map(JSON.number))
        if let guess { own["guess"] = .string(guess) }
        let molecule: JSON = [
            "schema_name": "qcschema_molecule", "schema_version": 2, "validated": true,
            "symbols": .array(system.atomicNumbers.map { .string(Element.symbol($0)) }),
            "geometry": .array(Self.flat(geometry).map(JSON.number)), "name": "molecule",
            "molecular_charge": .number(Double(system.charge)),
            "molecular_multiplicity": .integer(system.multiplicity), "fix_com": true, "fix_orientation": true,
        ]
        let input: JSON = [
            "id": .string(identifier), "schema_name": "qcschema_input", "schema_version": 1, "molecule": molecule,
            "driver": "gradient",
            "model": ["method": .string(level.method), "basis": .optional(level.basis)],
            "keywords": level.keywordsAsJSON, "extras": ["openff_bespoke": .object(own)],
        ]
        return input.text()
    }

    private static func flat(_ positions: [SIMD3<Double>]) -> [Double] { positions.flatMap { [$0.x, $0.y, $0.z] } }
}

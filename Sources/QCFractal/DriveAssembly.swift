internal import JSON

/// A QCSchema torsion drive from the parts in which a server keeps it.
struct DriveAssembly {
    /// What is missing or not understood.
    struct Gap: Error {
        let reason: String
    }

    private static let mappedSMILES = "canonical_isomeric_explicit_hydrogen_mapped_smiles"

    let server: String
    /// The entry of the dataset.
    let entry: JSON?
    /// The drive.
    let record: JSON?
    /// Optimisations by id.
    let optimizations: [Int: JSON]
    /// Molecules by id.
    let molecules: [Int: JSON]

    /// The QCSchema `TorsionDriveResult` (version 1).
    ///
    /// - Throws: ``Gap`` that says what is missing.
    func torsionDrive() throws(Gap) -> JSON {
        guard let entry else { throw Gap(reason: "the server lists it but does not give it") }
        guard let record else { throw Gap(reason: "it was not submitted with this specification") }
        let status = record["status"]?.string ?? "unknown"
        guard status == "complete" else { throw Gap(reason: "its state is \(status)") }
        guard record["record_type"]?.string == "torsiondrive", let specification = record["specification"],
            specification["program"]?.string == "torsiondrive"
        else { throw Gap(reason: "it is no record of the program torsiondrive, or one of an unsupported version") }
        let keywords = specification["keywords"] ?? [:]
        let dihedrals = keywords["dihedrals"]?.array ?? []
        guard dihedrals.count == 1 else {
            throw Gap(reason: "it scans \(dihedrals.count) dihedrals; only one is fitted")
        }
        let start = entry["initial_molecules"]?.array ?? []
        guard let smiles = smiles(entry, start) else { throw Gap(reason: "it has no mapped SMILES") }
        let (energies, geometries) = try points(record)
        let optimization = specification["optimization_specification"] ?? [:]
        let single = optimization["qc_specification"] ?? [:]
        guard let program = single["program"]?.string, let method = single["method"]?.string else {
            throw Gap(reason: "its level of theory is not named")
        }
        var settings = optimization["keywords"]?.object ?? JSONObject()
        settings["program"] = .string(program)
        let basis = single["basis"]?.string ?? ""
        return [
            "schema_name": "qcschema_torsion_drive_output", "schema_version": 1, "keywords": keywords,
            "extras": [Self.mappedSMILES: .string(smiles)],
            "input_specification": [
                "schema_name": "qcschema_input", "schema_version": 1, "driver": "gradient",
                "model": ["method": .string(method), "basis": basis.isEmpty ? .null : .string(basis)],
                "keywords": single["keywords"] ?? [:],
            ],
            "initial_molecule": .array(start),
            "optimization_spec": [
                "procedure": optimization["program"] ?? "geometric", "keywords": .object(settings), "protocols": [:],
            ],
            "final_energies": .object(JSONObject(energies)), "final_molecules": .object(JSONObject(geometries)),
            "optimization_history": [:], "stdout": .null, "stderr": .null, "success": true, "error": .null,
            "provenance": [
                "creator": "QCFractal", "server": .string(server), "routine": "torsiondrive",
                "record_id": record["id"] ?? .null,
            ],
        ]
    }

    private func smiles(_ entry: JSON, _ start: [JSON]) -> String? {
        if let smiles = entry["attributes"]?[Self.mappedSMILES]?.string { return smiles }
        for molecule in start {
            for place in ["extras", "identifiers"] {
                if let smiles = molecule[place]?[Self.mappedSMILES]?.string { return smiles }
            }
        }
        return nil
    }

    /// Energy and geometry at each grid point.
    private func points(
        _ record: JSON
    ) throws(Gap) -> (energies: [(String, JSON)], geometries: [(String, JSON)]) {
        let grid = record["minimum_optimizations"]?.object?.members ?? []
        guard !grid.isEmpty else { throw Gap(reason: "it has no grid points") }
        var (energies, geometries): ([(String, JSON)], [(String, JSON)]) = ([], [])
        for (angle, id) in grid {
            guard let optimization = id.integer.flatMap({ optimizations[$0] }),
                let energy = optimization["energies"]?.array?.last?.number,
                let molecule = optimization["final_molecule_id"]?.integer.flatMap({ molecules[$0] })
            else { throw Gap(reason: "the server does not give the optimisation of its grid point \(angle)") }
            guard molecule["schema_name"]?.string ?? "qcschema_molecule" == "qcschema_molecule",
                molecule["schema_version"]?.integer ?? 2 == 2
            else {
                let version = molecule["schema_version"]?.text() ?? "unknown"
                throw Gap(reason: "its molecules are of version \(version), which is not supported")
            }
            energies.append((angle, .number(energy)))
            geometries.append((angle, molecule))
        }
        return (energies, geometries)
    }
}

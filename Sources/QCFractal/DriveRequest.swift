public import JSON

/// A torsion drive that a server is asked to compute.
public struct DriveRequest: Sendable, Hashable {
    /// The entry's name in its dataset.
    public var name: String
    /// The QCSchema `TorsionDriveInput` (version 1), with a mapped SMILES.
    public var input: JSON

    /// A drive to be computed.
    public init(name: String, input: JSON) { (self.name, self.input) = (name, input) }

    /// The entry of a dataset.
    var entry: JSON {
        let keywords = input["keywords"]
        let molecules = (input["initial_molecule"]?.array ?? []).map { molecule -> JSON in
            guard var fields = molecule.object else { return molecule }
            (fields["fix_com"], fields["fix_orientation"]) = (true, true)
            return .object(fields)
        }
        return [
            "name": .string(name), "initial_molecules": .array(molecules),
            "additional_keywords": [
                "dihedrals": keywords?["dihedrals"] ?? [], "grid_spacing": keywords?["grid_spacing"] ?? [],
                "dihedral_ranges": keywords?["dihedral_ranges"] ?? .null,
            ],
            "additional_optimization_keywords": [:], "attributes": input["extras"] ?? [:],
        ]
    }

    /// How it is computed: what all entries of a specification have in common.
    var specification: JSON {
        let single = input["input_specification"]
        var settings = input["optimization_spec"]?["keywords"]?.object ?? JSONObject()
        let program = settings["program"] ?? .null
        for key in ["program", "constraints"] { settings[key] = nil }
        if settings["converge"]?.array?.isEmpty == true { settings["converge"] = nil }
        return [
            "program": "torsiondrive", "keywords": [:],
            "optimization_specification": [
                "program": input["optimization_spec"]?["procedure"] ?? "geometric", "keywords": .object(settings),
                "qc_specification": [
                    "program": program, "driver": "deferred", "method": single?["model"]?["method"] ?? .null,
                    "basis": single?["model"]?["basis"] ?? .null, "keywords": single?["keywords"] ?? [:],
                ],
            ],
        ]
    }
}

internal import JSON

extension Schemas {
    /// What is sent.
    static var submissions: [(String, JSON)] {
        [
            ("TaskSubmission", object(["input_schema": reference("BespokeOptimizationSchema")])),
            (
                "BespokeOptimizationSchema",
                open(
                    [
                        "type": ["type": "string", "enum": ["bespoke"]], "id": optionalText,
                        "initial_force_field": text,
                        "stages": ["type": "array", "items": ["type": "object"], "minItems": 1],
                        "smiles": text, "initial_force_field_hash": text,
                        "fragmentation_engine": optionalObject,
                        "target_torsion_smirks": ["type": ["array", "null"], "items": text],
                        "smirk_settings": ["type": "object"],
                    ],
                    required: [
                        "initial_force_field", "stages", "smiles", "initial_force_field_hash", "target_torsion_smirks",
                    ])
            ),
            (
                "FragmentationSubmission",
                object([
                    "cmiles": text, "fragmenter": optionalObject,
                    "target_bond_smarts": ["type": ["array", "null"], "items": text],
                ])
            ),
            (
                "QCSubmission",
                object([
                    "input_schema": open(
                        [
                            "type": ["type": "string", "enum": ["torsion1d", "optimization", "hessian"]],
                            "program": text,
                            "model": open(["method": text, "basis": optionalText], required: ["method"]),
                            "smiles": text,
                            "central_bond": ["type": ["array", "null"], "items": whole, "minItems": 2, "maxItems": 2],
                        ],
                        required: ["type", "program", "model", "smiles"])
                ])
            ),
            (
                "SchemaRequest",
                object(
                    [
                        "smiles": list(text), "files": list(object(["name": text, "text": text])),
                        "workflow": ["type": ["string", "object"]], "force_field": optionalText,
                        "target_torsion_smirks": ["type": ["array", "null"], "items": text],
                        "default_qc_spec": optionalObject,
                    ], required: [])
            ),
            (
                "LeaseRequest",
                open(
                    [
                        "worker": text, "categories": list(text),
                        "wait": ["type": "number", "minimum": 0, "maximum": 60],
                        "remainingSeconds": optionalNumber, "totalSeconds": optionalNumber, "pilot": optionalText,
                        "leaseSeconds": optionalNumber,
                    ], required: ["worker", "categories", "wait"])
            ),
            ("Heartbeat", open(["worker": text, "tokens": list(text)], required: ["worker", "tokens"])),
            (
                "Completion",
                open(
                    ["worker": text, "token": text, "ending": ["type": "object"], "cost": ["type": "object"]],
                    required: ["worker", "token", "ending", "cost"])
            ),
        ]
    }
}

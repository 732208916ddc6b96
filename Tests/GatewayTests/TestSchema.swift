import JSON
import Workflow

/// A schema that can be submitted; the force field is never read.
func testSchema(_ smiles: String = "CCO", program: String = "xtb") -> JSON {
    [
        "type": "bespoke", "id": "bespoke_task_0", "initial_force_field": "<SMIRNOFF/>", "smiles": .string(smiles),
        "initial_force_field_hash": "0", "target_torsion_smirks": ["[C:1]-[C:2]"], "fragmentation_engine": .null,
        "stages": [
            [
                "optimizer": ["type": "ForceBalance"], "parameters": [], "parameter_hyperparameters": [],
                "targets": [
                    [
                        "type": "TorsionProfile", "weight": 1.0,
                        "calculation_specification": [
                            "type": "torsion1d", "program": .string(program),
                            "model": ["method": "gfn2xtb", "basis": .null],
                        ],
                    ]
                ],
            ]
        ],
    ]
}

let submission: JSON = ["input_schema": testSchema()]

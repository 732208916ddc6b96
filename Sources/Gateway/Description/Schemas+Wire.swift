internal import JSON

extension Schemas {
    /// What the reference system's clients read.
    static var wire: [(String, JSON)] {
        [
            ("Problem", object(["detail": text])),
            (
                "ValidationProblem",
                object([
                    "detail": list(
                        object(["loc": list(["type": ["string", "integer"]]), "msg": text, "type": text]))
                ])
            ),
            ("Link", object(["self": text, "id": text])),
            ("LinkPage", page(reference("Link"))),
            (
                "Stage",
                object([
                    "type": ["type": "string", "enum": ["fragmentation", "qc-generation", "optimization"]],
                    "status": status, "error": optionalText,
                    "results": ["type": ["array", "null"], "items": reference("Link")],
                ])
            ),
            (
                "Task",
                object([
                    "self": text, "id": text, "smiles": text, "stages": list(reference("Stage")),
                    "results": optionalObject, "_links": object(["image": text]),
                ])
            ),
            (
                "Fragmentation",
                object([
                    "self": text, "id": text, "status": status, "result": optionalObject, "error": text,
                    "_links": ["type": "object", "additionalProperties": text],
                ])
            ),
            (
                "QCCalculation",
                object([
                    "self": text, "id": text,
                    "type": ["type": "string", "enum": ["torsion1d", "optimization", "hessian"]], "status": status,
                    "result": ["type": ["object", "array", "null"]], "error": text, "_links": object(["image": text]),
                ])
            ),
            ("QCCalculationPage", page(reference("QCCalculation"))),
            (
                "Optimization",
                object(["self": text, "id": text, "status": status, "result": optionalObject, "error": text])
            ),
        ]
    }

    static func page(_ element: JSON) -> JSON {
        object(["self": text, "prev": optionalText, "next": optionalText, "contents": list(element)])
    }
}

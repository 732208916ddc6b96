internal import JSON

/// JSON Schemas of what is sent and answered.
enum Schemas {
    /// A schema of the description's list by its name.
    static func reference(_ name: String) -> JSON { ["$ref": .string("#/components/schemas/" + name)] }

    static func integer(_ standard: Int) -> JSON { ["type": "integer", "default": .integer(standard)] }

    /// An integer from 0.
    static func count(_ standard: Int?) -> JSON {
        guard let standard else { return ["type": "integer", "minimum": 0] }
        return ["type": "integer", "minimum": 0, "default": .integer(standard)]
    }

    /// One of the texts of an enumeration.
    static func choice<Value: RawRepresentable & CaseIterable>(_ type: Value.Type) -> JSON
    where Value.RawValue == String {
        ["type": "string", "enum": .array(Value.allCases.map { .string($0.rawValue) })]
    }

    /// An object that may have no other members.
    static func object(_ members: [(String, JSON)], required: [String]? = nil) -> JSON {
        [
            "type": "object", "properties": .object(JSONObject(members)),
            "required": .array((required ?? members.map(\.0)).map(JSON.string)), "additionalProperties": false,
        ]
    }

    static func object(_ members: KeyValuePairs<String, JSON>, required: [String]? = nil) -> JSON {
        object(members.map { ($0.key, $0.value) }, required: required)
    }

    /// An object that may have more members than those named.
    static func open(_ members: KeyValuePairs<String, JSON>, required: [String]) -> JSON {
        [
            "type": "object", "properties": .object(JSONObject(members.map { ($0.key, $0.value) })),
            "required": .array(required.map(JSON.string)),
        ]
    }

    static func list(_ element: JSON) -> JSON { ["type": "array", "items": element] }
    static func counts(_ names: [String]) -> JSON { object(names.map { ($0, ["type": "integer", "minimum": 0]) }) }

    static let text: JSON = ["type": "string"]
    static let optionalText: JSON = ["type": ["string", "null"]]
    static let number: JSON = ["type": "number"]
    static let optionalNumber: JSON = ["type": ["number", "null"]]
    static let whole: JSON = ["type": "integer"]
    static let optionalObject: JSON = ["type": ["object", "null"]]
    static let numbersByName: JSON = ["type": "object", "additionalProperties": ["type": "number"]]
    static let status: JSON = ["type": "string", "enum": ["waiting", "running", "errored", "success"]]
    static let eventStream: JSON = ["type": "string"]

    /// Every schema of the description's list.
    static var components: JSON { .object(JSONObject(wire + submissions + service)) }
}

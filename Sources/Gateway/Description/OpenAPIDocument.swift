internal import HTTPTypes
internal import JSON

/// The API's description by the OpenAPI specification, version 3.1.
struct OpenAPIDocument {
    let routes: [Route]
    let version: String

    /// The document.
    var json: JSON {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "openff-bespoke", "version": .string(version),
                "description": "Bespoke force-field fits: the executor's HTTP interface.",
            ],
            "paths": .object(paths),
            "components": [
                "schemas": Schemas.components,
                "securitySchemes": ["token": ["type": "apiKey", "in": "header", "name": "bespokefit-token"]],
            ],
            // An empty token is as good as none, so the header may be left out on a server without a token.
            "security": [["token": []], [:]],
        ]
    }

    private var paths: JSONObject {
        var paths = JSONObject()
        for route in routes {
            var item = paths[route.path]?.object ?? JSONObject()
            item[route.method.rawValue.lowercased()] = operation(of: route)
            paths[route.path] = .object(item)
        }
        return paths
    }

    private func operation(of route: Route) -> JSON {
        let operation = route.operation
        var members: [(String, JSON)] = [
            ("operationId", .string(operation.id)), ("summary", .string(operation.summary)),
            ("tags", [.string(operation.tag)]),
        ]
        if !operation.parameters.isEmpty {
            members.append(("parameters", .array(operation.parameters.map(parameter))))
        }
        if let body = operation.body {
            var content: [(String, JSON)] = [("schema", body.schema)]
            if let example = body.example { content.append(("example", example)) }
            members.append(
                (
                    "requestBody",
                    ["required": true, "content": .object(JSONObject([(body.type, .object(JSONObject(content)))]))]
                ))
        }
        members.append(("responses", .object(answers(of: route))))
        if !route.needsToken { members.append(("security", [])) }
        return .object(JSONObject(members))
    }

    private func parameter(_ parameter: Operation.Parameter) -> JSON {
        [
            "name": .string(parameter.name), "in": .string(parameter.place.rawValue),
            "required": .boolean(parameter.isRequired), "description": .string(parameter.meaning),
            "schema": parameter.schema,
        ]
    }

    /// The answers of the operation, and those that every operation of its kind can give.
    private func answers(of route: Route) -> JSONObject {
        var answers = JSONObject()
        for answer in route.operation.answers + Self.usual(for: route) {
            let status = String(answer.status)
            var members = answers[status]?.object ?? JSONObject([("description", .string(answer.meaning))])
            if let type = answer.type {
                var content = members["content"]?.object ?? JSONObject()
                content[type] = answer.schema.map { ["schema": $0] } ?? [:]
                members["content"] = .object(content)
            }
            answers[status] = .object(members)
        }
        return JSONObject(answers.members.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }

    private static func usual(for route: Route) -> [Operation.Answer] {
        let problem = Schemas.reference("Problem")
        func answer(_ status: Int, _ meaning: String, _ schema: JSON) -> Operation.Answer {
            Operation.Answer(status: status, meaning: meaning, type: "application/json", schema: schema)
        }
        var answers: [Operation.Answer] = []
        if route.needsToken { answers.append(answer(401, "The token is not the server's.", problem)) }
        if !route.operation.parameters.isEmpty || route.operation.body != nil {
            let schema = Schemas.reference("ValidationProblem")
            answers.append(answer(422, "A value in the path, query or body does not fit.", schema))
        }
        if route.operation.body != nil {
            answers.append(answer(400, "The request cannot be understood.", problem))
            answers.append(answer(413, "The body is too large.", problem))
        }
        if route.needsToken {
            answers.append(
                answer(503, "The disk or database stands in the way, or the server is being shut down.", problem))
        }
        return answers
    }
}

internal import Chemistry
internal import Executor
internal import HTTPTypes
internal import Hummingbird
internal import JSON
internal import SMIRNOFF
internal import Workflow

extension API {
    /// From molecules and workflows to schemas.
    var schemaRoutes: [Route] {
        let path = paths.prefix + "/schemas"
        return [
            Route(
                .post, path,
                Operation(
                    "make_schemas", tag: "schemas", "Makes the schemas of molecules' fits, ready to be submitted."
                )
                .takes(Schemas.reference("SchemaRequest"), example: ["smiles": ["CCO"], "workflow": "default"])
                .gives("A schema for each molecule, or why there is none.", Schemas.reference("SchemaList"))
                .refuses(400, "The force field could not be found or understood."), handle: makeSchemas),
            Route(
                .post, path + "/check",
                Operation("check_schema", tag: "schemas", "Whether this server could compute a schema.")
                    .takes(Schemas.reference("TaskSubmission"))
                    .gives(204, "It could.", type: nil).refuses(400, "Why it could not.")
            ) { call in
                try await service.check(try await call.value(TaskBody.self, limit: settings.largestBody).schema)
                return .nothing
            },
            Route(
                .get, paths.prefix + "/workflows",
                Operation("list_workflows", tag: "schemas", "The workflows and force fields that come with the server.")
                    .gives("Their names.", Schemas.reference("WorkflowList"))
            ) { _ in
                .json([
                    "workflows": .array(BespokeWorkflowFactory.names.map(JSON.string)),
                    "force_fields": .array(ForceFieldLibrary.standard.available.map(JSON.string)),
                ])
            },
            Route(
                .get, paths.prefix + "/workflows/{name}",
                Operation("get_workflow", tag: "schemas", "A workflow that comes with the server.")
                    .path("name", ["type": "string"], "Its name.")
                    .gives("The workflow (BespokeWorkflowFactory).", ["type": "object"])
                    .refuses(404, "There is no such workflow.")
            ) { call in
                guard let factory = BespokeWorkflowFactory(named: call.text("name")) else {
                    throw Problem(.notFound, "\(call.text("name")) not found")
                }
                return .json(factory.json)
            },
        ]
    }

    private func makeSchemas(_ call: Call) async throws -> Response {
        let request = try await call.value(SchemaRequest.self, limit: settings.largestBody)
        let forceField = try forceField(request.factory.initialForceField)
        var contents: [JSON] = []
        for entry in SchemaSource.all(in: request) {
            contents.append(entry.document(factory: request.factory, forceField: forceField))
            await Task.yield()
        }
        return .json(["contents": .array(contents)])
    }

    /// The force field of a name or text; the server's other files are nobody's business.
    private func forceField(_ source: String) throws -> ForceField {
        let isText = source.drop(while: \.isWhitespace).hasPrefix("<")
        guard isText || !source.contains("/") else {
            throw Problem(.badRequest, "a force field is given by its name or as OFFXML text, not by a path")
        }
        do {
            return try ForceFieldLibrary.standard.forceField(source, allowCosmetic: true)
        } catch {
            throw Problem(.badRequest, error.description)
        }
    }
}

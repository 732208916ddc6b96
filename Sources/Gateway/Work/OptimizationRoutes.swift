internal import Executor
internal import HTTPTypes
internal import Hummingbird
internal import JSON
internal import SMIRNOFF
internal import Workflow

extension API {
    /// Fits outside tasks.
    var optimizationRoutes: [Route] {
        [
            Route(
                .post, paths.optimizations,
                Operation("submit_optimization", tag: "optimizer", "Asks for a fit to the reference data in a schema.")
                    .takes(Schemas.reference("TaskSubmission"))
                    .gives("The fit.", Schemas.reference("Link"))
                    .refuses(400, "The force field or a molecule of the reference data could not be understood."),
                handle: submitOptimization),
            Route(
                .get, paths.optimizations + "/{optimization_id}",
                workOperation("get_optimization", tag: "optimizer", path: "optimization_id", "The state of a fit.")
                    .gives("The fit.", Schemas.reference("Optimization"))
                    .refuses(404, "There is no such fit."), handle: optimization),
        ]
    }

    private func submitOptimization(_ call: Call) async throws -> Response {
        let schema = try await call.value(TaskBody.self, limit: settings.largestBody).schema
        var request = FitRequest(schema: schema)
        do {
            let forceField = try ForceField(offxml: schema.initialForceField, allowCosmetic: true)
            request.chargesToMake = try request.missingCharges(forceField)
        } catch {
            throw Problem(.badRequest, "the fit could not be understood: \(error)")
        }
        return .json(link(paths.optimizations, try await service.submit(.fit(request))))
    }

    private func optimization(_ call: Call) async throws -> Response {
        let work = try await work(call.text("optimization_id"), kinds: [.fit])
        var result: JSON = .null
        if case .fit(let outcome) = work.result { result = outcome.results.json }
        return .json([
            "self": .string(paths.link(paths.optimizations, work.id)), "id": .string(work.id),
            "status": .string(work.status.rawValue), "result": result, "error": .string(work.errorText),
        ])
    }
}

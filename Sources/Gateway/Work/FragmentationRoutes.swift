internal import Chemistry
internal import Executor
internal import Fragmentation
internal import HTTPTypes
internal import Hummingbird
internal import JSON
internal import Workflow

extension API {
    /// Fragmentations outside tasks.
    var fragmentationRoutes: [Route] {
        let one = paths.fragmentations + "/{fragmentation_id}"
        return [
            Route(
                .post, paths.fragmentations,
                Operation("submit_fragmentation", tag: "fragmenter", "Asks for the fragments of a molecule.")
                    .takes(Schemas.reference("FragmentationSubmission"))
                    .gives("The fragmentation; equal requests have equal ids.", Schemas.reference("Link"))
                    .refuses(400, "The molecule could not be understood."), handle: submitFragmentation),
            Route(
                .get, one,
                workOperation(
                    "get_fragmentation", tag: "fragmenter", path: "fragmentation_id", "The state of a fragmentation."
                )
                .gives("The fragmentation.", Schemas.reference("Fragmentation"))
                .refuses(404, "There is no such fragmentation."), handle: fragmentation),
            Route(
                .get, one + "/fragment/{fragment_id}/image",
                workOperation(
                    "get_fragment_image", tag: "fragmenter", path: "fragmentation_id",
                    "A drawing of a fragment within its parent; one that says so where there is nothing to draw."
                )
                .path("fragment_id", ["type": "integer"], "The fragment, from 0.")
                .gives("The drawing.", type: "image/svg+xml", ["type": "string"]), handle: fragmentImage),
        ]
    }

    private func submitFragmentation(_ call: Call) async throws -> Response {
        let body = try await call.value(FragmentationBody.self, limit: settings.largestBody)
        guard (try? Molecule(mappedSMILES: body.cmiles)) != nil else {
            throw Problem(.badRequest, "molecule could not be understood")
        }
        let request = FragmentationRequest(
            cmiles: body.cmiles, engine: body.fragmenter, targetTorsionSMIRKS: body.targetBondSMARTS)
        return .json(link(paths.fragmentations, try await service.submit(.fragmentation(request))))
    }

    private func fragmentation(_ call: Call) async throws -> Response {
        let work = try await work(call.text("fragmentation_id"), kinds: [.fragmentation])
        let path = paths.link(paths.fragmentations, work.id)
        let result = fragments(of: work)
        let images = (result?.fragments ?? []).indices.map { index in
            ("fragment-\(index)-image", JSON.string("\(path)/fragment/\(index)/image"))
        }
        return .json([
            "self": .string(path), "id": .string(work.id), "status": .string(work.status.rawValue),
            "result": try result.map { try JSON(encoding: $0) } ?? .null, "error": .string(work.errorText),
            "_links": .object(JSONObject(images)),
        ])
    }

    private func fragmentImage(_ call: Call) async throws -> Response {
        let index = try call.integer("fragment_id")
        let work = try await service.work(call.text("fragmentation_id"))
        let drawing = work.flatMap(fragments).flatMap { Drawing.fragment(index, of: $0) }
        return .svg(drawing ?? Drawing.unavailable)
    }

    private func fragments(of work: WorkView) -> FragmentationResult? {
        guard case .fragmentation(let fragmentation) = work.result else { return nil }
        return fragmentation.outcome?.result
    }
}

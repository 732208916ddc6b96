internal import Chemistry
internal import Executor
internal import HTTPTypes
internal import Hummingbird
internal import JSON
internal import Workflow

extension API {
    /// QC calculations outside tasks.
    var qcRoutes: [Route] {
        let one = paths.qcCalculations + "/{qc_calc_id}"
        let results = ["type": "boolean", "default": true] as JSON
        return [
            Route(
                .post, paths.qcCalculations,
                Operation("submit_qc_calc", tag: "qcgenerator", "Asks for a QC calculation.")
                    .takes(Schemas.reference("QCSubmission"))
                    .gives("The calculation; equal requests have equal ids.", Schemas.reference("Link"))
                    .refuses(400, "The molecule or its central bond could not be understood."), handle: submitQC),
            Route(
                .get, paths.qcCalculations,
                Operation("list_qc_calcs", tag: "qcgenerator", "Some QC calculations, in the order asked for.")
                    .query("ids", ["type": "array", "items": ["type": "string"]], "The calculations.")
                    .query("results", results, "Whether their results are wanted.")
                    .gives("The calculations.", Schemas.reference("QCCalculationPage"))
                    .refuses(404, "There is no such calculation."), handle: listQC),
            Route(
                .get, one,
                workOperation("get_qc_calc", tag: "qcgenerator", path: "qc_calc_id", "The state of a QC calculation.")
                    .query("results", results, "Whether its result is wanted.")
                    .gives("The calculation.", Schemas.reference("QCCalculation"))
                    .refuses(404, "There is no such calculation."), handle: qcCalculation),
            Route(
                .get, one + "/image/molecule",
                workOperation(
                    "get_qc_calc_image", tag: "qcgenerator", path: "qc_calc_id",
                    "A drawing of the molecule; one that says so where there is nothing to draw."
                )
                .gives("The drawing.", type: "image/svg+xml", ["type": "string"]), handle: qcImage),
        ]
    }

    private static let qcKinds: Set<WorkRequest.Kind> = [.torsionDrive, .optimization, .hessian]

    private func submitQC(_ call: Call) async throws -> Response {
        let task = try await call.value(QCBody.self, limit: settings.largestBody).task
        guard let molecule = try? Molecule(smiles: task.smiles, allowUndefinedStereo: true) else {
            throw Problem(.badRequest, "molecule could not be understood")
        }
        let canonical: QCTask
        do {
            canonical =
                switch task.spec.kind {
                case .torsion1d: try .torsionDrive(task.spec, of: molecule, bond: task.centralBond ?? [1, 2])
                case .optimization, .hessian: .whole(task.spec, of: molecule)
                }
        } catch {
            throw Problem(.badRequest, error.description)
        }
        return .json(link(paths.qcCalculations, try await service.submit(WorkRequest(canonical))))
    }

    private func listQC(_ call: Call) async throws -> Response {
        let wantsResults = try call.query.boolean("results", default: true)
        var contents: [JSON] = []
        for id in call.query.all("ids") {
            contents.append(document(of: try await work(id, kinds: Self.qcKinds), results: wantsResults))
        }
        return .json([
            "self": .string(paths.qcCalculationsSegment), "prev": .null, "next": .null, "contents": .array(contents),
        ])
    }

    private func qcCalculation(_ call: Call) async throws -> Response {
        let wantsResults = try call.query.boolean("results", default: true)
        let work = try await work(call.text("qc_calc_id"), kinds: Self.qcKinds)
        return .json(document(of: work, results: wantsResults))
    }

    private func qcImage(_ call: Call) async throws -> Response {
        let record = try await service.work(call.text("qc_calc_id")).flatMap(record)
        return .svg(record.flatMap(Drawing.molecule) ?? Drawing.unavailable)
    }

    private func document(of work: WorkView, results: Bool) -> JSON {
        let path = paths.link(paths.qcCalculations, work.id)
        return [
            "self": .string(path), "id": .string(work.id), "type": .string(Self.typeName(of: work.kind)),
            "status": .string(work.status.rawValue), "result": results ? record(of: work) ?? .null : .null,
            "error": .string(work.errorText), "_links": ["image": .string(path + "/image/molecule")],
        ]
    }

    private static func typeName(of kind: WorkRequest.Kind) -> String {
        let type: TaskSpec.Kind = kind == .optimization ? .optimization : kind == .hessian ? .hessian : .torsion1d
        return type.rawValue
    }

    private func record(of work: WorkView) -> JSON? { work.result?.qcOutcome?.record }
}

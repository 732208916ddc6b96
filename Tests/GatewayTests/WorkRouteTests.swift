import Executor
import ExecutorTestSupport
import Foundation
import Fragmentation
import JSON
import Testing
import Workflow

@Suite("Fragmentations, QC calculations and fits over HTTP")
struct WorkRouteTests {
    private let ethanol = "[C:1]([C:2]([O:3][H:9])([H:7])[H:8])([H:4])([H:5])[H:6]"

    @Test("equal requests for a fragmentation have equal ids, and Pfizer is meant without a scheme")
    func submitFragmentation() async throws {
        try await OpenGateway.with { gateway in
            var ids: Set<String> = []
            for engine in [["functional_groups": [:]], ["functional_groups": [:], "scheme": "Pfizer"]] as [JSON] {
                let body: JSON = [
                    "cmiles": .string(ethanol), "fragmenter": engine, "target_bond_smarts": ["[C:1]-[C:2]"],
                ]
                let link = try await gateway.json("POST", "/api/v1/fragmentations", body)
                let id = try #require(link["id"]?.string)
                #expect(link["self"]?.string == "/api/v1/fragmentations/" + id)
                ids.insert(id)
            }
            #expect(ids.count == 1)
            guard case .fragmentation(let request) = await gateway.executor.requests.first else {
                Issue.record("no fragmentation was asked for")
                return
            }
            #expect(request.cmiles == ethanol)
            let waiting = try await gateway.json("GET", "/api/v1/fragmentations/\(ids.first ?? "")")
            #expect(waiting["status"] == "waiting")
            #expect(waiting["error"] == "null")
            #expect(waiting["_links"] == [:])
            let bad: JSON = ["cmiles": "CCO", "fragmenter": .null, "target_bond_smarts": .null]
            #expect(try await gateway.answer("POST", "/api/v1/fragmentations", bad).status == 400)
        }
    }

    private func fragmentation() throws -> FragmentationWork {
        let result = FragmentationResult(
            parentSMILES: ethanol,
            fragments: [Fragment(smiles: "[C:1]([C:2]([O:3][H])([H])[H])([H])([H])[H]", bondIndices: [1, 2])],
            provenance: FragmentationProvenance(
                creator: "test", version: "1",
                options: FragmentationOptions(engine: nil, targetBondSMARTS: nil), toolkits: []))
        return FragmentationWork(outcome: try FragmentationOutcome(result))
    }

    @Test("a finished fragmentation has its fragments and a drawing of each")
    func fragments() async throws {
        let work = WorkView(
            id: "f", kind: .fragmentation, status: .success, result: .fragmentation(try fragmentation()))
        try await OpenGateway.with { gateway in
            await gateway.executor.add(work)
            let document = try await gateway.json("GET", "/api/v1/fragmentations/f")
            #expect(document["result"]?["fragments"]?[0]?["bond_indices"] == [1, 2])
            #expect(document["_links"] == ["fragment-0-image": "/api/v1/fragmentations/f/fragment/0/image"])
            let drawing = try await gateway.answer("GET", "/api/v1/fragmentations/f/fragment/0/image")
            #expect(drawing.status == 200)
            #expect(drawing.text.lowercased().contains("#348feb"), "the fragment's colour")
            #expect(drawing.text.lowercased().contains("#ef8683"), "the central bond's colour")
            for index in ["1", "-1", "99"] {
                let none = try await gateway.answer("GET", "/api/v1/fragmentations/f/fragment/\(index)/image")
                #expect(none.status == 200)
                #expect(none.text.contains("Preview Unavailable"))
            }
            #expect(try await gateway.answer("GET", "/api/v1/fragmentations/f/fragment/x/image").status == 422)
            #expect(try await gateway.answer("GET", "/api/v1/qc-calcs/f").status == 404, "it is no calculation")
        }
    }

    private func calculation(_ smiles: String, _ bond: [Int], type: String = "torsion1d") -> JSON {
        var task: [(String, JSON)] = [
            ("type", .string(type)), ("program", "xtb"), ("model", ["method": "gfn2xtb", "basis": .null]),
            ("smiles", .string(smiles)),
        ]
        if type == "torsion1d" { task.append(("central_bond", .array(bond.map(JSON.integer)))) }
        return ["input_schema": .object(JSONObject(task))]
    }

    @Test("a torsion drive is the same whichever way its molecule is written")
    func submitDrive() async throws {
        try await OpenGateway.with { gateway in
            let first = try await gateway.json("POST", "/api/v1/qc-calcs", calculation(ethanol, [1, 2]))
            let second = try await gateway.json("POST", "/api/v1/qc-calcs", calculation("O[CH2:7][CH3:4]", [7, 4]))
            #expect(first["id"] != nil)
            #expect(first == second)
            let other = try await gateway.json("POST", "/api/v1/qc-calcs", calculation("[OH:7][CH2:4]C", [7, 4]))
            #expect(other["id"] != first["id"])
            #expect(try await gateway.answer("POST", "/api/v1/qc-calcs", calculation("CC", [1, 2])).status == 400)
        }
    }

    @Test("minima and Hessians can be asked for, each the same whichever way its molecule is written")
    func submitMinima() async throws {
        try await OpenGateway.with { gateway in
            for type in ["optimization", "hessian"] {
                let first = try await gateway.json("POST", "/api/v1/qc-calcs", calculation(ethanol, [], type: type))
                let second = try await gateway.json("POST", "/api/v1/qc-calcs", calculation("OCC", [], type: type))
                #expect(first["id"] != nil && first == second)
                let id = try #require(first["id"]?.string)
                let state = try await gateway.json("GET", "/api/v1/qc-calcs/\(id)")
                #expect(state["type"]?.string == type && state["status"] == "waiting")
            }
        }
    }

    @Test("a finished torsion drive, alone and among others, with and without its record")
    func drive() async throws {
        let record: JSON = [
            "schema_name": "qcschema_torsion_drive_output", "keywords": ["dihedrals": [[3, 0, 1, 2]]],
            "extras": ["canonical_isomeric_explicit_hydrogen_mapped_smiles": .string(ethanol)],
        ]
        let outcome = QCOutcome(record: record, gradients: 1, warnings: [])
        try await OpenGateway.with { gateway in
            let executor = gateway.executor
            await executor.add(WorkView(id: "a", kind: .torsionDrive, status: .success, result: .torsionDrive(outcome)))
            let failure = WorkFailure(type: "E", message: "no")
            await executor.add(WorkView(id: "b", kind: .torsionDrive, status: .errored, failure: failure))
            let one = try await gateway.json("GET", "/api/v1/qc-calcs/a")
            #expect(one["result"] == record)
            #expect(one["type"] == "torsion1d")
            let page = try await gateway.json("GET", "/api/v1/qc-calcs?ids=b&ids=a&results=false")
            #expect(page["self"] == "/qc-calcs")
            #expect(page["contents"]?.array?.compactMap { $0["id"]?.string } == ["b", "a"])
            #expect(page["contents"]?[1]?["result"] == JSON.null)
            let error = try #require(page["contents"]?[0]?["error"]?.string)
            #expect(try JSON.parse(error) == ["type": "E", "message": "no", "traceback": .null])
            let drawing = try await gateway.answer("GET", "/api/v1/qc-calcs/a/image/molecule")
            #expect(drawing.text.lowercased().contains("#ef8683"))
            #expect(try await gateway.answer("GET", "/api/v1/qc-calcs/a?results=maybe").status == 422)
        }
    }

    @Test("a fit whose force field cannot be read is refused")
    func badFit() async throws {
        try await OpenGateway.with { gateway in
            let answer = try await gateway.answer("POST", "/api/v1/optimizations", submission)
            #expect(answer.status == 400)
        }
    }

    @Test("a fit asks for the charges that it lacks")
    func missingCharges() throws {
        let schema = try BespokeOptimizationSchema(json: testSchema())
        var request = FitRequest(schema: schema)
        let charges = ChargeRequest(cmiles: "[H:1][H:2]", method: .am1bcc)
        request.chargesToMake = [charges]
        var state = WorkState(.fit(request))
        #expect(state.needs == [.charges(charges)])
        #expect(state.ready.isEmpty)
        state.record(.success(.charges([0, 0])), for: .charges(charges))
        #expect(state.needs.isEmpty)
        guard case .fit(let job) = state.ready.first?.job else {
            Issue.record("the fit is not ready")
            return
        }
        #expect(job.charges == ["[H:1][H:2]": [0, 0]])
        var failed = WorkState(.fit(request))
        failed.record(.failure(WorkFailure(type: "E", message: "no charges")), for: .charges(charges))
        guard case .failure(let failure) = failed.outcome else {
            Issue.record("the fit did not fail")
            return
        }
        #expect(failure.message == "no charges")
    }
}

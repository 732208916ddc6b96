import JSON
import Testing
import Workflow

@Suite("The key of a fit")
struct FitKeyTests {
    private static func request(_ edit: (inout JSONObject) -> Void = { _ in }) throws -> FitRequest {
        var record = try Peroxide(k1: 2).drive().object ?? JSONObject()
        edit(&record)
        return FitRequest(
            schema: try FitRequest(
                stages: [Peroxide.stage([Peroxide.target(.torsionProfile(), .object(record))])],
                forceField: Peroxide().forceField()
            ).schema, charges: Peroxide.charges)
    }

    private static func key(_ request: FitRequest) -> String { WorkRequest.fit(request).key }

    @Test("does not depend on the task, on where and when a record was made, or on the order of keys")
    func sameFit() throws {
        let key = try Self.key(Self.request())
        var renamed = try Self.request()
        renamed.schema.id = "another task"
        renamed.schema.fragmentationEngine = nil
        renamed.schema.targetTorsionSMIRKS = ["[*:1]-[*:2]"]
        #expect(Self.key(renamed) == key)
        let elsewhere = try Self.request { record in
            record["provenance"] = ["creator": "X", "hostname": "there", "wall_time": 12.5]
            record["stdout"] = "printed"
            record["optimization_history"] = ["-165": []]
        }
        #expect(Self.key(elsewhere) == key)
        let reordered = try Self.request { record in
            record = JSONObject(record.members.reversed().map { ($0.key, $0.value) })
        }
        #expect(Self.key(reordered) == key)
        let spelled = try Self.request { record in
            let energies = record["final_energies"]?.object?.members ?? []
            record["final_energies"] = .object(JSONObject(energies.map { ("[\($0.key)]", $0.value) }))
        }
        #expect(Self.key(spelled) == key)
        let charges = Dictionary(uniqueKeysWithValues: Peroxide.charges.map { ($0.key, $0.value) })
        #expect(Self.key(FitRequest(schema: try Self.request().schema, charges: charges)) == key)
    }

    @Test("depends on data, options, priors, force field, charges and company")
    func otherFit() throws {
        let key = try Self.key(Self.request())
        var others: [FitRequest] = []
        others.append(
            try Self.request { record in
                var energies = record["final_energies"]?.object ?? JSONObject()
                energies["15"] = .number((energies["15"]?.number ?? 0) + 1e-9)
                record["final_energies"] = .object(energies)
            })
        func changed(_ change: (inout FitRequest) -> Void) throws {
            var request = try Self.request()
            change(&request)
            others.append(request)
        }
        try changed { $0.schema.stages[0].optimizer.penaltyAdditive = 2 }
        try changed { $0.schema.stages[0].parameterHyperparameters[0].priors["k"] = 5 }
        try changed { $0.schema.stages[0].targets[0].weight = 2 }
        try changed { $0.schema.stages[0].targets.append($0.schema.stages[0].targets[0]) }
        try changed { $0.schema.stages[0].parameters.append($0.schema.stages[0].parameters[0]) }
        try changed { $0.schema.stages.append($0.schema.stages[0]) }
        try changed { $0.schema.initialForceField += "\n" }
        try changed { $0.charges[Peroxide.cmiles] = [0.3, -0.3, -0.3, 0.3] }
        #expect(Set(others.map(Self.key)).count == others.count)
        #expect(!others.map(Self.key).contains(key))
    }
}

import SMIRNOFF
import Testing
import Workflow

@Suite("Fits put together")
struct JointSchemaTests {
    private static func source(
        _ name: String, _ truth: Peroxide, base: Peroxide = Peroxide(), hash: String = "base"
    ) throws -> JointSchema.Source {
        let stage = Peroxide.stage([Peroxide.target(.torsionProfile(), try truth.drive())])
        var schema = try FitRequest(stages: [stage], forceField: base.forceField()).schema
        schema.initialForceFieldHash = hash
        return JointSchema.Source(name: name, schema: schema)
    }

    private static func records(_ stage: OptimizationStageSchema) -> Int {
        stage.targets.reduce(0) { sum, target in
            if case .local(let records) = target.referenceData { sum + records.count } else { sum }
        }
    }

    @Test("parameters with equal SMIRKS become one, and its value serves all molecules")
    func shared() throws {
        let joint = try JointSchema([
            Self.source("a", Peroxide(k1: 1.5)), Self.source("b", Peroxide(k1: 2.5)),
            Self.source("again", Peroxide(k1: 2.5)),
        ])
        #expect(joint.stages.count == 1 && joint.stages[0].parameters == [Peroxide.torsionParameter])
        #expect(Self.records(joint.stages[0]) == 2)
        #expect(joint.warnings.isEmpty)
        let outcome = try FitOutcome(
            FitRequest(stages: joint.stages, forceField: joint.forceField, charges: Peroxide.charges))
        #expect((1.6...2.4).contains(try Peroxide.value("k1", "ProperTorsions", in: outcome)))
    }

    @Test("parameters that only one molecule has are appended, each with an id of its own")
    func appended() throws {
        let smirks = "[#1:1]-[#8:2]-[#8:3]-[#1:4]"
        var second = try Self.source("b", Peroxide(k1: 2.5))
        var forceField = try Peroxide().forceField()
        let terms = try forceField.parameters(in: "ProperTorsions")[0].torsionTerms()
        forceField.add([.properTorsion(smirks: smirks, id: nil, terms: terms)], to: "ProperTorsions")
        second.schema.initialForceField = forceField.offxml()
        second.schema.stages[0].parameters = [
            ParameterSchema(type: .properTorsions, smirks: smirks, attributes: ["k1"])
        ]
        let joint = try JointSchema([Self.source("a", Peroxide(k1: 1.5)), second])
        let torsions = joint.forceField.parameters(in: "ProperTorsions")
        #expect(torsions.map(\.smirks) == [Peroxide.torsion, smirks])
        #expect(Set(torsions.compactMap(\.id)).count == 2)
        #expect(joint.stages[0].parameters.map(\.smirks) == [Peroxide.torsion, smirks])
    }

    @Test("other initial values and priors are named, other force fields and missing records refused")
    func differences() throws {
        var odd = try Self.source("b", Peroxide(k1: 2.5), base: Peroxide(k1: 0.7))
        odd.schema.stages[0].parameterHyperparameters[0].priors["k"] = 2
        odd.schema.stages[0].optimizer.penaltyType = "L1"
        let warnings = try JointSchema([Self.source("a", Peroxide(k1: 1.5)), odd]).warnings
        #expect(warnings.count == 3)
        #expect(warnings.contains { $0.contains("starts from other values in b") && $0.contains("k1") })
        #expect(throws: WorkflowError.self) {
            try JointSchema([Self.source("a", Peroxide()), Self.source("b", Peroxide(), hash: "other")])
        }
        var bare = try Self.source("bare", Peroxide())
        bare.schema.stages[0].targets[0].referenceData = nil
        let error = #expect(throws: WorkflowError.self) { try JointSchema([bare]) }
        #expect(error?.description.contains("bare") == true)
        #expect(throws: WorkflowError.self) { try JointSchema([]) }
    }
}

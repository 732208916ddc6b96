import Fragmentation
import TestSupport
import Testing
import Workflow

@Suite("Bond orders over conformers")
struct BondOrderTests {
    private static let request = BondOrderRequest(cmiles: "[C:1]#[N:2]", options: WBOOptions())
    private static let values = [0.1, 0.2, 0.3, 1e16, -1e16, 0.7]

    private static func state(conformers: Int = values.count) throws -> BondOrderState {
        var state = BondOrderState(request: request)
        let conformer = [SIMD3<Double>(), SIMD3(1.2, 0, 0)]
        state.record(
            .success(
                ConformerSelection(
                    smiles: "C#N", bonds: [[0, 1]], conformers: Array(repeating: conformer, count: conformers))))
        return state
    }

    @Test("one calculation is asked for each conformer, once they are known")
    func jobs() throws {
        #expect(BondOrderState(request: Self.request).needsConformers)
        #expect(BondOrderState(request: Self.request).ready.isEmpty)
        let state = try Self.state(conformers: 3)
        #expect(!state.needsConformers)
        #expect(state.ready.map(\.conformer) == [0, 1, 2])
        #expect(state.ready.allSatisfy { $0.cmiles == Self.request.cmiles && $0.geometry.count == 2 })
        #expect(state.conformers == (0, 3))
        #expect(state.outcome == nil)
    }

    @Test("the mean is the same to the last bit in whatever order results arrive", arguments: 1...5)
    func anyOrder(seed: UInt64) throws {
        var expected = 0.0
        for value in Self.values { expected += value }
        expected /= Double(Self.values.count)
        var random = SeededGenerator(seed: seed)
        var state = try Self.state()
        while let job = state.ready.randomElement(using: &random) {
            state.record(.success([Self.values[job.conformer]]), forConformer: job.conformer)
            let once = state
            state.record(.success([9]), forConformer: job.conformer)
            state.record(.failure(WorkFailure(type: "E", message: "")), forConformer: job.conformer)
            #expect(state == once)
        }
        #expect(state.conformers == (6, 6))
        #expect(try #require(state.outcome).get().orders.order(between: 1, and: 0) == expected)
    }

    @Test("a failed conformer is left out with a warning; a wrong number of orders counts as failed")
    func failedConformers() throws {
        var state = try Self.state(conformers: 4)
        state.record(.success([2.0]), forConformer: 0)
        state.record(.failure(WorkFailure(type: "E", message: "no convergence")), forConformer: 1)
        state.record(.success([1, 2]), forConformer: 2)
        state.record(.success([3.0]), forConformer: 3)
        let mean = try #require(state.outcome).get()
        #expect(mean.orders.order(between: 0, and: 1) == 2.5)
        #expect(mean.warnings.count == 2)
        #expect(
            mean.warnings.first == "conformer 2 of 4 was left out of the bond orders of C#N: no convergence")
    }

    @Test("a molecule of which every conformer failed, or which has none, has no bond orders")
    func allFailed() throws {
        let failure = WorkFailure(type: "E", message: "no convergence")
        var state = try Self.state(conformers: 2)
        for conformer in 0..<2 { state.record(.failure(failure), forConformer: conformer) }
        #expect(throws: failure) { try state.outcome?.get() }
        state = BondOrderState(request: Self.request)
        state.record(.failure(failure))
        #expect(throws: failure) { try state.outcome?.get() }
        #expect(try Self.state(conformers: 0).outcome != nil)
    }

    /// A fragmentation driven to its end with equal bond orders everywhere, in a seeded order.
    private static func fragmentation(
        seed: UInt64, failing: (BondOrderRequest) -> WorkFailure? = { _ in nil }
    ) throws -> FragmentationState {
        let schema = try Rehearsal.schema(smiles: Rehearsal.threeBonds, engine: .standard)
        var state = FragmentationState(
            request: FragmentationRequest(
                cmiles: schema.smiles, engine: schema.fragmentationEngine,
                targetTorsionSMIRKS: schema.targetTorsionSMIRKS))
        var random = SeededGenerator(seed: seed)
        while state.outcome == nil {
            if let step = state.ready {
                let result = Result { try step.step() }.mapError { WorkFailure($0) }
                state.record(result, forRound: state.rounds)
            }
            while let request = state.missing.randomElement(using: &random) {
                let result = try failing(request).map(Result.failure) ?? .success(Rehearsal.equalOrders(request))
                state.record(result, for: request)
                let once = state
                state.record(.failure(WorkFailure(type: "E", message: "late")), for: request)
                #expect(state == once)
            }
        }
        return state
    }

    @Test("equal molecules are asked for once, and arrival does not change what is asked", arguments: 1...3)
    func arrival(seed: UInt64) throws {
        let expected = try Self.fragmentation(seed: 0)
        #expect(expected.asked.count >= 3)
        #expect(Set(expected.asked).count == expected.asked.count)
        #expect(try Self.fragmentation(seed: seed) == expected)
    }

    @Test("without bond orders a fragment grows and the user is told; without the molecule's own the task fails")
    func missing() throws {
        let failure = WorkFailure(type: "E", message: "sqm failed")
        var parent: BondOrderRequest?
        let grown = try Self.fragmentation(seed: 1) { request in
            if parent == nil { parent = request }
            return request == parent ? nil : failure
        }
        let work = try #require(grown.outcome).get()
        #expect(work.warnings.count >= 3)
        #expect(
            work.warnings.allSatisfy { $0.hasSuffix("was grown because its bond orders are missing: sqm failed") })

        let failed = try Self.fragmentation(seed: 1) { _ in failure }
        let error = #expect(throws: WorkFailure.self) { try failed.outcome?.get() }
        #expect(error?.message.contains("sqm failed") == true)
    }

    @Test("equal requests have equal keys, however their dictionaries were filled")
    func keys() throws {
        let requests = (1...40).map { BondOrderRequest(cmiles: "[C:\($0)]", options: WBOOptions()) }
        let forwards = Dictionary(uniqueKeysWithValues: requests.map { ($0, BondOrderOutcome.failure("x")) })
        var backwards: [BondOrderRequest: BondOrderOutcome] = Dictionary(minimumCapacity: 1000)
        for request in requests.reversed() { backwards[request] = .failure("x") }
        let request = FragmentationRequest(cmiles: "[CH4:1]", engine: .standard, targetTorsionSMIRKS: nil)
        #expect(
            FragmentationStepRequest(request, known: forwards) == FragmentationStepRequest(request, known: backwards))

        let schema = try Rehearsal.schema(smiles: "CC")
        let charges = Dictionary(uniqueKeysWithValues: (1...40).map { ("\($0)", [Double($0)]) })
        var reversed: [String: [Double]] = Dictionary(minimumCapacity: 1000)
        for number in (1...40).reversed() { reversed["\(number)"] = [Double(number)] }
        let first = WorkRequest.fit(FitRequest(schema: schema, charges: charges)).key
        #expect(first == WorkRequest.fit(FitRequest(schema: schema, charges: reversed)).key)
    }
}

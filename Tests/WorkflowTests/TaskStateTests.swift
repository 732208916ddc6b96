import Foundation
import Fragmentation
import Testing
import Workflow

@Suite("A task's state")
struct TaskStateTests {
    private static let schema = Result { try Rehearsal.schema(smiles: Rehearsal.threeBonds) }

    private static func rehearsal(_ failing: @escaping (WorkRequest) -> WorkFailure? = { _ in nil }) throws -> Rehearsal
    {
        var rehearsal = Rehearsal(try schema.get())
        rehearsal.failing = failing
        return rehearsal
    }

    private static func fitRequest(_ rehearsal: Rehearsal) throws -> FitRequest {
        for case .enqueue(_, .fit(let request)) in rehearsal.commands { return request }
        throw WorkFailure(type: "Missing", message: "no fit was asked for")
    }

    @Test("work goes from fragments to parameters, drives and charges at once, and fit")
    func order() throws {
        var rehearsal = try Self.rehearsal()
        try rehearsal.run()
        let kinds = rehearsal.commands.map { command in
            guard case .enqueue(_, let request) = command else { return "finish" }
            return switch request {
            case .fragmentation: "fragmentation"
            case .bondOrders: "bond orders"
            case .parameters: "parameters"
            case .torsionDrive: "drive"
            case .optimization, .hessian: "minimum"
            case .charges: "charges"
            case .fit: "fit"
            }
        }
        let drives = try #require(rehearsal.state.parameters?.drives.count)
        #expect(drives >= 3)
        #expect(kinds.prefix(2) == ["fragmentation", "parameters"])
        #expect(kinds.suffix(2) == ["fit", "finish"])
        #expect(kinds.count { $0 == "drive" } == drives)
        #expect(rehearsal.state.output.status == .success)
        #expect(rehearsal.state.warnings.isEmpty)
        #expect(try Self.fitRequest(rehearsal).charges.count == kinds.count { $0 == "charges" })
    }

    @Test("the order and repetition of events change neither commands nor outcome", arguments: 1...6)
    func anyOrder(seed: UInt64) throws {
        var expected = try Self.rehearsal()
        try expected.run()
        var shuffled = try Self.rehearsal()
        try shuffled.run(seed: seed, repeating: seed.isMultiple(of: 2))
        #expect(shuffled.state == expected.state)
        #expect(shuffled.commands.count == expected.commands.count)
        #expect(Set(shuffled.commands) == Set(expected.commands))
    }

    @Test("recorded events give the same state and commands again, also after a rest on disk at any moment")
    func replay() throws {
        var recorded = try Self.rehearsal()
        try recorded.run(seed: 7, repeating: true)
        var state = TaskState(id: "1", schema: try Self.schema.get())
        var commands: [TaskCommand] = []
        for event in recorded.events {
            commands += state.handle(event)
            state = try JSONDecoder().decode(TaskState.self, from: JSONEncoder().encode(state))
        }
        #expect(state == recorded.state)
        #expect(commands == recorded.commands)
    }

    @Test("events after the end change nothing and ask for nothing")
    func late() throws {
        var rehearsal = try Self.rehearsal()
        try rehearsal.run()
        let end = rehearsal.state
        let commands = rehearsal.commands
        for event in rehearsal.events + [.cancelRequested, .failed(key: "x", WorkFailure(type: "E", message: ""))] {
            rehearsal.send(event)
        }
        #expect(rehearsal.state == end)
        #expect(rehearsal.commands == commands)
    }

    @Test("results that were never asked for change nothing")
    func stray() throws {
        var rehearsal = try Self.rehearsal()
        rehearsal.send(.submitted)
        let state = rehearsal.state
        rehearsal.send(.succeeded(key: "unknown", .charges([0])))
        rehearsal.send(.failed(key: "unknown", WorkFailure(type: "E", message: "")))
        rehearsal.send(.submitted)
        #expect(rehearsal.state == state)
        #expect(rehearsal.commands.count == 1)
    }

    @Test("cancelling gives up all open work, in a fixed order, and ends the task")
    func cancel() throws {
        var rehearsal = try Self.rehearsal()
        try rehearsal.run { if case .torsionDrive = $0 { true } else { false } }
        let open = rehearsal.open.map(\.key)
        #expect(open.count >= 4)
        var state = rehearsal.state
        #expect(state.handle(.cancelRequested) == open.sorted().map(TaskCommand.cancel) + [.finishTask])
        #expect(state.isFinished)
        #expect(state.output.status == .errored)
        #expect(state.stages.map(\.error) == [nil, "the task was cancelled", nil])
        let end = state
        #expect(try state.handle(rehearsal.event(for: rehearsal.open[0])) == [])
        #expect(state == end)
    }

    @Test("a task that is cancelled before it begins never begins")
    func cancelledEarly() throws {
        var rehearsal = try Self.rehearsal()
        rehearsal.send(.cancelRequested)
        rehearsal.send(.submitted)
        #expect(rehearsal.commands == [.finishTask])
        #expect(rehearsal.state.output.status == .errored)
    }

    @Test("a molecule without a bond to turn ends in its first stage, with what was looked for")
    func nothingToTurn() throws {
        var rehearsal = Rehearsal(try Rehearsal.schema(smiles: "c1ccccc1"))
        try rehearsal.run()
        #expect(rehearsal.state.stages.map(\.status) == [.errored, .waiting, .waiting])
        #expect(rehearsal.state.stageWorkFailures[0] == [nil])
        let sought = try #require(rehearsal.state.schema.targetTorsionSMIRKS?.first)
        #expect(rehearsal.state.stages[0].error?.contains(sought) == true)
        #expect(rehearsal.commands.last == .finishTask)
    }

    @Test("failed fragmentation, parameters or fit end the task in their stage")
    func failedStages() throws {
        let failure = WorkFailure(type: "E", message: "no such luck")
        var broken = try Self.rehearsal { if case .fragmentation = $0 { failure } else { nil } }
        try broken.run()
        #expect(broken.state.stages.map(\.status) == [.errored, .waiting, .waiting])
        #expect(broken.state.stages[0].error == "no such luck")
        #expect(broken.commands.last == .finishTask)
        broken = try Self.rehearsal { if case .parameters = $0 { failure } else { nil } }
        try broken.run()
        #expect(broken.state.stages.map(\.status) == [.success, .errored, .waiting])
        broken = try Self.rehearsal { if case .fit = $0 { failure } else { nil } }
        try broken.run()
        #expect(broken.state.stages.map(\.status) == [.success, .success, .errored])
        #expect(broken.state.output.status == .errored)
    }
}

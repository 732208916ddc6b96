/// One molecule's way from schema to force field, as a pure state machine.
///
/// Events go in, commands come out; the state is a function of the events, whatever their order and however often one is
/// repeated, so a task can be replayed from stored events.
public struct TaskState: Sendable, Codable, Hashable {
    /// The state of a piece of work that the task asked for.
    public enum Work: Sendable, Codable, Hashable {
        case pending
        case finished(WorkResult)
        case failed(WorkFailure)

        var isOpen: Bool { self == .pending }
    }

    /// The task's identifier.
    public let id: String
    /// What was asked for.
    public let schema: BespokeOptimizationSchema
    /// The work asked for so far, by key.
    public internal(set) var work: [String: Work] = [:]
    /// The key of each step that has been asked for.
    public internal(set) var steps = Steps()
    /// Whether the user has cancelled the task.
    public private(set) var isCancelled = false

    /// The keys of a task's work.
    public struct Steps: Sendable, Codable, Hashable {
        var fragmentation: String?
        var parameters: String?
        /// One for each drive of the parameter generation.
        var drives: [String] = []
        /// One for each drive; nil where the force field gives the charges.
        var charges: [String?] = []
        var fit: String?
    }

    /// A task that has not begun.
    public init(id: String, schema: BespokeOptimizationSchema) {
        (self.id, self.schema) = (id, schema)
    }

    /// Takes an event in; returns what is to be done next.
    public mutating func handle(_ event: TaskEvent) -> [TaskCommand] {
        guard !isFinished else { return [] }
        switch event {
        case .submitted: break
        case .succeeded(let key, let result):
            guard work[key] == .pending else { return [] }
            work[key] = .finished(result)
        case .failed(let key, let failure):
            guard work[key] == .pending else { return [] }
            work[key] = .failed(failure)
        case .cancelRequested:
            isCancelled = true
            return work.filter(\.value.isOpen).keys.sorted().map(TaskCommand.cancel) + [.finishTask]
        }
        let commands = advance()
        return isFinished ? commands + [.finishTask] : commands
    }

    /// The result of a step's work, if it is there.
    func result(_ key: String?) -> WorkResult? {
        guard let key, case .finished(let result) = work[key] else { return nil }
        return result
    }

    /// The failure of a step's work, if it failed.
    func failure(_ key: String?) -> WorkFailure? {
        guard let key, case .failed(let failure) = work[key] else { return nil }
        return failure
    }

    /// Asks for a piece of work unless that has been done; the same work is asked for only once.
    mutating func ask(_ request: WorkRequest, _ record: (inout Steps, String) -> Void) -> [TaskCommand] {
        let key = request.key
        record(&steps, key)
        guard work[key] == nil else { return [] }
        work[key] = .pending
        return [.enqueue(key: key, request)]
    }
}

/// Something that happened to a task.
public enum TaskEvent: Sendable, Hashable {
    /// The task was accepted.
    case submitted
    /// A piece of work is done.
    case succeeded(key: String, WorkResult)
    /// A piece of work could not be done.
    case failed(key: String, WorkFailure)
    /// The user wants it to end.
    case cancelRequested
}

/// Something that is to be done for a task.
public enum TaskCommand: Sendable, Hashable {
    /// Do a piece of work and report under its key.
    case enqueue(key: String, WorkRequest)
    /// Give up a piece of work.
    case cancel(key: String)
    /// Nothing more will be asked for.
    case finishTask
}

internal import Executor
internal import Synchronization

/// The newest events, and those who wait for the next.
///
/// Listeners pull: a slow one costs nothing but its place in the queue, and reads what it missed from disk.
final class EventFeed: Sendable {
    /// What a listener gets.
    enum Answer {
        /// Events with numbers above the one it named, without a gap.
        case events([ExecutorEvent])
        /// What it wants is older than what is kept here.
        case onDisk
        /// There will be none.
        case closed
    }

    private struct State {
        var recent: [ExecutorEvent] = []
        var last: Int
        var waiting: [UInt64: CheckedContinuation<Void, Never>] = [:]
        var tickets: UInt64 = 0
        var isClosed = false
    }

    private static let kept = 2000
    private let state: Mutex<State>

    /// A feed that goes on after an event.
    init(last: Int) { state = Mutex(State(last: last)) }

    /// Adds events and wakes those who wait.
    func publish(_ events: [ExecutorEvent]) {
        guard let last = events.last?.sequence else { return }
        wake { state in
            state.recent += events
            state.last = last
            if state.recent.count > 2 * Self.kept { state.recent.removeFirst(state.recent.count - Self.kept) }
        }
    }

    /// Ends the feed.
    func close() { wake { $0.isClosed = true } }

    private func wake(_ change: (inout State) -> Void) {
        let waiting = state.withLock { state in
            change(&state)
            defer { state.waiting = [:] }
            return Array(state.waiting.values)
        }
        for continuation in waiting { continuation.resume() }
    }

    /// The events after one; waits until there are some.
    func next(after sequence: Int) async -> Answer {
        while true {
            if let answer = state.withLock({ Self.answer($0, after: sequence) }) { return answer }
            if Task.isCancelled { return .closed }
            await wait(after: sequence)
        }
    }

    private static func answer(_ state: State, after sequence: Int) -> Answer? {
        if state.last > sequence {
            guard let first = state.recent.first?.sequence, first <= sequence + 1 else { return .onDisk }
            return .events(Array(state.recent.drop { $0.sequence <= sequence }))
        }
        return state.isClosed ? .closed : nil
    }

    private func wait(after sequence: Int) async {
        let ticket = state.withLock { state in
            state.tickets += 1
            return state.tickets
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    if Task.isCancelled || Self.answer(state, after: sequence) != nil { return true }
                    state.waiting[ticket] = continuation
                    return false
                }
                if isReady { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: ticket) }?.resume()
        }
    }
}

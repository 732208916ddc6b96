internal import Executor
internal import Store

/// A place in the feed of events: reads what is on disk, then what happens.
actor EventReader {
    private let store: Store
    private let feed: EventFeed
    private let task: Int?
    private var last: Int
    private var batch: ArraySlice<ExecutorEvent> = []

    init(store: Store, feed: EventFeed, last: Int, task: Int?) {
        (self.store, self.feed, self.last, self.task) = (store, feed, last, task)
    }

    /// The next event; nil when there will be none.
    func next() async -> ExecutorEvent? {
        while true {
            while let event = batch.popFirst() {
                last = max(last, event.sequence)
                if task == nil || event.task == task { return event }
            }
            switch await feed.next(after: last) {
            case .closed: return nil
            case .events(let events): batch = events[...]
            case .onDisk:
                guard let events = try? store.events(after: last, task: nil, limit: 500) else { return nil }
                guard !events.isEmpty else { return nil }
                batch = events[...]
            }
        }
    }
}

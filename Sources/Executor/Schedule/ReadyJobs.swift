internal import Workflow

/// Jobs that wait for a worker, in the order in which they go.
///
/// Jobs of equal rank are a group; groups and the jobs in them are sorted, so that a job is put in, taken out and found in
/// the logarithm of their number.
struct ReadyJobs {
    /// Where a piece of work stands among others: by the highest priority of the tasks that wait for it, then by the oldest.
    struct Rank: Hashable, Comparable {
        var priority: Int
        var oldestTask: Int

        static func < (one: Rank, other: Rank) -> Bool {
            (-one.priority, one.oldestTask) < (-other.priority, other.oldestTask)
        }
    }

    /// Where a job stands among all.
    struct Place: Comparable {
        let rank: Rank
        let urgency: Int
        let isAtFront: Bool
        let order: Int

        init(_ rank: Rank, _ queued: QueuedJob) {
            (self.rank, urgency) = (rank, queued.job.kind.urgency)
            (isAtFront, order) = (queued.isAtFront, queued.order)
        }

        static func < (one: Place, other: Place) -> Bool {
            guard one.rank == other.rank else { return one.rank < other.rank }
            return (one.urgency, one.isAtFront ? 0 : 1, one.order) < (
                other.urgency, other.isAtFront ? 0 : 1, other.order
            )
        }
    }

    private struct Entry {
        let place: Place
        let id: JobID
    }

    private struct Group {
        let rank: Rank
        var entries: [Entry]
    }

    private var groups: [WorkRequest.Category: [Group]] = [:]

    /// Whether there is none.
    var isEmpty: Bool { groups.values.allSatisfy(\.isEmpty) }

    /// Puts a job in; it must not be there.
    mutating func insert(_ id: JobID, _ category: WorkRequest.Category, at place: Place) {
        let entry = Entry(place: place, id: id)
        let index = groups[category, default: []].firstSorted { $0.rank >= place.rank }
        guard let group = groups[category]?[safe: index], group.rank == place.rank else {
            groups[category, default: []].insert(Group(rank: place.rank, entries: [entry]), at: index)
            return
        }
        let position = group.entries.firstSorted { $0.place >= place }
        groups[category]?[index].entries.insert(entry, at: position)
    }

    /// Takes a job out, if it is there.
    mutating func remove(_ category: WorkRequest.Category, at place: Place) {
        let index = groups[category, default: []].firstSorted { $0.rank >= place.rank }
        guard let group = groups[category]?[safe: index], group.rank == place.rank else { return }
        let position = group.entries.firstSorted { $0.place >= place }
        guard group.entries[safe: position]?.place == place else { return }
        groups[category]?[index].entries.remove(at: position)
        if group.entries.count == 1 { groups[category]?.remove(at: index) }
    }

    /// The first job of a category that fulfils a condition.
    func first(in category: WorkRequest.Category, where condition: (JobID) -> Bool) -> (place: Place, id: JobID)? {
        for group in groups[category] ?? [] {
            if let entry = group.entries.first(where: { condition($0.id) }) { return (entry.place, entry.id) }
        }
        return nil
    }
}

extension Array {
    /// The first position whose element fulfils a condition that all later ones fulfil too.
    fileprivate func firstSorted(where condition: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if condition(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

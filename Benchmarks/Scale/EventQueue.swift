/// Events by time; equal times in the order in which they were added.
struct EventQueue<Event> {
    private var heap: [(time: Double, number: Int, event: Event)] = []
    private var count = 0

    mutating func add(_ event: Event, at time: Double) {
        heap.append((time, count, event))
        count += 1
        var child = heap.count - 1
        while child > 0, isBefore(child, (child - 1) / 2) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func next() -> (time: Double, event: Event)? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        guard !heap.isEmpty else { return (first.time, first.event) }
        heap[0] = last
        var parent = 0
        while true {
            let children = [2 * parent + 1, 2 * parent + 2].filter { $0 < heap.count }
            guard let least = children.min(by: isBefore), isBefore(least, parent) else { break }
            heap.swapAt(least, parent)
            parent = least
        }
        return (first.time, first.event)
    }

    private func isBefore(_ a: Int, _ b: Int) -> Bool {
        (heap[a].time, heap[a].number) < (heap[b].time, heap[b].number)
    }
}

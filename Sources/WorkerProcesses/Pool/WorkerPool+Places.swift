extension WorkerPool {
    /// Waits for leave to use a worker; false when the task was cancelled or the pool is closed.
    func takePlace() async -> Bool {
        guard !isClosed, !Task.isCancelled else { return false }
        if places > 0 {
            places -= 1
            return true
        }
        tickets += 1
        let ticket = tickets
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if Task.isCancelled {
                    continuation.resume(returning: false)
                } else {
                    queue.append((ticket, continuation))
                }
            }
        } onCancel: {
            Task { await giveUp(ticket) }
        }
    }

    /// Hands a place on to the first who waits.
    func leavePlace() {
        if queue.isEmpty { places += 1 } else { queue.removeFirst().continuation.resume(returning: true) }
    }

    private func giveUp(_ ticket: UInt64) {
        guard let index = queue.firstIndex(where: { $0.id == ticket }) else { return }
        queue.remove(at: index).continuation.resume(returning: false)
    }
}

internal import Foundation

extension WorkerPool.Member {
    /// Lets the free worker end.
    func end() {
        ending?.cancel()
        process.end()
    }
}

extension WorkerPool {
    /// A free worker, started if need be; nil when the task was cancelled or the pool is closed.
    ///
    /// - Throws: a ``WorkerCrash`` when it could not be started.
    func member() async throws(WorkerCrash) -> Member? {
        guard !isClosed, !Task.isCancelled else { return nil }
        while let member = idle.popLast() {
            member.ending?.cancel()
            if !member.process.hasEnded { return member }
            forget(member)
        }
        let pause = limits.pause(afterFailures: failures)
        if pause > .zero { try? await Task.sleep(for: pause, clock: .suspending) }
        guard !isClosed, !Task.isCancelled else { return nil }
        return try start()
    }

    /// Keeps the worker of a finished job for the next, or lets it end.
    func release(_ member: Member, after outcome: WorkerOutcome) {
        switch outcome {
        case .answered: failures = 0
        case .crashed where member.jobs == 1: failures += 1
        default: break
        }
        if case .crashed = outcome { totals.crashed += 1 }
        guard case .answered = outcome else { return forget(member) }
        let memory = member.process.residentMemory ?? 0
        if isClosed || member.jobs >= limits.jobs || memory > limits.memory { return retire(member) }
        var member = member
        let process = member.process
        member.ending = Task { [weak self, limits] in
            try await Task.sleep(for: limits.idleTime, clock: .suspending)
            await self?.endIdle(process)
        }
        idle.append(member)
    }

    private func start() throws(WorkerCrash) -> Member {
        let work = folder + "/work"
        share = share ?? takeShare(work)
        let slot = (1...).first { !slots.contains($0) } ?? 0
        let process = try WorkerProcess(
            program, folder: work + "/" + UUID().uuidString, log: folder + "/worker-\(slot).log")
        slots.insert(slot)
        living[process.id] = process
        totals.started += 1
        return Member(process: process, slot: slot)
    }

    private func takeShare(_ work: String) -> FolderShare {
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return FolderShare(folder) { Leftovers.clear(folder: folder, work: work) }
    }

    private func endIdle(_ process: WorkerProcess) {
        guard let index = idle.firstIndex(where: { $0.process === process }) else { return }
        retire(idle.remove(at: index))
    }

    private func retire(_ member: Member) {
        member.end()
        Task {
            await member.process.waitUntilEnded()
            forget(member)
        }
    }

    private func forget(_ member: Member) {
        if living[member.process.id] === member.process { living[member.process.id] = nil }
        slots.remove(member.slot)
    }
}

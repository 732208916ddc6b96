internal import CProcess
internal import Foundation
internal import Glibc
internal import Synchronization

extension WorkerProcess {
    /// Takes in what the worker sends and prints until it ends, and clears up behind it: on a thread of its own.
    func attend(printed pipe: Int32, log: WorkerLog) {
        var log = log
        var looks = [channel.descriptor, pipe].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        var isAlive = true
        while isAlive {
            guard poll(&looks, 2, -1) >= 0 || errno == EINTR else { break }
            if looks[1].revents != 0, !log.takeIn(pipe) { looks[1].fd = -1 }
            if looks[0].revents != 0 { isAlive = takeInFrame() }
        }
        clearUp(printed: pipe, &log)
    }

    /// Takes in a frame; false at the end of the connection.
    private func takeInFrame() -> Bool {
        switch channel.nextFrame() {
        case .end: return false
        case .frame(let frame) where frame.kind == .progress:
            guard let job = state.withLock({ $0.job }) else { return true }
            job.onProgress(frame.content)
            return true
        case .frame(let frame) where frame.kind == .answer:
            let job = state.withLock { state -> WorkerState.Job? in
                guard state.reason == nil else { return nil }
                defer { state.job = nil }
                state.answered = state.begun
                return state.job
            }
            job?.continuation.resume(returning: .answered(frame.content))
            return true
        case .frame, .nonsense:
            state.withLock { $0.end(id, because: .nonsense) }
            return false
        }
    }

    /// Ends what is left of the worker's session, then says how the worker ended.
    ///
    /// The session is ended before the worker is collected: until then the system gives its id to no other process.
    private func clearUp(printed pipe: Int32, _ log: inout WorkerLog) {
        Glibc.kill(id, SIGKILL)
        _ = await_end(id)
        _ = end_session(id, 0, 5000)
        var reads = 0
        while reads < 64, log.takeIn(pipe) { reads += 1 }
        log.close()
        close(pipe)
        try? FileManager.default.removeItem(atPath: folder)
        let printed = log.tail
        let (job, outcome, watchers) = state.withLock { state in
            var status: Int32 = 0
            while waitpid(id, &status, 0) < 0, errno == EINTR {}
            let ending = WorkerState.Ending(status: status, printed: printed)
            state.ending = ending
            defer { (state.job, state.watchers) = (nil, []) }
            return (state.job, state.outcome(of: ending), state.watchers)
        }
        closeChannel()
        job?.continuation.resume(returning: outcome)
        for watcher in watchers { watcher.resume() }
    }
}

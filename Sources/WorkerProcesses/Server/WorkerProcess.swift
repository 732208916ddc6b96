internal import Dispatch
internal import Foundation
internal import Glibc
internal import Synchronization

/// A child process that does one job at a time, each begun by a frame and ended by one.
///
/// It leads a session of its own. Whenever it ends, by whatever cause, all processes of the session end, so also the
/// programs that it has started, in whatever process groups they are; then its working folder is removed. It ends when
/// this process does, even by `kill -9`: the worker sees the end of its input (``WorkerLoop``).
public final class WorkerProcess: Sendable {
    /// The process id.
    public let id: Int32
    let folder: String
    let channel: ByteStream
    let state = Mutex(WorkerState())
    private let writing: DispatchQueue

    /// Starts a worker.
    ///
    /// - Parameters:
    ///   - program: the program and its environment, in which `TMPDIR` becomes `folder`.
    ///   - folder: its working folder, made here and removed when the worker has ended.
    ///   - log: the file to which what it prints is appended; it is kept below 1 MiB, and one predecessor as `log.old`.
    /// - Throws: a ``WorkerCrash`` that says why it could not be started.
    public init(_ program: WorkerProgram, folder: String, log: String) throws(WorkerCrash) {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw WorkerCrash(cause: .notStarted("the folder \(folder) cannot be made: \(error)"), printed: "")
        }
        _ = OutOfMemoryKills.own  // the count before the first worker can be killed
        let started: StartedProgram
        do {
            started = try StartedProgram(program, folder: folder)
        } catch {
            try? FileManager.default.removeItem(atPath: folder)
            throw error
        }
        (id, self.folder) = (started.id, folder)
        channel = ByteStream(descriptor: started.channel)
        writing = DispatchQueue(label: "worker-\(started.id)")
        let attendance = Thread { self.attend(printed: started.printed, log: WorkerLog(path: log)) }
        attendance.name = "worker-\(started.id)"
        attendance.start()
    }

    /// Whether the worker, and all that it had started, is gone.
    public var hasEnded: Bool { state.withLock { $0.ending != nil } }

    /// The memory that the worker holds [bytes]; nil when it is gone.
    public var residentMemory: Int? {
        let file = open("/proc/\(id)/statm", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        let text = [UInt8](unsafeUninitializedCapacity: 128) { buffer, count in
            count = max(0, read(file, buffer.baseAddress, buffer.count))
        }
        let pages = text.split(separator: UInt8(ascii: " ")).dropFirst().first
        return pages.flatMap { Int(String(decoding: $0, as: UTF8.self)) }.map { $0 * sysconf(Int32(_SC_PAGESIZE)) }
    }

    /// Does a job; the worker must be free. A cancelled task kills the worker.
    ///
    /// - Parameters:
    ///   - job: the content of the job's frame, at most 256 MiB.
    ///   - deadline: how long the job may take, not counting the time in which the machine sleeps; nil for no limit.
    ///   - onProgress: gets the content of each progress frame, in order, on a thread that must not be held up.
    /// - Returns: how the job ended. Unless it was answered or too large, the worker and all that it had started is gone.
    public func run(
        _ job: [UInt8], deadline: Duration? = nil, onProgress: @escaping @Sendable ([UInt8]) -> Void = { _ in }
    ) async -> WorkerOutcome {
        guard job.count <= Frame.largest else {
            let reason = "the job has \(job.count) bytes, more than \(Frame.largest)"
            return .crashed(WorkerCrash(cause: .notStarted(reason), printed: ""))
        }
        let number = state.withLock { state in
            state.begun += 1
            return state.begun
        }
        let alarm = deadline.map { limit in
            Task {
                try await Task.sleep(for: limit, clock: .suspending)
                kill(because: .deadline, ofJob: number)
            }
        }
        defer { alarm?.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                begin(job, WorkerState.Job(continuation: continuation, onProgress: onProgress))
            }
        } onCancel: {
            kill(because: .wish, ofJob: number)
        }
    }

    /// Kills the worker and all that it has started, at once.
    public func kill() {
        state.withLock { $0.end(id, because: .wish) }
    }

    /// Lets a free worker end; a busy one is told to drop its job.
    public func end() {
        state.withLock { state in
            guard state.ending == nil else { return }
            state.reason = state.reason ?? .release
            shutdown(channel.descriptor, Int32(SHUT_WR))
        }
    }

    /// Waits until the worker, and all that it had started, is gone.
    public func waitUntilEnded() async {
        await withCheckedContinuation { continuation in
            let hasEnded = state.withLock { state in
                if state.ending == nil { state.watchers.append(continuation) }
                return state.ending != nil
            }
            if hasEnded { continuation.resume() }
        }
    }

    /// Closes our end of the connection when all that was to be written has been tried.
    func closeChannel() {
        writing.async { [channel] in _ = close(channel.descriptor) }
    }

    private func kill(because reason: WorkerState.Reason, ofJob number: Int) {
        state.withLock { state in
            if state.answered < number { state.end(id, because: reason) }
        }
    }

    private func begin(_ content: [UInt8], _ job: WorkerState.Job) {
        let frame = Frame(kind: .job, content: content)
        let bytes = content.count < 1 << 16 ? frame.header + content : frame.header
        let outcome: WorkerOutcome? = state.withLock { state in
            precondition(state.job == nil, "a worker does one job at a time")
            if let ending = state.ending { return state.outcome(of: ending) }
            state.job = job
            let sent = channel.sendAtOnce(bytes)
            if sent < bytes.count { writing.async { [channel] in channel.sendAll(bytes, from: sent) } }
            if bytes.count == Frame.headerSize { writing.async { [channel] in channel.sendAll(content) } }
            return nil
        }
        if let outcome { job.continuation.resume(returning: outcome) }
    }
}

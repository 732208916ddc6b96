internal import CProcess
internal import Foundation
internal import Glibc

/// The life of a worker: jobs in on file descriptor 0, answers out on what was file descriptor 1.
public enum WorkerLoop {
    private static let silence = Duration.seconds(1)

    /// Does one job after the other until the server is gone or has no more use for this process.
    ///
    /// What libraries print goes to standard error, and programs started here find no input. When the input ends, this
    /// process and all that it has started are killed at once, in the middle of a job too. SIGINT, SIGTERM and SIGHUP
    /// have no effect: the server decides.
    ///
    /// - Parameter handler: does a job: from the content of its frame, and a way to say how it is going, to the content
    ///   of the answer. It may block its thread.
    public static func serve(_ handler: @escaping @Sendable ([UInt8], WorkerProgress) async -> [UInt8]) async -> Never {
        become_worker("bespoke-worker")
        let input = ByteStream(descriptor: fcntl(0, F_DUPFD_CLOEXEC, 3))
        let output = WorkerOutput(ByteStream(descriptor: fcntl(1, F_DUPFD_CLOEXEC, 3)))
        dup2(2, 1)
        let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
        dup2(nothing, 0)
        close(nothing)
        var rest: Task<Void, any Error>?
        for await job in jobs(from: input) {
            rest?.cancel()
            output.write(Frame(kind: .answer, content: await handler(job, WorkerProgress(output: output))))
            rest = Task {
                try await Task.sleep(for: silence)
                return_free_memory()
            }
        }
        end_own_session()
    }

    /// The jobs as they arrive; the end of the input ends the process there and then, whatever its other threads do.
    private static func jobs(from input: ByteStream) -> AsyncStream<[UInt8]> {
        let (jobs, continuation) = AsyncStream.makeStream(of: [UInt8].self)
        let attendance = Thread {
            while case .frame(let frame) = input.nextFrame(), frame.kind == .job { continuation.yield(frame.content) }
            end_own_session()
        }
        attendance.start()
        return jobs
    }
}

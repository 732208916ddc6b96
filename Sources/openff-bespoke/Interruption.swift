import Dispatch
import Foundation

/// The wish of a user (Ctrl-C) or of the system (SIGTERM) that a run ends.
enum Interruption {
    /// How long cancelled work may take to end before the process ends all the same.
    private static let grace = Duration.seconds(10)

    /// Does some work, and cancels it when the process is asked to end: the programs that it has started end with it.
    ///
    /// - Throws: ``HandledError`` when the work was interrupted.
    static func cancelling<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) async throws -> Value {
        let (signals, continuation) = AsyncStream.makeStream(of: Void.self)
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { continuation.yield() }
            source.resume()
            return source
        }
        defer {
            for source in sources { source.cancel() }
            for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
        }
        let running = Task { await work() }
        let watch = Task {
            for await _ in signals {
                running.cancel()
                try await Task.sleep(for: grace)
                exit(2)
            }
        }
        let value = await running.value
        watch.cancel()
        if running.isCancelled { throw HandledError("the run was interrupted") }
        return value
    }
}

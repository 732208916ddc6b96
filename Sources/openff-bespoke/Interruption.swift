import UnixSignals

/// The wish of a user (Ctrl-C) or of the system (SIGTERM) that the program ends.
enum Interruption {
    /// An element for each SIGINT or SIGTERM that comes from now on; neither ends the process any more.
    static func signals() async -> UnixSignalsSequence {
        await UnixSignalsSequence(trapping: .sigint, .sigterm)
    }

    /// Does some work, and cancels it when the process is asked to end.
    ///
    /// - Throws: ``HandledError`` when the work was interrupted, and what the work throws.
    static func cancelling<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value
    {
        let signals = await signals()
        let running = Task { try await work() }
        let watch = Task { for await _ in signals { running.cancel() } }
        defer { watch.cancel() }
        let result = await running.result
        if running.isCancelled { throw HandledError("the run was interrupted") }
        return try result.get()
    }
}

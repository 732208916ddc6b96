public import Executor
internal import Foundation

#if canImport(FoundationNetworking)
    internal import FoundationNetworking
#endif

extension ExecutorClient {
    /// Events with a number above one, and new ones as they happen; a lost connection is taken up again where it broke.
    ///
    /// The stream ends when the server cannot be reached any more.
    ///
    /// - Throws: `ExecutorError` when the server cannot be reached or there is no such task.
    public func events(after sequence: Int, task: Int?) async throws(ExecutorError) -> AsyncStream<ExecutorEvent> {
        if let task { _ = try await connection.send("GET", paths.task(task) + "/progress") } else { try await ping() }
        let path = (task.map(paths.task) ?? paths.prefix) + "/events"
        let connection = connection
        return AsyncStream { continuation in
            let reader = Task {
                var (last, failures) = (sequence, 0)
                while !Task.isCancelled, failures <= Connection.retries {
                    let before = last
                    await connection.read(path, after: &last) { continuation.yield($0) }
                    failures = last > before ? 0 : failures + 1
                    try? await Task.sleep(for: .seconds(0.5))
                }
                continuation.finish()
            }
            continuation.onTermination = { _ in reader.cancel() }
        }
    }
}

extension Connection {
    /// Reads one connection's events until it breaks.
    fileprivate func read(_ path: String, after sequence: inout Int, _ take: (ExecutorEvent) -> Void) async {
        guard var request = try? request("GET", path) else { return }
        request.setValue(String(sequence), forHTTPHeaderField: "Last-Event-ID")
        request.setValue("text/event-stream", forHTTPHeaderField: "Accept")
        request.timeoutInterval = 60
        var reader = EventReader()
        do {
            for try await part in ByteReceiver.parts(of: request) {
                for text in reader.take(part) {
                    guard let event = try? JSONDecoder().decode(ExecutorEvent.self, from: Data(text.utf8)),
                        event.sequence > sequence
                    else { continue }
                    sequence = event.sequence
                    take(event)
                }
            }
        } catch {
            return
        }
    }
}

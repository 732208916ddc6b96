internal import Executor
internal import Hummingbird
internal import JSON
internal import NIOCore
internal import ServiceLifecycle

/// Events as a stream of the form that browsers read (`text/event-stream`).
///
/// What is on disk is read page by page as fast as the client takes it; then new events are handed on as they happen. A
/// client that falls behind costs a bounded buffer and is served from disk again, so it misses nothing.
struct EventFeed: Sendable {
    let service: any ExecutorService
    let task: Int?
    /// How often something is written when nothing happens, so that a lost connection is noticed.
    var heartbeat: Duration = .seconds(15)

    private enum Signal: Sendable {
        case event(ExecutorEvent)
        case heartbeat
    }

    private static let page = 200
    private static let buffer = 128

    /// Writes events with a number above one until the client or the server goes away.
    func write(after sequence: Int, to writer: inout any ResponseBodyWriter) async throws {
        try await writer.write(ByteBuffer(string: "retry: 2000\n\n"))
        var last = sequence
        var isMoving = true
        while isMoving, !Task.isShuttingDownGracefully {
            let before = last
            last = try await replay(after: last, to: &writer)
            last = try await follow(after: last, to: &writer)
            isMoving = last > before
        }
    }

    private func replay(after sequence: Int, to writer: inout any ResponseBodyWriter) async throws -> Int {
        var last = sequence
        while !Task.isShuttingDownGracefully {
            let events = try await service.recordedEvents(after: last, task: task, limit: Self.page)
            if let newest = events.last {
                try await writer.write(ByteBuffer(string: events.map(Self.text).joined()))
                last = max(last, newest.sequence)
            }
            if events.count < Self.page { break }
        }
        return last
    }

    /// Hands new events on; returns when the client fell behind, or the service has no more.
    private func follow(after sequence: Int, to writer: inout any ResponseBodyWriter) async throws -> Int {
        let events = try await service.events(after: sequence, task: task)
        let (signals, signal) = AsyncStream<Signal>.makeStream(bufferingPolicy: .bufferingOldest(Self.buffer))
        let pump = Task {
            for await event in events {
                if case .dropped = signal.yield(.event(event)) { break }
            }
            signal.finish()
        }
        let clock = Task { [heartbeat] in
            while !Task.isCancelled {
                try await Task.sleep(for: heartbeat)
                signal.yield(.heartbeat)
            }
        }
        defer {
            pump.cancel()
            clock.cancel()
        }
        var last = sequence
        for await signal in signals.cancelOnGracefulShutdown() {
            switch signal {
            case .heartbeat: try await writer.write(ByteBuffer(string: ": still here\n\n"))
            case .event(let event) where event.sequence > last:
                try await writer.write(ByteBuffer(string: Self.text(event)))
                last = event.sequence
            case .event: continue
            }
        }
        return last
    }

    /// An event in the form of the stream.
    static func text(_ event: ExecutorEvent) -> String {
        let data = (try? JSON(encoding: event).text()) ?? "null"
        return "id: \(event.sequence)\nevent: \(event.kind.rawValue)\ndata: \(data)\n\n"
    }
}

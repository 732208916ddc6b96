internal import Synchronization

/// Where a worker's frames go, one after the other whichever thread writes them.
final class WorkerOutput: Sendable {
    private let stream: Mutex<ByteStream>

    init(_ stream: ByteStream) { self.stream = Mutex(stream) }

    func write(_ frame: Frame) {
        _ = stream.withLock { $0.write(frame) }
    }
}

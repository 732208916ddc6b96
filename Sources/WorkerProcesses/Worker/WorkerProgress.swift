/// The way from a job to its server before it has an answer.
public struct WorkerProgress: Sendable {
    let output: WorkerOutput

    /// Sends the content of a progress frame.
    public func report(_ content: [UInt8]) {
        output.write(Frame(kind: .progress, content: content))
    }
}

internal import Executor
internal import Foundation

#if canImport(FoundationNetworking)
    internal import FoundationNetworking
#endif

/// Hands the bytes of an answer on as they come.
final class ByteReceiver: NSObject, URLSessionDataDelegate, Sendable {
    private let parts: AsyncThrowingStream<Data, any Error>.Continuation

    private init(_ parts: AsyncThrowingStream<Data, any Error>.Continuation) { self.parts = parts }

    /// The parts of an answer's body.
    ///
    /// - Throws: while iterated, `ExecutorError` for an answer that is not 200, `URLError` for a broken connection.
    static func parts(of request: URLRequest) -> AsyncThrowingStream<Data, any Error> {
        AsyncThrowingStream { continuation in
            let session = URLSession(
                configuration: .ephemeral, delegate: ByteReceiver(continuation), delegateQueue: nil)
            let task = session.dataTask(with: request)
            continuation.onTermination = { _ in session.invalidateAndCancel() }
            task.resume()
        }
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        let status = (response as? HTTPURLResponse)?.statusCode ?? 0
        guard status == 200 else {
            parts.finish(throwing: Connection.refusal(status, Data()))
            return completionHandler(.cancel)
        }
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) { parts.yield(data) }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        parts.finish(throwing: error)
    }
}

internal import Foundation

#if canImport(FoundationNetworking)
    internal import FoundationNetworking
#endif

/// Requests over HTTP; what fails in passing is tried again.
public struct URLSessionTransport: Transport {
    /// How often a request is tried at most.
    private static let attempts = 4
    /// Answers that promise to pass: too many requests, a proxy without its server, a server that is being started.
    private static let passing: Set<Int> = [429, 502, 503, 504]

    /// A transport with the system's settings for proxies and certificates.
    public init() {}

    /// See the protocol.
    public func answer(to request: ServerRequest) async throws(QCFractalError) -> (status: Int, body: [UInt8]) {
        guard let url = URL(string: request.url) else {
            throw QCFractalError(.badAddress, "\(request.url) is not a URL")
        }
        var message = URLRequest(url: url, timeoutInterval: 120)
        message.httpMethod = request.method
        message.httpBody = request.body.map { Data($0) }
        message.setValue("application/json", forHTTPHeaderField: "Accept")
        if request.body != nil { message.setValue("application/json", forHTTPHeaderField: "Content-Type") }
        if let token = request.token { message.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
        var attempt = 1
        while true {
            do {
                let (data, response) = try await URLSession.shared.data(for: message)
                let status = (response as? HTTPURLResponse)?.statusCode ?? 0
                guard Self.passing.contains(status), attempt < Self.attempts else { return (status, [UInt8](data)) }
            } catch {
                guard !Task.isCancelled, attempt < Self.attempts else {
                    let why = (error as? URLError)?.localizedDescription ?? "\(error)"
                    throw QCFractalError(
                        .unreachable,
                        "no QCFractal server answers at \(request.url): \(why); check the address and whether it is running"
                    )
                }
            }
            try? await Task.sleep(for: .seconds(0.5 * Double(attempt)))
            attempt += 1
        }
    }
}

internal import Executor
internal import Foundation
internal import JSON

#if canImport(FoundationNetworking)
    internal import FoundationNetworking
#endif

/// Requests to one server.
struct Connection: Sendable {
    let address: String
    let token: String

    /// How often a refused connection is tried again.
    static let retries = 3

    /// Sends a request; returns the body of the answer.
    ///
    /// - Parameters:
    ///   - query: names and values.
    ///   - timeout: how long the server may be silent [s].
    /// - Throws: `ExecutorError` with the answer where the status says that something is wrong, and of cause
    ///   `unreachable` where there is no answer.
    func send(
        _ method: String, _ path: String, query: [(String, String)] = [], body: Data? = nil, timeout: Double = 300
    ) async throws(ExecutorError) -> Data {
        var request = try request(method, path, query: query)
        request.httpBody = body
        request.timeoutInterval = timeout
        let (data, response) = try await exchange(request)
        let status = (response as? HTTPURLResponse)?.statusCode ?? 0
        guard (200..<300).contains(status) else { throw Self.refusal(status, data) }
        return data
    }

    /// A request with the token.
    func request(_ method: String, _ path: String, query: [(String, String)] = []) throws(ExecutorError) -> URLRequest {
        var components = URLComponents(string: address)
        components?.percentEncodedPath = path
        if !query.isEmpty {
            components?.queryItems = query.map { URLQueryItem(name: $0.0, value: $0.1) }
            let encoded = components?.percentEncodedQuery?.replacing("+", with: "%2B")
            components?.percentEncodedQuery = encoded
        }
        guard let url = components?.url else {
            throw ExecutorError(.invalid, "\(address)\(path) is not a URL")
        }
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.setValue(token, forHTTPHeaderField: "bespokefit-token")
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        return request
    }

    private func exchange(_ request: URLRequest) async throws(ExecutorError) -> (Data, URLResponse) {
        var attempt = 0
        while true {
            do {
                return try await URLSession.shared.data(for: request)
            } catch {
                guard !Task.isCancelled, attempt < Self.retries, Self.isRefused(error) else {
                    throw unreachable(error)
                }
                try? await Task.sleep(for: .seconds(0.5 * Double(attempt)))
                attempt += 1
            }
        }
    }

    private static func isRefused(_ error: any Error) -> Bool {
        guard let error = error as? URLError else { return false }
        return [.cannotConnectToHost, .cannotFindHost, .dnsLookupFailed].contains(error.code)
    }

    private func unreachable(_ error: any Error) -> ExecutorError {
        ExecutorError(
            .unreachable,
            """
            failed to connect to the bespoke executor at \(address) - please make sure one is running and your connection \
            settings are correct (\((error as? URLError)?.localizedDescription ?? "\(error)"))
            """)
    }

    /// What an answer with an error status means.
    static func refusal(_ status: Int, _ body: Data) -> ExecutorError {
        let text = String(decoding: body, as: UTF8.self)
        let detail = (try? JSON.parse(text))?["detail"]
        let message = detail?.string ?? detail?.text() ?? text
        let cause: ExecutorError.Cause =
            switch status {
            case 401: .unauthorized
            case 404: .notFound
            case 409: .conflict
            case 400..<500: .invalid
            default: .unavailable
            }
        return ExecutorError(cause, message, answer: ExecutorError.Answer(status: status, body: text))
    }
}

/// A request to a server.
public struct ServerRequest: Sendable, Hashable {
    /// `GET` or `POST`.
    public var method: String
    /// The URL without a query.
    public var url: String
    /// The body, as JSON.
    public var body: [UInt8]?
    /// The token that says who asks.
    public var token: String?

    /// A request.
    public init(method: String, url: String, body: [UInt8]? = nil, token: String? = nil) {
        (self.method, self.url, self.body, self.token) = (method, url, body, token)
    }
}

/// Carries requests to a server and its answers back.
public protocol Transport: Sendable {
    /// The status and body of the answer.
    ///
    /// - Throws: ``QCFractalError`` of cause `unreachable` where there is none.
    func answer(to request: ServerRequest) async throws(QCFractalError) -> (status: Int, body: [UInt8])
}

internal import HTTPTypes
internal import Hummingbird

/// One operation: where it is, what it says about itself, what it does.
struct Route: Sendable {
    let method: HTTPRequest.Method
    /// The path, with names in braces for values.
    let path: String
    let operation: Operation
    let needsToken: Bool
    /// Whether a worker's own token will do.
    let takesWorkerTokens: Bool
    let handle: @Sendable (Call) async throws -> Response

    init(
        _ method: HTTPRequest.Method, _ path: String, _ operation: Operation, needsToken: Bool = true,
        takesWorkerTokens: Bool = false,
        handle: @escaping @Sendable (Call) async throws -> Response
    ) {
        (self.method, self.path, self.operation) = (method, path, operation)
        (self.needsToken, self.takesWorkerTokens, self.handle) = (needsToken, takesWorkerTokens, handle)
    }
}

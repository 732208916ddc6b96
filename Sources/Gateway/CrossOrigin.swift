internal import HTTPTypes
internal import Hummingbird

/// What web pages of other origins may do.
///
/// They may use every method and header, as with the reference system, but not the browser's credentials: the token is
/// a header that a page sets itself, so cookies or passwords that a browser adds of its own accord are of no use here.
struct CrossOrigin: Sendable {
    /// Origins that may; `*` for all.
    let origins: [String]

    /// The answer to a browser that asks what a page may do, or nil for another request.
    func preflight(_ request: Request) -> Response? {
        guard request.method == .options, let origin = allowed(request) else { return nil }
        var headers: HTTPFields = [
            .accessControlAllowOrigin: origin, .accessControlMaxAge: "600", .vary: "Origin",
            .accessControlAllowMethods: "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT",
            .contentType: "text/plain; charset=utf-8",
        ]
        if let asked = request.headers[.accessControlRequestHeaders] { headers[.accessControlAllowHeaders] = asked }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: "OK")))
    }

    /// Adds what a browser needs to see before it hands an answer to a page.
    func mark(_ response: inout Response, for request: Request) {
        guard let origin = allowed(request) else { return }
        response.headers[.accessControlAllowOrigin] = origin
        response.headers[.vary] = "Origin"
    }

    private func allowed(_ request: Request) -> String? {
        guard let origin = request.headers[.origin] else { return nil }
        return origins.contains("*") || origins.contains(origin) ? origin : nil
    }
}

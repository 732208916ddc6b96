internal import Executor
internal import HTTPTypes
internal import Hummingbird
internal import JSON
internal import Workflow

/// A request that cannot be answered as asked.
struct Problem: Error {
    let status: HTTPResponse.Status
    let detail: JSON
    let headers: HTTPFields

    init(_ status: HTTPResponse.Status, _ sentence: String, headers: HTTPFields = [:]) {
        (self.status, detail, self.headers) = (status, .string(sentence), headers)
    }

    /// Values that do not fit, with the place of each: `body`, `path` or `query` first.
    init(issues: [SchemaIssue], in place: String) {
        status = .unprocessableContent
        detail = .array(
            issues.map { issue in
                [
                    "loc": .array([.string(place)] + issue.location), "msg": .string(issue.message),
                    "type": .string(issue.type),
                ]
            })
        headers = [:]
    }

    /// A value that does not fit.
    init(_ place: String, _ location: [JSON], _ message: String, _ type: String) {
        let issue: JSON = [
            "loc": .array([.string(place)] + location), "msg": .string(message), "type": .string(type),
        ]
        (status, detail, headers) = (.unprocessableContent, [issue], [:])
    }

    /// What a service refused.
    init(_ error: ExecutorError) {
        switch error.cause {
        case .invalid: self.init(.badRequest, error.message)
        case .notFound: self.init(.notFound, error.message)
        case .conflict: self.init(.conflict, error.message)
        case .unauthorized: self.init(.unauthorized, "Unauthorized")
        case .unavailable, .unreachable:
            self.init(.serviceUnavailable, error.message, headers: [.retryAfter: "30"])
        }
    }

    var response: Response {
        var response = Response.json(["detail": detail], status: status)
        for field in headers { response.headers.append(field) }
        return response
    }
}

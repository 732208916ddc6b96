internal import Executor
internal import HTTPTypes
internal import Hummingbird
internal import JSON
internal import Logging

/// From a request to its answer: cross-origin rules, routes, token, operation, errors.
struct GatewayResponder: HTTPResponder {
    typealias Context = BasicRequestContext

    private let table: RouteTable
    private let api: API
    private let cors: CrossOrigin
    private let site: Site
    private let pages: RouteTable
    private let workerTokens: @Sendable () async -> [String]
    private let logger: Logger

    init(api: API, workerTokens: @escaping @Sendable () async -> [String] = { [] }, logger: Logger) {
        (self.api, self.workerTokens, self.logger) = (api, workerTokens, logger)
        table = RouteTable(api.routes)
        cors = CrossOrigin(origins: api.settings.corsOrigins)
        site = Site(api: api, logger: logger)
        pages = RouteTable(site.routes)
    }

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        // The web page is for its own origin alone, so that other sites cannot read the tokens of its forms.
        let isPage = pages.knows(request.uri.path) && !table.knows(request.uri.path)
        if !isPage, let answer = cors.preflight(request) { return answer }
        var response = isPage ? await site.answer(request, page(request)) : await answer(request)
        if !isPage { cors.mark(&response, for: request) }
        if request.method == .head {
            let length = response.headers[.contentLength]
            response.body = ResponseBody()
            response.headers[.contentLength] = length
        }
        return response
    }

    private func page(_ request: Request) -> RouteTable.Match {
        pages.match(request.uri.path, method: request.method == .head ? .get : request.method)
    }

    private func answer(_ request: Request) async -> Response {
        do {
            return try await handle(request)
        } catch let problem as Problem {
            return problem.response
        } catch let error as ExecutorError {
            return Problem(error).response
        } catch is CancellationError {
            return Problem(.serviceUnavailable, "the executor is being shut down").response
        } catch {
            logger.error("\(request.method) \(request.uri.path): \(error)")
            return Problem(.internalServerError, "Internal Server Error").response
        }
    }

    private func handle(_ request: Request) async throws -> Response {
        let path = request.uri.path
        switch table.match(path, method: request.method) {
        case .route(let route, let values):
            if route.needsToken { try await checkToken(request, for: route) }
            return try await route.handle(Call(request: request, values: values))
        case .otherMethods(let methods):
            throw Problem(.methodNotAllowed, "Method Not Allowed", headers: [.allow: methods.joined(separator: ", ")])
        case .none:
            guard let location = redirection(request) else { throw Problem(.notFound, "Not Found") }
            return Response(status: .temporaryRedirect, headers: [.location: location])
        }
    }

    /// Where a path with a slash too many leads.
    private func redirection(_ request: Request) -> String? {
        let path = request.uri.path
        guard path.hasSuffix("/"), path.count > 1, table.knows(String(path.dropLast())) else { return nil }
        let query = request.uri.query.map { "?" + $0 } ?? ""
        let target = path.dropLast() + query
        guard let host = request.head.authority else { return String(target) }
        let scheme = HTTPField.Name("x-forwarded-proto").flatMap { request.headers[$0] } ?? "http"
        return "\(scheme)://\(host)\(target)"
    }

    /// A missing token counts as an empty one.
    private func checkToken(_ request: Request, for route: Route) async throws {
        let header = HTTPField.Name("bespokefit-token").flatMap { request.headers[$0] }
        let bearer = request.headers[.authorization].flatMap { value in
            value.lowercased().hasPrefix("bearer ") ? String(value.dropFirst(7)) : nil
        }
        let given = header ?? bearer ?? ""
        if Token.isEqual(given, to: api.settings.token) { return }
        if route.takesWorkerTokens, !given.isEmpty {
            let matches = await workerTokens().filter { Token.isEqual(given, to: $0) }
            if !matches.isEmpty { return }
        }
        throw Problem(.unauthorized, "Unauthorized")
    }
}

internal import Executor
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import JSON
internal import Logging
internal import NIOCore
internal import Pages
internal import Report

/// The web page: what the server shows to people, outside the paths of the API.
///
/// Where a token is set, visitors log in with it and get a session; the API's header is not asked for, and the API knows
/// nothing of sessions. Forms count only when they come from this server's own pages.
struct Site: Sendable {
    let api: API
    let sessions: Sessions
    let levels: LevelOptions
    let logger: Logger

    var service: any ExecutorService { api.service }
    var settings: Settings { api.settings }

    init(api: API, logger: Logger) {
        (self.api, self.logger) = (api, logger)
        sessions = Sessions(port: api.settings.gatewayPort)
        levels = LevelOptions(service: api.service)
    }

    /// Every page.
    var routes: [Route] {
        [
            page(.get, "/", overview), page(.get, "/new", newSubmission), page(.post, "/new", submit),
            page(.post, "/preview", preview), page(.post, "/estimate", estimate),
            page(.get, "/tasks/{id}", taskDetail), page(.post, "/tasks", act),
            page(.get, "/tasks/{id}/molecule.svg", moleculePicture),
            page(.get, "/tasks/{id}/force-field.offxml", forceField), page(.get, "/tasks/{id}/results.json", results),
            page(.get, "/tasks/{id}/report.html", report), page(.get, "/tasks/{id}/log.txt", log),
            page(.get, "/tasks/{id}/scans.sdf", scans), page(.get, "/tasks/{id}/scans/{name}", scan),
            page(.get, "/series", series), page(.get, "/series/force-field.offxml", seriesForceField),
            page(.get, "/events", events), page(.post, "/logout", logOut),
            page(.get, "/login", needsSession: false, loginPage), page(.post, "/login", needsSession: false, logIn),
            page(.get, "/assets/{name}", needsSession: false, asset),
        ]
    }

    private func page(
        _ method: HTTPRequest.Method, _ path: String, needsSession: Bool = true,
        _ handle: @escaping @Sendable (Call) async throws -> Response
    ) -> Route {
        Route(method, path, Operation("", tag: "", ""), needsToken: needsSession, handle: handle)
    }

    /// The answer to a request for a page.
    func answer(_ request: Request, _ match: RouteTable.Match) async -> Response {
        var response: Response
        do {
            response = try await handle(request, match)
        } catch let problem as Problem {
            response = message(problem.status, problem.detail.string ?? problem.detail.text(), for: request)
            for field in problem.headers { response.headers.append(field) }
        } catch let error as ExecutorError {
            let problem = Problem(error)
            response = message(problem.status, error.message, for: request)
        } catch is CancellationError {
            response = message(.serviceUnavailable, "The executor is being shut down.", for: request)
        } catch {
            logger.error("\(request.method) \(request.uri.path): \(error)")
            response = message(.internalServerError, "Something went wrong in the server.", for: request)
        }
        Self.protect(&response)
        return response
    }

    private func handle(_ request: Request, _ match: RouteTable.Match) async throws -> Response {
        guard case .route(let route, let values) = match else {
            if case .otherMethods(let methods) = match {
                throw Problem(
                    .methodNotAllowed, "Method Not Allowed", headers: [.allow: methods.joined(separator: ", ")])
            }
            throw Problem(.notFound, "There is no such page.")
        }
        if route.needsToken, visitor(request)?.isAdmitted != true {
            guard request.method == .get, route.path != "/events" else { throw Problem(.unauthorized, "Log in first.") }
            let target = request.uri.path + (request.uri.query.map { "?" + $0 } ?? "")
            return Self.redirect(to: target == "/" ? "/login" : "/login?target=" + PercentCoding.encoded(target))
        }
        return try await route.handle(Call(request: request, values: values))
    }

    /// Who asks; nil where a token is set and the request has no session.
    func visitor(_ request: Request) -> PageFrame.Visitor? {
        let documentation = api.paths.prefix + "/docs"
        if settings.token.isEmpty {
            return PageFrame.Visitor(formToken: sessions.formToken, documentation: documentation)
        }
        return sessions.formToken(of: request, now: now).map {
            PageFrame.Visitor(formToken: $0, isLoggedIn: true, documentation: documentation)
        }
    }

    /// Who asks, perhaps somebody who may see no more than the login page.
    func guest(_ request: Request) -> PageFrame.Visitor {
        visitor(request) ?? PageFrame.Visitor(formToken: sessions.formToken, isAdmitted: false)
    }

    /// The time [s since 1970].
    var now: Double { Date().timeIntervalSince1970 }

    private func message(_ status: HTTPResponse.Status, _ sentence: String, for request: Request) -> Response {
        let page = MessagePage(title: status.reasonPhrase, sentence: sentence, visitor: guest(request))
        return Self.html(page.html, status: status)
    }

    static func html(_ html: HTML, status: HTTPResponse.Status = .ok) -> Response {
        .text(html.text, type: "text/html; charset=utf-8", status: status)
    }

    static func redirect(to target: String) -> Response {
        Response(status: .seeOther, headers: [.location: target, .contentLength: "0"])
    }

    private static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    /// Nothing but this server's own files may run, be loaded or be sent to; no page may be framed or kept.
    private static func protect(_ response: inout Response) {
        func set(_ name: String, _ value: String) {
            guard let name = HTTPField.Name(name), response.headers[name] == nil else { return }
            response.headers[name] = value
        }
        set("content-security-policy", policy)
        set("x-content-type-options", "nosniff")
        set("referrer-policy", "same-origin")
        set("cache-control", "no-store")
    }
}

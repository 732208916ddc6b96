internal import Executor
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Pages

extension Site {
    /// The fields of a form that this server's own page sent.
    ///
    /// - Throws: ``Problem`` 403 for a form of another site's, 415 for a body that is no form.
    func form(in call: Call) async throws -> Query {
        let type = (call.request.headers[.contentType] ?? "").split(separator: ";").first.map {
            $0.filter { $0 != " " }
        }
        guard type?.lowercased() == "application/x-www-form-urlencoded" else {
            throw Problem(.unsupportedMediaType, "A form was expected.")
        }
        let form = Query(String(decoding: try await call.body(limit: settings.largestBody), as: UTF8.self))
        guard isOwn(call.request), Token.isEqual(form["form-token"] ?? "", to: guest(call.request).formToken) else {
            throw Problem(
                .forbidden, "This form is not from this server's page, or too old. Load the page again and repeat it.")
        }
        return form
    }

    /// Whether a browser says that a request comes from this server's own page, or does not say.
    private func isOwn(_ request: Request) -> Bool {
        let site = HTTPField.Name("sec-fetch-site").flatMap { request.headers[$0] }
        if let site, site != "same-origin" { return false }
        guard let origin = request.headers[.origin] else { return true }
        return origin.split(separator: "/", omittingEmptySubsequences: true).last.map(String.init)
            == request.head.authority
    }

    func loginPage(_ call: Call) async throws -> Response {
        if settings.token.isEmpty { return Self.redirect(to: "/") }
        let target = Self.target(call.query["target"])
        return Self.html(LoginPage(visitor: guest(call.request), target: target).html)
    }

    func logIn(_ call: Call) async throws -> Response {
        let form = try await form(in: call)
        let target = Self.target(form["target"])
        guard Token.isEqual(form["token"] ?? "", to: settings.token) else {
            let page = LoginPage(
                visitor: guest(call.request), target: target, problem: "This is not the executor's token.")
            return Self.html(page.html, status: .unauthorized)
        }
        var response = Self.redirect(to: target)
        response.headers[.setCookie] = sessions.header(sessions.begin(now: now), for: call.request)
        return response
    }

    func logOut(_ call: Call) async throws -> Response {
        _ = try await form(in: call)
        sessions.end(call.request)
        var response = Self.redirect(to: settings.token.isEmpty ? "/" : "/login")
        response.headers[.setCookie] = sessions.header("", for: call.request)
        return response
    }

    /// A page of this server to go on to; anything else leads to the first.
    static func target(_ text: String?) -> String {
        guard let text, text.hasPrefix("/"), !text.hasPrefix("//"), !text.contains("\\"),
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return "/" }
        return text
    }
}

internal import HTTPTypes
internal import Hummingbird
internal import Pages
internal import Synchronization

/// Visitors of the web page who have shown the server's token.
///
/// A session is known by a random number in a cookie that scripts cannot read and that browsers send to this server's own
/// pages alone. It lives in memory, so a restart logs everybody out.
final class Sessions: Sendable {
    private struct Session {
        let formToken: String
        var used: Double
    }

    /// What forms carry that are filled in without a session.
    let formToken = Sessions.secret()
    /// The name of the cookie; cookies do not tell the ports of a machine apart.
    let cookie: String

    private let sessions = Mutex<[String: Session]>([:])
    private static let lifetime = 12.0 * 3600
    private static let most = 1000

    init(port: Int) { cookie = "openff-bespoke-\(port)" }

    /// Begins a session at a time [s]; returns the value of its cookie.
    func begin(now: Double) -> String {
        let id = Self.secret()
        sessions.withLock { sessions in
            sessions = sessions.filter { $0.value.used > now - Self.lifetime }
            if sessions.count >= Self.most, let oldest = sessions.min(by: { $0.value.used < $1.value.used }) {
                sessions[oldest.key] = nil
            }
            sessions[id] = Session(formToken: Self.secret(), used: now)
        }
        return id
    }

    /// Ends the session of a request.
    func end(_ request: Request) {
        guard let id = id(in: request) else { return }
        sessions.withLock { $0[id] = nil }
    }

    /// The form token of the session of a request; nil without a session.
    func formToken(of request: Request, now: Double) -> String? {
        guard let id = id(in: request) else { return nil }
        return sessions.withLock { sessions in
            guard let session = sessions[id], session.used > now - Self.lifetime else { return nil }
            sessions[id]?.used = now
            return session.formToken
        }
    }

    /// The header that sets the cookie; an empty value deletes it.
    func header(_ value: String, for request: Request) -> String {
        let isSecure = HTTPField.Name("x-forwarded-proto").flatMap { request.headers[$0] } == "https"
        return "\(cookie)=\(value); Path=/; HttpOnly; SameSite=Strict" + (isSecure ? "; Secure" : "")
            + (value.isEmpty ? "; Max-Age=0" : "")
    }

    private func id(in request: Request) -> String? {
        for field in request.headers[values: .cookie] {
            for item in field.split(separator: ";") {
                let parts = item.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
                if parts.count == 2, parts[0] == cookie { return String(parts[1]) }
            }
        }
        return nil
    }

    /// 256 random bits as hexadecimal digits.
    private static func secret() -> String {
        var source = SystemRandomNumberGenerator()
        return (0..<4).map { _ in
            let digits = String(source.next(), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}

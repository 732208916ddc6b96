/// Who a user is to a QCFractal server.
public enum Credentials: Sendable, Hashable {
    /// Nobody in particular: what the server shows to everyone.
    case none
    /// A name and a password, for which the server gives a token that lasts some minutes.
    case password(user: String, password: String)
    /// A token that lasts.
    case token(String)

    /// The credentials that QCPortal's environment variables hold: `QCPORTAL_API_TOKEN`, or `QCPORTAL_USERNAME` with
    /// `QCPORTAL_PASSWORD`.
    public init(environment: [String: String]) {
        if let token = environment["QCPORTAL_API_TOKEN"], !token.isEmpty {
            self = .token(token)
        } else if let user = environment["QCPORTAL_USERNAME"], let password = environment["QCPORTAL_PASSWORD"] {
            self = .password(user: user, password: password)
        } else {
            self = .none
        }
    }
}

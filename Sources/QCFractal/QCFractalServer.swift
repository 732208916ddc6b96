internal import JSON

/// A QCFractal server, over HTTP and JSON.
///
/// - Source: the REST interface of QCFractal 0.50 to 0.71, `/api/v1`.
public actor QCFractalServer {
    /// The version of the interface that is spoken here.
    private static let spoken = [0, 71]

    /// Where it is.
    public let address: String
    private let credentials: Credentials
    private let transport: any Transport
    private var token: String?
    private var limits: JSON?

    /// A server at an address.
    ///
    /// - Parameter address: like `api.qcarchive.molssi.org:443`; `https` unless it says otherwise or names this machine.
    /// - Throws: ``QCFractalError`` of cause `badAddress`.
    public init(
        address: String, credentials: Credentials = .none, transport: any Transport = URLSessionTransport()
    ) throws(QCFractalError) {
        self.address = try ServerAddress(address).url
        (self.credentials, self.transport) = (credentials, transport)
    }

    /// Makes sure that a server is there whose interface is understood, and that it knows the user.
    ///
    /// - Throws: ``QCFractalError``.
    public func connect() async throws(QCFractalError) {
        guard limits == nil else { return }
        if case .password = credentials { try await logIn() }
        let information: JSON
        do throws(QCFractalError) { information = try await get("/api/v1/information") } catch {
            guard error.cause == .unknown else { throw error }
            throw QCFractalError(
                .unsupported, "\(address) does not speak QCFractal's interface of version 0.50 and later: \(error)")
        }
        let (lower, upper) = (information["client_version_lower_limit"], information["client_version_upper_limit"])
        guard Self.version(lower).map({ !Self.spoken.lexicographicallyPrecedes($0) }) ?? true,
            Self.version(upper).map({ !$0.lexicographicallyPrecedes(Self.spoken) }) ?? true
        else {
            throw QCFractalError(
                .unsupported,
                "\(address) (QCFractal \(information["version"]?.string ?? "of unknown version")) talks to clients of version "
                    + "\(lower?.string ?? "?") to \(upper?.string ?? "?"); this program speaks 0.71")
        }
        limits = information["api_limits"] ?? [:]
    }

    private static func version(_ text: JSON?) -> [Int]? {
        let numbers = text?.string?.split(separator: ".").prefix(2).map { Int($0) }
        guard let numbers, !numbers.isEmpty, numbers.allSatisfy({ $0 != nil }) else { return nil }
        return numbers.compactMap { $0 }
    }

    /// How many things of a kind are asked for at once, such as `get_records`: a quarter of the server's limit.
    func batch(_ limit: String) -> Int { max(1, min(limits?[limit]?.integer ?? 100, 1000) / 4) }

    func get(_ path: String) async throws(QCFractalError) -> JSON { try await exchange("GET", path, nil) }

    func post(_ path: String, _ body: JSON) async throws(QCFractalError) -> JSON {
        try await exchange("POST", path, body)
    }

    private func exchange(_ method: String, _ path: String, _ body: JSON?) async throws(QCFractalError) -> JSON {
        do throws(QCFractalError) { return try await send(method, path, body) } catch {
            guard error.cause == .refused, token != nil, case .password = credentials else { throw error }
            try await logIn()
            return try await send(method, path, body)
        }
    }

    private func logIn() async throws(QCFractalError) {
        guard case .password(let user, let password) = credentials else { return }
        token = nil
        let body: JSON = ["username": .string(user), "password": .string(password)]
        let answer = try await send("POST", "/auth/v1/login", body)
        guard let token = answer["access_token"]?.string else {
            throw QCFractalError(.badAnswer, "\(address) gave no token to \(user)")
        }
        self.token = token
    }

    private func send(_ method: String, _ path: String, _ body: JSON?) async throws(QCFractalError) -> JSON {
        var request = ServerRequest(method: method, url: address + path)
        request.body = body.map { Array($0.text().utf8) }
        request.token = token
        if case .token(let token) = credentials { request.token = token }
        let (status, bytes) = try await transport.answer(to: request)
        let answer = try? JSON.parse(bytes: bytes)
        guard (200..<300).contains(status) else { throw refusal(status, answer, path) }
        guard let answer else {
            throw QCFractalError(
                .badAnswer, "the answer of \(address)\(path) is not JSON; is that a QCFractal server?")
        }
        return answer
    }

    private func refusal(_ status: Int, _ answer: JSON?, _ path: String) -> QCFractalError {
        let said = answer?["msg"]?.string ?? "HTTP status \(status)"
        switch status {
        case 401, 403:
            let hint = "set QCPORTAL_API_TOKEN, or QCPORTAL_USERNAME and QCPORTAL_PASSWORD"
            return QCFractalError(.refused, "\(address) refuses: \(said); \(hint)")
        case 404: return QCFractalError(.unknown, "\(address)\(path): \(said)")
        case 400 where said.contains("Could not find"): return QCFractalError(.unknown, "\(address): \(said)")
        default: return QCFractalError(.badAnswer, "\(address)\(path) answers with status \(status): \(said)")
        }
    }
}

public import Executor
internal import Foundation
internal import JSON
internal import Workflow

/// An executor over HTTP.
///
/// It offers what an executor in the same process offers. Connections that are refused are
/// tried again, three times.
public struct ExecutorClient: Sendable {
    /// Where the executor is: scheme, host and port.
    public let address: String
    let connection: Connection
    let paths: ClientPaths

    /// A client of the executor that the settings name.
    ///
    /// - Throws: `ExecutorError` of cause `invalid` when the address is no URL.
    public init(settings: Settings) throws(ExecutorError) {
        address = settings.gatewayAddress + ":" + String(settings.gatewayPort)
        guard let url = URL(string: address), let host = url.host, url.scheme?.hasPrefix("http") == true else {
            throw ExecutorError(
                .invalid, "BEFLOW_GATEWAY_ADDRESS is '\(settings.gatewayAddress)', which is not like http://127.0.0.1")
        }
        paths = ClientPaths(settings)
        connection = Connection(address: address, token: settings.token)
        let isHere = host == "localhost" || host == "::1" || host.hasPrefix("127.")
        isTokenExposed = !settings.token.isEmpty && url.scheme != "https" && !isHere
    }

    private let isTokenExposed: Bool

    /// What a user should know about the connection, if anything.
    public var warning: String? {
        isTokenExposed
            ? "the API token is sent to \(address) without encryption, where others can read it: use https" : nil
    }

    /// Whether an executor answers at the address.
    ///
    /// - Throws: `ExecutorError` of cause `unreachable` or `unauthorized`.
    public func ping() async throws(ExecutorError) { _ = try await connection.send("GET", paths.prefix) }
}

/// Where the routes are.
struct ClientPaths: Sendable {
    let prefix, tasks: String

    init(_ settings: Settings) {
        prefix = "/" + settings.prefix.split(separator: "/").joined(separator: "/")
        tasks = prefix + "/" + settings.segments.tasks.split(separator: "/").joined(separator: "/")
    }

    var work: String { prefix + "/work" }

    func task(_ id: Int) -> String { tasks + "/" + String(id) }

    func work(_ id: String) -> String { work + "/" + id }
}

public import Executor
internal import Foundation
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import ServiceLifecycle

/// The executor's door: its HTTP server.
///
/// It binds this machine's own address unless the settings name another, and then insists on a token. It speaks plain
/// HTTP; TLS is a reverse proxy's business.
public actor Gateway {
    private let service: any ExecutorService
    private let settings: Settings
    private let workerTokens: @Sendable () async -> [String]
    private let logger: Logger
    private var group: ServiceGroup?
    private var serving: Task<Void, any Error>?

    /// A gateway to a service; it is closed at first.
    ///
    /// - Parameter workerTokens: the tokens that open the routes of workers, and no others, at the moment.
    public init(
        service: any ExecutorService, settings: Settings,
        workerTokens: @escaping @Sendable () async -> [String] = { [] }
    ) {
        (self.service, self.settings, self.workerTokens) = (service, settings, workerTokens)
        var logger = Logger(label: "openff-bespoke.gateway") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = Logger.Level(rawValue: settings.logLevel.lowercased()) ?? .error
        self.logger = logger
    }

    /// Opens the gateway; returns the port, the one that the system chose where the settings say 0.
    ///
    /// - Throws: ``GatewayError`` when the address cannot be had, the paths of two kinds of route are equal, or an address
    ///   that others can reach is to be bound without a token.
    public func start() async throws(GatewayError) -> Int {
        let paths = try Paths(settings)
        guard !settings.token.isEmpty || Self.isLoopback(settings.gatewayHost) else {
            throw GatewayError(
                .settings,
                "the address \(settings.gatewayHost) can be reached by others, so a token is needed: set BEFLOW_API_TOKEN"
            )
        }
        let api = API(service: service, settings: settings, paths: paths)
        let (ports, port) = AsyncStream<Int>.makeStream()
        var serverLogger = logger
        // What the server library calls an error is mostly a client that went away, or a late end.
        if logger.logLevel > .debug { serverLogger.logLevel = .critical }
        let connections = OpenFiles.raiseLimit() - OpenFiles.reserve
        let application = Application(
            responder: GatewayResponder(api: api, workerTokens: workerTokens, logger: logger),
            server: .http1(configuration: .init(idleTimeout: .seconds(300))),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.gatewayHost, port: settings.gatewayPort), serverName: "openff-bespoke",
                backlog: 1024,
                availableConnectionsDelegate: MaximumAvailableConnections(
                    max(16, connections), logger: serverLogger)),
            onServerRunning: { port.yield($0.localAddress?.port ?? 0) }, logger: serverLogger)
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(services: [application], logger: serverLogger))
        let serving = Task {
            defer { port.finish() }
            try await group.run()
        }
        (self.group, self.serving) = (group, serving)
        for await port in ports { return port }
        (self.group, self.serving) = (nil, nil)
        guard case .failure(let error) = await serving.result else {
            throw GatewayError(.address, "the gateway was closed before it was open")
        }
        throw addressError(error)
    }

    /// Closes the gateway: no more requests are taken; those under way get a time to end.
    ///
    /// - Parameter grace: how long to wait for them.
    public func stop(grace: Duration = .seconds(2)) async {
        guard let group, let serving else { return }
        (self.group, self.serving) = (nil, nil)
        await group.triggerGracefulShutdown()
        let deadline = Task {
            try await Task.sleep(for: grace)
            serving.cancel()
        }
        _ = await serving.result
        deadline.cancel()
    }

    /// Opens the gateway and serves until the calling task is cancelled.
    ///
    /// - Parameter ready: called with the port once requests are answered.
    /// - Throws: ``GatewayError`` as ``start()``.
    public func run(ready: @Sendable (Int) async -> Void = { _ in }) async throws(GatewayError) {
        await ready(try await start())
        let (never, hold) = AsyncStream<Never>.makeStream()
        for await _ in never {}
        hold.finish()
        await stop()
    }

    private func addressError(_ error: any Error) -> GatewayError {
        let place = "port \(settings.gatewayPort) of \(settings.gatewayHost)"
        guard let failure = error as? IOError, failure.errnoCode == EADDRINUSE else {
            return GatewayError(.address, "\(place) cannot be bound: \(error)")
        }
        return GatewayError(
            .address,
            "\(place) is in use, perhaps by another executor: choose another port with BEFLOW_GATEWAY_PORT, or 0 for a free one"
        )
    }

    private static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }
}

internal import Executor
internal import HTTPTypes
internal import Hummingbird
internal import JSON

extension API {
    /// What the executor is doing.
    var statusRoutes: [Route] {
        [
            Route(
                .get, paths.prefix + "/status",
                Operation("get_status", tag: "server", "What the executor is doing: tasks, jobs, workers, cores.")
                    .gives("The status.", Schemas.reference("Status"))
            ) { _ in try await .json(encoding: service.status()) },
            Route(
                .get, "/metrics",
                Operation("get_metrics", tag: "server", "The same as figures for Prometheus.")
                    .gives("The figures.", type: Metrics.mediaType, ["type": "string"])
            ) { _ in .text(Metrics(status: try await service.status()).text, type: Metrics.mediaType) },
        ]
    }
}

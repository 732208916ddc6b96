internal import Executor

/// The operations of the gateway over a service.
struct API: Sendable {
    let service: any ExecutorService
    let settings: Settings
    let paths: Paths

    /// Every route, in the order of the documentation.
    var routes: [Route] {
        let described =
            taskRoutes + taskControlRoutes + fragmentationRoutes + qcRoutes + optimizationRoutes + workRoutes
            + followRoutes
            + schemaRoutes + statusRoutes + cacheRoutes + workerRoutes
        return described + documentRoutes(of: described)
    }
}

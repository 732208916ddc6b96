internal import Executor
internal import Foundation
internal import Hummingbird
internal import JSON
internal import NIOCore
internal import ServiceLifecycle

extension API {
    /// Jobs for workers on other machines: they only ever ask, so they need no port of their own.
    var workerRoutes: [Route] {
        let path = paths.prefix + "/workers"
        return [
            Route(
                .post, path + "/lease",
                Operation("lease_job", tag: "workers", "Asks for a job; waits for one.")
                    .takes(Schemas.reference("LeaseRequest"))
                    .gives("A job.", Schemas.reference("LeasedJob")).gives(204, "No job came.", type: nil),
                takesWorkerTokens: true, handle: lease),
            Route(
                .post, path + "/heartbeat",
                Operation("send_heartbeat", tag: "workers", "Says that a worker still computes.")
                    .takes(Schemas.reference("Heartbeat"))
                    .gives("The leases that it must give up.", Schemas.reference("HeartbeatReply")),
                takesWorkerTokens: true
            ) { call in
                let heartbeat = try await call.decoded(WorkerHeartbeat.self, limit: settings.largestBody)
                return try await .json(encoding: service.heartbeat(heartbeat))
            },
            Route(
                .post, path + "/complete",
                Operation("complete_job", tag: "workers", "Hands in what became of a job.")
                    .takes(Schemas.reference("Completion"))
                    .gives(204, "It was taken.", type: nil)
                    .refuses(409, "The lease is not held any more: the result is late or another's."),
                takesWorkerTokens: true
            ) { call in
                try await service.complete(try await call.decoded(JobCompletion.self, limit: settings.largestBody))
                return .nothing
            },
        ]
    }

    private static let longestWait = 60.0

    /// A worker that goes away while it waits is given nothing.
    private func lease(_ call: Call) async throws -> Response {
        let (body, rest) = try await call.bodyAndRest(limit: settings.largestBody)
        var request = try Call.decoded(LeaseRequest.self, from: body)
        request.wait = min(max(0, request.wait), Self.longestWait)
        let (service, asked) = (service, request)
        let job = try await rest.consumeWithCancellationOnInboundClose { _ in
            try await cancelWhenGracefulShutdown { try await service.lease(asked) }
        }
        guard let job else { return .nothing }
        let text = try JSON(encoding: job).text()
        return .text(text, type: "application/json")
    }
}

internal import Calculation
public import Executor
internal import Foundation
internal import TorsionDrive
internal import WorkerProcesses
public import Workflow

/// Worker processes on this machine that do jobs for an executor elsewhere; they only pull.
public struct RemoteWorker: Sendable {
    private let service: any WorkerService
    private let name: String
    private let categories: [WorkRequest.Category]
    private let cores: Int
    private let program: String?
    private let directory: String
    private let terms: WorkerTerms
    private let began = monotonicSeconds()

    /// Workers for an executor.
    ///
    /// - Parameters:
    ///   - service: the executor, over HTTP as a rule.
    ///   - categories: the kinds of work that are taken; all when empty.
    ///   - cores: how many jobs run at once, each on one core.
    ///   - program: the program `openff-bespoke`; nil for the running one.
    ///   - directory: the folder for working files and logs.
    ///   - terms: what else holds for them.
    public init(
        for service: any WorkerService, categories: [WorkRequest.Category] = [], cores: Int,
        program: String? = nil, directory: String, terms: WorkerTerms = WorkerTerms()
    ) {
        (self.service, self.categories, self.cores) = (service, categories, max(1, cores))
        (self.program, self.directory, self.terms) = (program, directory, terms)
        let process = "\(ProcessInfo.processInfo.hostName)-\(ProcessInfo.processInfo.processIdentifier)"
        name = terms.pilot.map { "pilot-\($0.prefix(8))-\(process)" } ?? process
    }

    /// Works until the task is cancelled; jobs under way are then handed back uncounted.
    ///
    /// A pilot's workers also end when their time is over, when the executor has dismissed them, and when it has not
    /// answered for too long.
    ///
    /// - Parameter report: gets a sentence when the executor cannot be reached, and when it can again.
    public func run(report: @escaping @Sendable (String) -> Void) async {
        let pool = WorkerPool(
            WorkerProgram(path: program ?? WorkerProgram.running, arguments: ["worker-process"]), size: cores,
            folder: directory)
        await withTaskGroup(of: Void.self) { group in
            for slot in 1...cores {
                group.addTask { await work(name: "\(name)-\(slot)", pool: pool, report: report) }
            }
            if let limit = terms.timeLimit {
                group.addTask { try? await Task.sleep(for: .seconds(limit), clock: .continuous) }
            }
            _ = await group.next()
            group.cancelAll()
        }
        await pool.shutdown(grace: .zero)
    }

    private func work(name: String, pool: WorkerPool, report: @Sendable (String) -> Void) async {
        var (pause, heard) = (1.0, monotonicSeconds())
        while !Task.isCancelled {
            do {
                let leased = try await service.lease(request(name))
                (pause, heard) = (1, monotonicSeconds())
                guard let leased else { continue }
                await carryOut(leased, name: name, pool: pool)
                heard = monotonicSeconds()
            } catch {
                if Task.isCancelled { return }
                let isDismissed = terms.pilot != nil && error.cause == .unauthorized
                if isDismissed || monotonicSeconds() - heard > terms.patience ?? .infinity {
                    return report("\(error); the workers end")
                }
                report("\(error); trying again in \(Int(pause)) s")
                try? await Task.sleep(for: .seconds(pause))
                pause = min(30, pause * 2)
            }
        }
    }

    private func request(_ name: String) -> LeaseRequest {
        let remaining = terms.timeLimit.map { max(0, $0 - (monotonicSeconds() - began)) }
        return LeaseRequest(
            worker: name, categories: categories, remainingSeconds: remaining, totalSeconds: terms.timeLimit,
            pilot: terms.pilot, leaseSeconds: terms.leaseSeconds)
    }

    /// Carries a job out and hands it in, with signs of life until then; a revoked one is given up.
    private func carryOut(_ leased: LeasedJob, name: String, pool: WorkerPool) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                let attempt = await Attempt(of: leased, in: pool)
                await handIn(
                    JobCompletion(
                        worker: name, token: leased.token, ending: await trusted(attempt.ending), cost: attempt.cost))
            }
            group.addTask { await keepAlive(leased, name: name) }
            _ = await group.next()
            group.cancelAll()
        }
    }

    /// An ending that says something about the job.
    ///
    /// A cluster that ends a pilot signals every process of it, in no order that could be relied on: a calculation may
    /// seem to fail a moment before this process is asked to end. Then the job is handed back instead.
    private func trusted(_ ending: JobCompletion.Ending) async -> JobCompletion.Ending {
        guard terms.pilot != nil, !ending.isSuccess else { return ending }
        try? await Task.sleep(for: .seconds(1))
        return Task.isCancelled ? .handedBack : ending
    }

    /// Returns when the lease is lost or the task cancelled.
    private func keepAlive(_ leased: LeasedJob, name: String) async {
        while !Task.isCancelled {
            try? await Task.sleep(for: .seconds(min(leased.leaseSeconds / 4, terms.pilot == nil ? 1 : 10)))
            if Task.isCancelled { return }
            do {
                let reply = try await service.heartbeat(WorkerHeartbeat(worker: name, tokens: [leased.token]))
                if reply.revoked.contains(leased.token) { return }
            } catch {
                if terms.pilot != nil, error.cause == .unauthorized { return }
            }
        }
    }

    /// Hands a result in, again and again while the executor cannot be reached; a refused one is dropped.
    private func handIn(_ completion: JobCompletion) async {
        let delivery = Task.detached { [service] in
            for pause in [1.0, 2, 4, 8, 15, 30] {
                do {
                    return try await service.complete(completion)
                } catch let error as ExecutorError where error.isFinal {
                    return
                } catch {
                    try? await Task.sleep(for: .seconds(pause))
                }
            }
        }
        await delivery.value
    }
}

extension ExecutorError {
    /// Whether saying the same again can not help.
    fileprivate var isFinal: Bool { [.invalid, .notFound, .conflict, .unauthorized].contains(cause) }
}

extension JobCompletion.Ending {
    /// Whether a job was carried out and nothing in it failed.
    fileprivate var isSuccess: Bool {
        guard case .reported(let report) = self, case .success(let result) = report.result else { return false }
        if case .gridPoint(let point) = result { return point.failure == nil }
        return true
    }
}

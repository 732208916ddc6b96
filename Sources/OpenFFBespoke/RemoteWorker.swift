internal import Calculation
public import Executor
internal import Foundation
internal import WorkerProcesses
public import Workflow

/// Worker processes on this machine that do jobs for an executor elsewhere; they only pull.
public struct RemoteWorker: Sendable {
    private let service: any ExecutorService
    private let name: String
    private let categories: [WorkRequest.Category]
    private let cores: Int
    private let program: String?
    private let directory: String

    /// Workers for an executor.
    ///
    /// - Parameters:
    ///   - service: the executor, over HTTP as a rule.
    ///   - categories: the kinds of work that are taken; all when empty.
    ///   - cores: how many jobs run at once, each on one core.
    ///   - program: the program `openff-bespoke`; nil for the running one.
    ///   - directory: the folder for working files and logs.
    public init(
        for service: any ExecutorService, categories: [WorkRequest.Category] = [], cores: Int,
        program: String? = nil, directory: String
    ) {
        (self.service, self.categories, self.cores) = (service, categories, max(1, cores))
        (self.program, self.directory) = (program, directory)
        name = "\(ProcessInfo.processInfo.hostName)-\(ProcessInfo.processInfo.processIdentifier)"
    }

    /// Works until the task is cancelled; jobs under way are then handed back uncounted.
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
        }
        await pool.shutdown(grace: .zero)
    }

    private func work(name: String, pool: WorkerPool, report: @Sendable (String) -> Void) async {
        var pause = 1.0
        while !Task.isCancelled {
            do {
                guard let leased = try await service.lease(LeaseRequest(worker: name, categories: categories)) else {
                    continue
                }
                pause = 1
                await carryOut(leased, name: name, pool: pool)
            } catch {
                if Task.isCancelled { return }
                report("\(error); trying again in \(Int(pause)) s")
                try? await Task.sleep(for: .seconds(pause))
                pause = min(30, pause * 2)
            }
        }
    }

    /// Carries a job out, with signs of life; a revoked one is given up.
    private func carryOut(_ leased: LeasedJob, name: String, pool: WorkerPool) async {
        let attempt = await withTaskGroup(of: Attempt?.self) { group in
            group.addTask { await Attempt(of: leased, in: pool) }
            group.addTask {
                await keepAlive(leased, name: name)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            let second = await group.next() ?? nil
            return first ?? second
        }
        guard let attempt else { return }
        let completion = JobCompletion(
            worker: name, token: leased.token, ending: attempt.ending, cost: attempt.cost)
        await handIn(completion)
    }

    /// Returns when the lease is lost or the task cancelled.
    private func keepAlive(_ leased: LeasedJob, name: String) async {
        while !Task.isCancelled {
            try? await Task.sleep(for: .seconds(min(leased.leaseSeconds / 4, 1)))
            if Task.isCancelled { return }
            let reply = try? await service.heartbeat(WorkerHeartbeat(worker: name, tokens: [leased.token]))
            if reply?.revoked.contains(leased.token) == true { return }
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
    fileprivate var isFinal: Bool { [.invalid, .notFound, .conflict].contains(cause) }
}

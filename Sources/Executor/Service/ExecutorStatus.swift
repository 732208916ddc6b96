/// What an executor is doing.
public struct ExecutorStatus: Sendable, Codable, Hashable {
    /// A worker process, on this machine or another.
    public struct Worker: Sendable, Codable, Hashable {
        /// Its name: the machine and process.
        public var name: String
        /// Whether it joined over HTTP.
        public var isRemote: Bool
        /// The jobs it holds, as kind and task.
        public var jobs: [String]
        /// How long ago it was heard of [s].
        public var secondsSinceContact: Double

        /// A worker.
        public init(name: String, isRemote: Bool, jobs: [String], secondsSinceContact: Double) {
            (self.name, self.isRemote, self.jobs, self.secondsSinceContact) = (
                name, isRemote, jobs, secondsSinceContact
            )
        }
    }

    /// The program's version.
    public var version: String
    /// The cores of the budget and those in use.
    public var cores: Int
    /// The cores in use.
    public var coresInUse: Int
    /// Cores that each category may use at most; absent where there is no limit.
    public var limits: [String: Int]
    /// Tasks by state.
    public var tasks: [String: Int]
    /// Jobs that could run, and that are running, by kind.
    public var readyJobs: [String: Int]
    /// Jobs that are running, by kind.
    public var runningJobs: [String: Int]
    /// The workers.
    public var workers: [Worker]
    /// Jobs finished since the start and in the last hour; attempts lost since the start.
    public var jobsFinished: Int
    /// Jobs finished in the last hour.
    public var jobsFinishedLastHour: Int
    /// Attempts lost since the start.
    public var attemptsLost: Int
    /// CPU time of finished jobs since the start, by kind.
    public var costs: [String: JobCost]
    /// How long the executor has been running [s].
    public var uptime: Double
    /// What is wrong with the storage, if anything.
    public var storageProblem: String?
    /// The number of the newest event, where a follower of what comes begins; nil where it is not known.
    public var lastEvent: Int?
    /// The pilots on a cluster; nil where there is none.
    public var pilots: PilotStatus?

    /// A status from its parts.
    public init(
        version: String, cores: Int, coresInUse: Int, limits: [String: Int] = [:], tasks: [String: Int] = [:],
        readyJobs: [String: Int] = [:], runningJobs: [String: Int] = [:], workers: [Worker] = [],
        jobsFinished: Int = 0, jobsFinishedLastHour: Int = 0, attemptsLost: Int = 0, costs: [String: JobCost] = [:],
        uptime: Double = 0, storageProblem: String? = nil, lastEvent: Int? = nil,
        pilots: PilotStatus? = nil
    ) {
        (self.version, self.cores, self.coresInUse, self.limits) = (version, cores, coresInUse, limits)
        (self.tasks, self.readyJobs, self.runningJobs, self.workers) = (tasks, readyJobs, runningJobs, workers)
        (self.jobsFinished, self.jobsFinishedLastHour) = (jobsFinished, jobsFinishedLastHour)
        (self.attemptsLost, self.costs, self.uptime) = (attemptsLost, costs, uptime)
        (self.storageProblem, self.lastEvent, self.pilots) = (storageProblem, lastEvent, pilots)
    }
}

/// The pilots of an executor: jobs of a cluster that run workers.
public struct PilotStatus: Sendable, Codable, Hashable {
    /// A pilot that is waiting or running.
    public struct Pilot: Sendable, Codable, Hashable {
        /// Its own id, a UUID.
        public var id: String
        /// Its number in the cluster's queue; nil while that is not known.
        public var job: String?
        /// `submitting`, `waiting`, `running` or `ending`.
        public var state: String
        /// Why it waits, in the cluster's words.
        public var reason: String?
        /// The node that it runs on.
        public var node: String?
        /// How long it waited, or has been waiting [s].
        public var waited: Double
        /// How long it has been running [s].
        public var ran: Double
        /// How many jobs it is at.
        public var jobs: Int

        /// A pilot.
        public init(
            id: String, job: String?, state: String, reason: String?, node: String?, waited: Double, ran: Double,
            jobs: Int
        ) {
            (self.id, self.job, self.state, self.reason, self.node) = (id, job, state, reason, node)
            (self.waited, self.ran, self.jobs) = (waited, ran, jobs)
        }
    }

    /// The pilots that are there, the oldest first.
    public var pilots: [Pilot]
    /// How many have ended since the start, by how.
    public var ended: [String: Int]
    /// How many began to run since the start.
    public var started: Int
    /// How long those had waited, in all [s].
    public var waitedSeconds: Double
    /// Jobs that have been shown to take longer than a pilot runs.
    public var jobsTooLong: Int
    /// What stands in the way, if anything: the cluster does not answer, or refuses.
    public var problem: String?

    /// The state of the pilots.
    public init(
        pilots: [Pilot] = [], ended: [String: Int] = [:], started: Int = 0, waitedSeconds: Double = 0,
        jobsTooLong: Int = 0, problem: String? = nil
    ) {
        (self.pilots, self.ended, self.started) = (pilots, ended, started)
        (self.waitedSeconds, self.jobsTooLong, self.problem) = (waitedSeconds, jobsTooLong, problem)
    }

    /// The nodes that pilots run on.
    public var nodes: Set<String> { Set(pilots.filter { $0.state != "waiting" }.compactMap(\.node)) }
}

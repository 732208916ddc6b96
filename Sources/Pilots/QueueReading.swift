/// What the cluster's queue says at one moment.
public struct QueueReading: Sendable, Equatable {
    /// What a job is at.
    public enum State: Sendable, Equatable {
        case waiting, running, ending
        case ended(PilotEnding)
        /// A word that is not known here.
        case unknown
    }

    /// One job of the queue.
    public struct Row: Sendable, Equatable {
        /// The job's number, which Slurm may give to another job one day.
        public var job: String
        /// What it is at.
        public var state: State
        /// Its name.
        public var name: String
        /// Why it waits or ended, in Slurm's words; nil for nothing to be said.
        public var reason: String?
        /// The node that it runs on.
        public var node: String?
        /// How long it has been running [s].
        public var ran: Double
    }

    /// The jobs, the ended ones of the last minutes included.
    public var rows: [Row]

    /// A reading of some jobs.
    public init(rows: [Row]) { self.rows = rows }

    /// The format that ``init(text:)`` reads: `squeue --format`.
    public static let format = "%i|%T|%M|%N|%j|%r"

    /// What `squeue` printed; lines that are not understood are left out.
    public init(text: String) {
        rows = text.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: "|", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
            guard fields.count == 6, !fields[0].isEmpty else { return nil }
            let reason = ["None", "", "(null)"].contains(fields[5]) ? nil : fields[5]
            return Row(
                job: fields[0], state: Self.state(fields[1]), name: fields[4], reason: reason,
                node: fields[3].isEmpty || fields[3] == "(null)" ? nil : fields[3], ran: Self.seconds(fields[2]))
        }
    }

    /// The meaning of a state in Slurm's words.
    private static func state(_ word: String) -> State {
        switch word {
        case "PENDING", "CONFIGURING", "REQUEUED", "REQUEUE_HOLD", "REQUEUE_FED", "SPECIAL_EXIT", "RESV_DEL_HOLD":
            .waiting
        case "RUNNING", "SUSPENDED", "STOPPED", "RESIZING", "SIGNALING", "STAGE_OUT": .running
        case "COMPLETING": .ending
        case "COMPLETED": .ended(.completed)
        case "TIMEOUT", "DEADLINE": .ended(.timeLimit)
        case "OUT_OF_MEMORY": .ended(.outOfMemory)
        case "NODE_FAIL", "BOOT_FAIL": .ended(.nodeFailure)
        case "CANCELLED", "PREEMPTED", "REVOKED": .ended(.cancelled)
        case "FAILED": .ended(.failed)
        default: .unknown
        }
    }

    /// A time in the form `1-02:03:04`, `02:03:04` or `03:04` [s]; 0 for anything else.
    private static func seconds(_ text: String) -> Double {
        let parts = text.split(separator: "-", maxSplits: 1)
        let days = parts.count > 1 ? Double(parts[0]) ?? 0 : 0
        let clock = (parts.last ?? "").split(separator: ":").map { Double($0) ?? 0 }
        return days * 86400 + clock.reduce(0) { $0 * 60 + $1 }
    }
}

/// Which pilots there are and how many there should be: decisions as values, without a clock or a command.
///
/// Times are seconds on one clock. What the queue says is taken in by ``take(_:now:)``; what is to be done follows from
/// ``steps(for:now:newID:)``. A queue that cannot be read leaves everything as it is.
public struct PilotPool: Sendable {
    /// What is to be done.
    public enum Step: Sendable, Equatable {
        /// Submit a pilot with a new id.
        case submit(String)
        /// Ask the pilot's job, known by its number (if that is known) and name, to hand its work back and end.
        case dismiss(job: String?, name: String)
        /// End the job at once.
        case cancel(job: String?, name: String)
        /// The pilot has ended; what it held is free, and its files can go.
        case forget(String, PilotEnding)
    }

    /// How long the queue may not know a pilot before it counts as lost [s].
    public static let patience = 60.0
    /// How long a pilot may take to end when asked to [s].
    public static let courtesy = 30.0

    /// What pilots ask for and how many there may be.
    public let profile: PilotProfile
    /// The id of the executor, which is part of its pilots' names.
    public let owner: String
    /// The pilots that are there.
    public internal(set) var pilots: [String: Pilot] = [:]
    /// How many have ended, by how.
    public internal(set) var ended: [PilotEnding: Int] = [:]
    /// How many began to run, and how long those had waited [s].
    public internal(set) var waits = (count: 0, seconds: 0.0)
    /// What stands in the way of more pilots, if anything.
    public internal(set) var problem: String?
    /// What keeps the queue from being read, if anything.
    public internal(set) var silence: String?
    var isQueueKnown = false
    var failures = 0
    var pausedUntil = -Double.infinity
    var surplusSince: Double?
    var tooLong = 0

    /// A pool of an executor.
    ///
    /// - Parameter known: the pilots of before a restart.
    public init(profile: PilotProfile, owner: String, known: [Pilot] = []) {
        (self.profile, self.owner) = (profile, owner)
        pilots = Dictionary(known.map { ($0.id, $0) }) { first, _ in first }
    }

    /// The name of a pilot's job; no other job has it.
    public func name(of id: String) -> String { prefix + id }

    var prefix: String { "bespoke-\(owner)-" }

    /// The pilots, the oldest first.
    var inOrder: [Pilot] { pilots.values.sorted { ($0.submitted, $0.id) < ($1.submitted, $1.id) } }

    /// The cluster has taken a pilot under a number.
    public mutating func submitted(_ id: String, as job: String) {
        pilots[id]?.job = job
        if pilots[id]?.state == .submitting { pilots[id]?.state = .waiting }
    }

    /// The cluster has refused a pilot.
    public mutating func refused(_ id: String, _ why: String, now: Double) -> [Step] {
        guard let pilot = pilots[id] else { return [] }
        let steps = end(pilot, .refused, now: now)
        problem = "the cluster refused a pilot: \(why)"
        return steps
    }

    /// A pilot has ended.
    mutating func end(_ pilot: Pilot, _ ending: PilotEnding, now: Double) -> [Step] {
        pilots[pilot.id] = nil
        ended[ending, default: 0] += 1
        if ending.isLikelyToRepeat, !pilot.hasWorked {
            failures += 1
            pausedUntil = now + min(600, 10 * Double(1 << min(failures - 1, 10)))
            problem = "a pilot ended (\(ending.rawValue)) before it had done anything"
        }
        return [.forget(pilot.id, ending)]
    }
}

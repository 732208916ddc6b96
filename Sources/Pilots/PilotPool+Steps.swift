public import Executor

extension PilotPool {
    /// What is to be done for the work that there is.
    ///
    /// - Parameter newID: makes an id that no pilot has had.
    public mutating func steps(for demand: PilotDemand, now: Double, newID: () -> String) -> [Step] {
        tooLong = demand.tooLong
        note(demand, now: now)
        var steps = impatientSteps(now: now)
        let wanted = min(profile.maximum, max(profile.minimum, (demand.jobs + profile.cores - 1) / profile.cores))
        let living = inOrder.filter { $0.askedToEnd == nil && $0.state != .ending }
        let surplus = living.count - wanted
        if surplus <= 0 { surplusSince = nil }
        if surplus < 0, isQueueKnown, now >= pausedUntil {
            for _ in 0..<min(-surplus, profile.atOnce) {
                let pilot = Pilot(id: newID(), submitted: now)
                pilots[pilot.id] = pilot
                steps.append(.submit(pilot.id))
            }
        } else if surplus > 0 {
            steps += reduce(living, by: surplus, atOnce: demand.jobs == 0, now: now)
        }
        return steps
    }

    /// Notes who works and who is idle.
    private mutating func note(_ demand: PilotDemand, now: Double) {
        for id in pilots.keys {
            if demand.held[id, default: 0] > 0 {
                pilots[id]?.idleSince = nil
                pilots[id]?.hasWorked = true
                (failures, problem) = (0, nil)
            } else if pilots[id]?.state == .running, pilots[id]?.idleSince == nil {
                pilots[id]?.idleSince = now
            }
        }
    }

    /// Ends pilots that are not needed: waiting ones, the youngest first, then those that have long been idle.
    private mutating func reduce(_ living: [Pilot], by surplus: Int, atOnce: Bool, now: Double) -> [Step] {
        let since = surplusSince ?? now
        surplusSince = since
        let isLasting = atOnce || now - since >= profile.idleSeconds
        let waiting = isLasting ? living.filter { $0.state == .waiting }.reversed() : []
        let idle = living.filter { pilot in
            pilot.state == .running && pilot.idleSince.map { now - $0 >= profile.idleSeconds } ?? false
        }
        return (waiting + idle).prefix(surplus).map { ask($0, now: now) }
    }

    /// Asks a pilot to end; one that waits is cancelled.
    private mutating func ask(_ pilot: Pilot, now: Double) -> Step {
        let isRunning = pilot.state == .running
        pilots[pilot.id]?.askedToEnd = now
        pilots[pilot.id]?.state = .ending
        let name = name(of: pilot.id)
        return isRunning ? .dismiss(job: pilot.job, name: name) : .cancel(job: pilot.job, name: name)
    }

    /// Cancels pilots that were asked to end and have not.
    private mutating func impatientSteps(now: Double) -> [Step] {
        inOrder.compactMap { pilot in
            guard let asked = pilot.askedToEnd, now - asked >= Self.courtesy, pilot.missingSince == nil else {
                return nil
            }
            pilots[pilot.id]?.askedToEnd = now
            return .cancel(job: pilot.job, name: name(of: pilot.id))
        }
    }

    /// Asks every pilot to end.
    public mutating func dismissAll(now: Double) -> [Step] {
        inOrder.filter { $0.askedToEnd == nil }.map { ask($0, now: now) }
    }

    /// The pilots as others see them.
    public func status(demand: PilotDemand, now: Double) -> PilotStatus {
        PilotStatus(
            pilots: inOrder.map { pilot in
                PilotStatus.Pilot(
                    id: pilot.id, job: pilot.job, state: pilot.state.rawValue, reason: pilot.reason, node: pilot.node,
                    waited: max(0, (pilot.started ?? now) - pilot.submitted),
                    ran: pilot.started.map { max(0, now - $0) } ?? 0, jobs: demand.held[pilot.id, default: 0])
            }, ended: Dictionary(uniqueKeysWithValues: ended.map { ($0.key.rawValue, $0.value) }),
            started: waits.count, waitedSeconds: waits.seconds, jobsTooLong: tooLong,
            problem: silence.map { "the queue is not known: \($0)" } ?? problem)
    }
}

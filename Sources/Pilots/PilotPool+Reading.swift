extension PilotPool {
    /// The queue could not be read: nothing is known, and nothing has failed.
    public mutating func miss(_ why: String) { (isQueueKnown, silence) = (false, why) }

    /// Takes in what the queue says.
    ///
    /// A job counts as a pilot's by its name alone: its number may have been forgotten and given to another job. Jobs of
    /// this executor that are no pilot that it knows are cancelled.
    public mutating func take(_ reading: QueueReading, now: Double) -> [Step] {
        (isQueueKnown, silence) = (true, nil)
        let rows = Dictionary(grouping: reading.rows.filter { $0.name.hasPrefix(prefix) }, by: \.name)
        var steps: [Step] = []
        for pilot in inOrder {
            guard let row = Self.best(rows[name(of: pilot.id)] ?? []) else {
                steps += miss(pilot, now: now)
                continue
            }
            steps += take(row, for: pilot, now: now)
        }
        let known = Set(pilots.keys.map(name(of:)))
        for (name, rows) in rows.sorted(by: { $0.key < $1.key }) where !known.contains(name) {
            steps += rows.filter { $0.state.isLiving && $0.state != .ending }.map {
                .cancel(job: $0.job, name: $0.name)
            }
        }
        return steps
    }

    /// Of several jobs of one name the one that lives.
    private static func best(_ rows: [QueueReading.Row]) -> QueueReading.Row? {
        rows.first(where: \.state.isLiving) ?? rows.last
    }

    private mutating func take(_ row: QueueReading.Row, for pilot: Pilot, now: Double) -> [Step] {
        var pilot = pilot
        (pilot.job, pilot.missingSince, pilot.node, pilot.reason) = (row.job, nil, row.node, row.reason)
        let wasAsked = pilot.askedToEnd != nil
        switch row.state {
        case .waiting: if !wasAsked { pilot.state = .waiting }
        case .running:
            if pilot.started == nil {
                pilot.started = max(pilot.submitted, now - row.ran)
                waits.count += 1
                waits.seconds += (pilot.started ?? now) - pilot.submitted
            }
            if !wasAsked { (pilot.state, pilot.reason) = (.running, nil) }
        case .ending: pilot.state = .ending
        case .ended(let ending): return end(pilot, wasAsked ? .dismissed : ending, now: now)
        case .unknown: break
        }
        pilots[pilot.id] = pilot
        return []
    }

    private mutating func miss(_ pilot: Pilot, now: Double) -> [Step] {
        let since = pilot.missingSince ?? now
        pilots[pilot.id]?.missingSince = since
        guard now - since >= Self.patience else { return [] }
        if pilot.askedToEnd != nil { return end(pilot, .dismissed, now: now) }
        return end(pilot, pilot.job == nil ? .refused : .lost, now: now)
    }
}

extension QueueReading.State {
    /// Whether the job may still run.
    var isLiving: Bool {
        if case .ended = self { return false }
        return true
    }
}

public import Executor
internal import Store
internal import Workflow

extension BespokeExecutor: PilotHost {
    /// See `PilotHost`.
    public func pilotDemand(seconds: Double, categories: [String]) async -> PilotDemand {
        let now = monotonicSeconds()
        var demand = scheduler.demand(
            onPilotsOf: seconds, taking: Set(categories.compactMap(WorkRequest.Category.init(rawValue:))))
        demand.silence = pilotContacts.mapValues { now - $0 }
        return demand
    }

    /// See `PilotHost`.
    public func endPilot(_ id: String, _ how: String) async {
        pilotContacts[id] = nil
        for (worker, pilot) in pilotsOfWorkers where pilot == id {
            (pilotsOfWorkers[worker], remoteContacts[worker]) = (nil, nil)
        }
        guard !isStopping, scheduler.currentLeases.contains(where: { $0.pilot == id }) else { return }
        try? transition(isLasting: false) { scheduler, transaction in
            try scheduler.endPilot(id, how, now: monotonicSeconds(), from: transaction)
        }
        dispatch()
    }

    /// See `PilotHost`.
    public func showPilots(_ status: PilotStatus) async { pilots = status }
}

public import Executor
internal import Foundation
public import Pilots
internal import Spool

/// Looks after an executor's pilots: submits them to Slurm as the queue of work asks for, and ends exactly these.
///
/// What is to be done is decided by ``PilotPool``; here it is carried out. Each pilot has a folder, made before it is
/// submitted, so that a server that was killed finds its pilots again.
public actor PilotCrew {
    /// Where compute nodes find the server.
    public struct Door: Sendable {
        /// Address with scheme, without port.
        public var address: String
        /// The port.
        public var port: Int
        /// What the paths of its routes begin with.
        public var prefix: String

        /// A door.
        public init(address: String, port: Int, prefix: String) {
            (self.address, self.port, self.prefix) = (address, port, prefix)
        }
    }

    let profile: PilotProfile
    let host: any PilotHost
    let folder: String
    let commands: SlurmCommands
    var door: Door?
    var pool: PilotPool
    var tokens: [String: String] = [:]
    private let program: String
    private var isStopping = false

    /// The pilots of an executor, those of before among them; nothing is submitted before ``run()``.
    ///
    /// - Parameters:
    ///   - directory: the executor's folder.
    ///   - program: the running program, for profiles that name none.
    /// - Throws: ``PilotCrewError`` when the folder of the pilots cannot be used.
    public init(
        _ profile: PilotProfile, for host: any PilotHost, directory: String, program: String
    ) throws(PilotCrewError) {
        let commands = SlurmCommands(limit: .seconds(profile.commandSeconds))
        try self.init(profile, for: host, directory: directory, program: program, commands: commands)
    }

    init(
        _ profile: PilotProfile, for host: any PilotHost, directory: String, program: String, commands: SlurmCommands
    ) throws(PilotCrewError) {
        (self.profile, self.host, self.commands) = (profile, host, commands)
        self.program = profile.program ?? program
        do {
            let roster = try PilotRoster(executor: directory, shared: profile.folder ?? directory + "/pilots")
            folder = roster.folder
            pool = PilotPool(profile: profile, owner: roster.owner, known: roster.pilots)
            for pilot in roster.pilots {
                tokens[pilot.id] = PilotFolder(path: roster.folder + "/" + pilot.id).connection?.token
            }
        } catch {
            throw PilotCrewError(error.description)
        }
    }

    /// The tokens of the pilots that may run now, which open the routes of workers.
    public func workerTokens() -> [String] {
        let now = Date().timeIntervalSince1970
        return pool.pilots.values.compactMap { pilot in
            let end = (pilot.started ?? now) + profile.seconds + 600
            return now < end ? tokens[pilot.id] : nil
        }
    }

    /// Looks after the pilots until the task is cancelled.
    ///
    /// - Parameter door: where compute nodes find the server.
    public func run(door: Door) async {
        open(door)
        let desk = profile.way == .spool ? SpoolDesk(for: host) : nil
        let answering = Task { await desk?.run { await self.folders() } }
        while !Task.isCancelled, !isStopping {
            await round()
            try? await Task.sleep(for: .seconds(profile.interval))
        }
        while !Task.isCancelled { try? await Task.sleep(for: .milliseconds(200)) }
        answering.cancel()
        await answering.value
    }

    /// Tells the pilots of before where the server is now, and those to come.
    func open(_ door: Door) {
        self.door = door
        for id in pool.pilots.keys { try? openDoor(to: id) }
    }

    private func folders() -> [PilotFolder] { pool.pilots.keys.sorted().map { PilotFolder(path: folder + "/" + $0) } }

    /// Ends every pilot, and waits until the queue knows none of them any more.
    ///
    /// - Parameters:
    ///   - courtesy: how long they may take to hand back what they hold.
    ///   - patience: how long to wait after that.
    public func stop(courtesy: Duration = .seconds(10), patience: Duration = .seconds(35)) async {
        isStopping = true
        await carryOut(pool.dismissAll(now: Date().timeIntervalSince1970))
        await waitUntilGone(courtesy)
        await carryOut(pool.pilots.values.map { .cancel(job: $0.job, name: pool.name(of: $0.id)) })
        await waitUntilGone(patience)
        // A pilot that Slurm has forgotten, or starts later, ends when it finds no folder.
        for id in pool.pilots.keys { PilotFolder(path: folder + "/" + id).remove() }
        tokens = [:]
    }

    private func waitUntilGone(_ limit: Duration) async {
        let end = ContinuousClock.now + limit
        while !pool.pilots.isEmpty, ContinuousClock.now < end {
            try? await Task.sleep(for: .seconds(min(0.5, profile.interval)))
            await look()
        }
    }

    /// Reads the queue once, then does what follows.
    func round() async {
        await look()
        guard !isStopping else { return }
        let now = Date().timeIntervalSince1970
        let demand = await host.pilotDemand(seconds: profile.workingSeconds, categories: profile.categories)
        guard !isStopping else { return }
        let steps = pool.steps(for: demand, now: now) { UUID().uuidString.lowercased() }
        await carryOut(steps)
        await host.showPilots(pool.status(demand: demand, now: Date().timeIntervalSince1970))
    }

    private func look() async {
        do {
            let reading = try await commands.queue()
            await carryOut(pool.take(reading, now: Date().timeIntervalSince1970))
        } catch {
            pool.miss(error.description)
        }
    }

    private func carryOut(_ steps: [PilotPool.Step]) async {
        var endings: [PilotPool.Step] = []
        for step in steps {
            switch step {
            case .submit(let id): await submit(id)
            case .dismiss, .cancel: endings.append(step)
            case .forget(let id, let ending): await forget(id, ending)
            }
        }
        await end(endings)
    }

    /// Ends pilots, some at a time; what Slurm does not hear of is asked for again later.
    private func end(_ steps: [PilotPool.Step]) async {
        var rest = steps[...]
        var isHeard = true
        while isHeard, !rest.isEmpty {
            isHeard = await withTaskGroup(of: Bool.self) { group in
                for step in rest.prefix(16) { group.addTask { [commands] in await commands.end(step) } }
                var isHeard = true
                for await heard in group { isHeard = isHeard && heard }
                return isHeard
            }
            rest = rest.dropFirst(16)
        }
    }

    private func submit(_ id: String) async {
        let place = PilotFolder(path: folder + "/" + id)
        let now = Date().timeIntervalSince1970
        let script = BatchScript(profile, name: pool.name(of: id), folder: place.path, program: program)
        do {
            try place.make()
            try openDoor(to: id)
            try place.write(script: script.text)
            try place.write(notes: pool.pilots[id] ?? Pilot(id: id, submitted: now))
        } catch {
            return await carryOut(pool.refused(id, "\(error)", now: now))
        }
        do {
            let job = try await commands.submit(place.script)
            pool.submitted(id, as: job)
            if let pilot = pool.pilots[id] { try? place.write(notes: pilot) }
            if isStopping { await end([.cancel(job: job, name: pool.name(of: id))]) }
        } catch {
            // What Slurm has not refused may be in its queue: the next reading tells.
            if error.isRefusal { await carryOut(pool.refused(id, error.description, now: now)) }
        }
    }

    /// Writes down how a pilot reaches the server, with a token of its own.
    private func openDoor(to id: String) throws(SpoolError) {
        var connection = PilotFolder.Connection(
            pilot: id, categories: profile.categories, patience: profile.orphanSeconds)
        if profile.way == .http, let door {
            let token = tokens[id] ?? Self.newToken()
            tokens[id] = token
            (connection.address, connection.port) = (door.address, door.port)
            (connection.prefix, connection.token) = (door.prefix, token)
        }
        try PilotFolder(path: folder + "/" + id).write(connection)
    }

    private static func newToken() -> String {
        var source = SystemRandomNumberGenerator()
        return (0..<4).map { _ in String(source.next() as UInt64, radix: 36) }.joined()
    }

    private func forget(_ id: String, _ ending: PilotEnding) async {
        tokens[id] = nil
        await host.endPilot(id, "its pilot ended: \(ending.rawValue)")
        let place = PilotFolder(path: folder + "/" + id)
        if ![.dismissed, .completed].contains(ending) { PilotRoster.keepLog(of: place, in: folder) }
        place.remove()
    }
}

/// Pilots that cannot be looked after.
public struct PilotCrewError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was wrong and what the user can do.
    public let description: String

    init(_ description: String) { self.description = description }
}

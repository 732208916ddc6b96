internal import ElectronicStructure
internal import JSON

/// Single points of one optimisation by a program in a process of its own.
///
/// The program is told everything that an answer depends on, so another process can go on where one broke off: the answer
/// depends only on the geometries given since the session began.
final class BridgeSession: QCSession {
    private let pool: BridgePool
    private let system: ElectronicSystem
    private let level: LevelOfTheory
    private let timeLimit: Duration
    private var process: ChildProcess?
    private var origin: [SIMD3<Double>]?
    private var guess: String?
    private var count = 0

    init(pool: BridgePool, system: ElectronicSystem, level: LevelOfTheory, timeLimit: Duration) {
        (self.pool, self.system, self.level, self.timeLimit) = (pool, system, level, timeLimit)
    }

    deinit { if let process { pool.give(process) } }

    func energyAndGradient(at geometry: [SIMD3<Double>]) throws(ElectronicStructureError) -> EnergyGradient {
        try system.validate(geometry: geometry)
        let start = origin ?? geometry
        let answer = try ask(request(at: geometry, origin: start))
        (origin, guess) = (start, answer.guess)
        return answer.result
    }

    /// Has the program look at molecule and method without computing anything.
    func check() throws(ElectronicStructureError) {
        let line = (0..<system.atomicNumbers.count).map { SIMD3(3.0 * Double($0), 0, 0) }
        var request = request(at: line, origin: line)
        request.isCheck = true
        _ = try ask(request)
    }

    private func request(at geometry: [SIMD3<Double>], origin: [SIMD3<Double>]) -> BridgeRequest {
        count += 1
        return BridgeRequest(
            identifier: String(count), system: system, level: level, geometry: geometry, origin: origin, guess: guess)
    }

    /// Asks, and asks a new process once more when the one at hand breaks down.
    private func ask(_ request: BridgeRequest) throws(ElectronicStructureError) -> BridgeAnswer {
        for attempt in 0..<2 {
            var current = if let process { process } else { try attempt == 0 ? pool.taken() : pool.started().process }
            process = current
            do {
                guard current.send(request.line) else { throw ChildProcess.Silence.ended }
                let json = try answer(to: request.identifier, from: &current)
                process = current
                return try BridgeAnswer(json, atoms: system.atomicNumbers.count, program: pool.program)
            } catch let error as ElectronicStructureError {
                throw error
            } catch {
                let complaint = current.complaint
                current.interrupt()
                current.end()
                process = nil
                let silence = error as? ChildProcess.Silence
                guard silence == .ended, attempt == 0 else { throw failure(silence, complaint) }
            }
        }
        throw failure(.ended, "")
    }

    /// The answer of a name; lines that are none are dropped.
    private func answer(
        to identifier: String, from process: inout ChildProcess
    ) throws(ChildProcess.Silence) -> JSON {
        let deadline = ContinuousClock.now + timeLimit
        while true {
            let line = try process.line(until: deadline)
            guard line.first == "{", line.contains("\"success\"") else { continue }
            let json = (try? JSON.parse(line)) ?? .null
            if let name = json["id"]?.string, name != identifier { continue }
            return json
        }
    }

    private func failure(_ silence: ChildProcess.Silence?, _ complaint: String) -> ElectronicStructureError {
        let said = complaint.isEmpty ? "" : ": " + complaint
        return switch silence {
        case .cancelled: ElectronicStructureError(.input, "the calculation was cancelled")
        case .late:
            ElectronicStructureError(
                .resource, "\(pool.program) took longer than \(timeLimit.components.seconds) s for one gradient\(said)")
        default: ElectronicStructureError(.random, "\(pool.program) ended twice without an answer\(said)")
        }
    }
}

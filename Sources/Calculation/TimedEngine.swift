internal import ElectronicStructure
internal import Foundation
internal import Synchronization

/// An engine that counts the CPU time spent inside another one, and computes nothing for a cancelled task.
final class TimedEngine: QCEngine {
    private let engine: any QCEngine
    private let nanoseconds = Atomic<UInt64>(0)

    init(_ engine: any QCEngine) { self.engine = engine }

    var program: String { engine.program }
    var version: String? { engine.version }
    var capabilities: EngineCapabilities { engine.capabilities }

    /// CPU seconds so far.
    var seconds: Double { Double(nanoseconds.load(ordering: .relaxed)) * 1e-9 }

    func session(for system: ElectronicSystem, level: LevelOfTheory) throws(ElectronicStructureError) -> any QCSession {
        TimedSession(try engine.session(for: system, level: level)) { [self] in
            nanoseconds.add($0, ordering: .relaxed)
        }
    }
}

/// A session that reports the CPU time of each call on its thread.
private final class TimedSession: QCSession {
    private let session: any QCSession
    private let report: (UInt64) -> Void

    init(_ session: any QCSession, report: @escaping (UInt64) -> Void) {
        (self.session, self.report) = (session, report)
    }

    func energyAndGradient(at geometry: [SIMD3<Double>]) throws(ElectronicStructureError) -> EnergyGradient {
        guard !Task.isCancelled else { throw ElectronicStructureError(.input, "the calculation was cancelled") }
        let start = threadNanoseconds()
        defer { report(threadNanoseconds() - start) }
        return try session.energyAndGradient(at: geometry)
    }
}

/// CPU time of this thread [ns].
private func threadNanoseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

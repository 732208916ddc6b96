internal import ElectronicStructure
internal import Foundation
internal import Synchronization

/// An engine that counts the gradients of another one and the CPU time they take.
final class CountingEngine: QCEngine {
    private let engine: any QCEngine
    private let nanoseconds = Atomic<UInt64>(0)
    private let calls = Atomic<Int>(0)

    init(_ engine: any QCEngine) { self.engine = engine }

    var program: String { engine.program }
    var version: String? { engine.version }
    var capabilities: EngineCapabilities { engine.capabilities }

    /// CPU seconds inside the engine so far.
    var seconds: Double { Double(nanoseconds.load(ordering: .relaxed)) * 1e-9 }
    /// Gradients so far.
    var gradients: Int { calls.load(ordering: .relaxed) }

    func session(for system: ElectronicSystem, level: LevelOfTheory) throws(ElectronicStructureError) -> any QCSession {
        CountingSession(try engine.session(for: system, level: level)) { [self] in
            nanoseconds.add($0, ordering: .relaxed)
            calls.add(1, ordering: .relaxed)
        }
    }

    private final class CountingSession: QCSession {
        private let session: any QCSession
        private let report: (UInt64) -> Void

        init(_ session: any QCSession, report: @escaping (UInt64) -> Void) {
            (self.session, self.report) = (session, report)
        }

        func energyAndGradient(at geometry: [SIMD3<Double>]) throws(ElectronicStructureError) -> EnergyGradient {
            let start = CPUTime.thread
            defer { report(CPUTime.thread - start) }
            return try session.energyAndGradient(at: geometry)
        }
    }
}

/// CPU time [ns].
enum CPUTime {
    /// Of the calling thread.
    static var thread: UInt64 { read(CLOCK_THREAD_CPUTIME_ID) }
    /// Of the process.
    static var process: UInt64 { read(CLOCK_PROCESS_CPUTIME_ID) }

    private static func read(_ clock: clockid_t) -> UInt64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}

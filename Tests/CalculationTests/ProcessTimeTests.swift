import Foundation
import Testing

@testable import Calculation

@Suite("CPU time of programs")
struct ProcessTimeTests {
    @Test("a program that runs on from job to job is counted while it runs, and not twice when it has ended")
    func counted() throws {
        let (before, clock) = (ProcessTime.programs, ContinuousClock.now)
        let program = Process()
        program.executableURL = URL(fileURLWithPath: "/bin/sh")
        program.arguments = ["-c", "while :; do :; done"]
        try program.run()
        let patience = Date(timeIntervalSinceNow: 120)
        while ProcessTime.programs < before + 0.1, Date() < patience { usleep(1000) }
        let running = ProcessTime.programs
        #expect(running >= before + 0.1)
        kill(program.processIdentifier, SIGKILL)
        program.waitUntilExit()
        let after = ProcessTime.programs
        #expect(after >= running - 0.02)
        #expect(after < before + (ContinuousClock.now - clock) / .seconds(1) + 0.05)
    }
}

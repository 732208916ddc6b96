import Foundation
import Testing

@testable import Calculation

@Suite("CPU time of programs")
struct ProcessTimeTests {
    @Test("a program that runs on from job to job is counted while it runs, and not beside those that have ended")
    func counted() throws {
        let clock = ContinuousClock.now
        let program = Process()
        program.executableURL = URL(fileURLWithPath: "/bin/sh")
        program.arguments = ["-c", "while :; do :; done"]
        try program.run()
        let id = program.processIdentifier
        #expect(ProcessTime.running.contains(id))
        let patience = Date(timeIntervalSinceNow: 120)
        while ProcessTime.seconds(of: id) < 0.1, Date() < patience { usleep(1000) }
        #expect(ProcessTime.seconds(of: id) >= 0.1)
        #expect(ProcessTime.seconds(of: id) < (ContinuousClock.now - clock) / .seconds(1) + 0.05)
        #expect(ProcessTime.programs >= 0.1)
        kill(id, SIGKILL)
        program.waitUntilExit()
        #expect(!ProcessTime.running.contains(id))
        #expect(ProcessTime.seconds(of: id) == 0)
    }
}

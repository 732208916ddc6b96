import Pilots
import Testing

@Suite("Readings of the queue")
struct QueueReadingTests {
    @Test("a reading tells states, times, nodes and reasons")
    func rows() {
        let text = """
            12|PENDING|0:00||bespoke-a-b|Resources
            13|RUNNING|1-02:03:04|n[1-2]|bespoke-a-c|None
            14|NODE_FAIL|10:05|n3|bespoke-a-d|NodeDown
            15|TIMEOUT|2:00:00|n3|my job|with | in its name|TimeLimit
            slurm_load_jobs error: something
            """
        let rows = QueueReading(text: text).rows
        #expect(rows.count == 4)
        #expect(rows[0].state == .waiting && rows[0].reason == "Resources" && rows[0].node == nil)
        #expect(rows[1].state == .running && rows[1].ran == 93_784 && rows[1].reason == nil)
        #expect(rows[1].node == "n[1-2]" && rows[1].name == "bespoke-a-c")
        #expect(rows[2].state == .ended(.nodeFailure) && rows[2].ran == 605)
        #expect(rows[3].state == .ended(.timeLimit) && rows[3].ran == 7200)
    }

    @Test(
        "each way to end is told apart",
        arguments: [
            ("COMPLETED", PilotEnding.completed), ("TIMEOUT", .timeLimit), ("DEADLINE", .timeLimit),
            ("OUT_OF_MEMORY", .outOfMemory), ("NODE_FAIL", .nodeFailure), ("BOOT_FAIL", .nodeFailure),
            ("CANCELLED", .cancelled), ("PREEMPTED", .cancelled), ("FAILED", .failed),
        ])
    func endings(word: String, ending: PilotEnding) {
        #expect(QueueReading(text: "1|\(word)|0:01|n1|a|None").rows.first?.state == .ended(ending))
    }

    @Test("a word of a later version is not taken for an end")
    func unknown() { #expect(QueueReading(text: "1|LEVITATING|0:01|n1|a|None").rows.first?.state == .unknown) }
}

import Foundation
import Testing

@testable import ExecutorClient

@Suite("The form of event streams")
struct EventReaderTests {
    @Test("events are found however the bytes are cut", arguments: [1, 2, 3, 7, 1000])
    func pieces(size: Int) {
        let text =
            "retry: 2000\n\nid: 1\nevent: stage\ndata: {\"a\": 1}\n\n: still here\n\ndata:x\r\ndata: y\r\n\r\ndata: open"
        var reader = EventReader()
        var events: [String] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            events += reader.take(rest.prefix(size))
            rest = rest.dropFirst(size)
        }
        #expect(events == ["{\"a\": 1}", "x\ny"])
    }
}

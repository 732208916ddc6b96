import Executor
import ExecutorTestSupport
import Foundation
import Gateway
import JSON
import Testing

@Suite("The reference system's recorded exchanges", .enabled(if: RecordedExchange.recording != nil))
struct WireTests {
    /// Requests that the reference system answers wrongly, and what is right.
    private static let corrected = [
        "002-root-no-token": 200, "039-fragmentation-unknown": 404, "043-qc-calc-unknown": 404,
        "044-qc-calcs-noids": 200, "045-qc-calcs-unknown": 404, "048-optimization-unknown": 404,
    ]

    /// Compares an answer's status and, all the way down, the keys of its objects.
    private func compare(_ answer: RawHTTP.Answer, _ exchange: RecordedExchange) {
        let expected = Self.corrected[exchange.name] ?? exchange.status
        #expect(answer.status == expected, "\(exchange.name): \(answer.text.prefix(300))")
        guard expected == exchange.status, exchange.method != "HEAD", let recorded = exchange.response_body else {
            return
        }
        if expected == 422 {
            let given = try? JSON.parse(answer.text)
            let wanted = Self.locations(recorded)
            #expect(Self.locations(given) == wanted, "\(exchange.name): \(answer.text.prefix(300))")
        } else if recorded.object != nil {
            let given = try? JSON.parse(answer.text)
            #expect(given?.object.map { Set($0.keys) } == recorded.object.map { Set($0.keys) }, "\(exchange.name)")
        }
        if let wanted = recorded["detail"]?.string {
            #expect((try? JSON.parse(answer.text))?["detail"]?.string == wanted, "\(exchange.name)")
        }
    }

    private static func locations(_ body: JSON?) -> [String] {
        (body?["detail"]?.array ?? []).map { issue in
            // The recorder left white space at the end of the malformed body out, so the offset there is another.
            let location = issue["loc"]?.array ?? []
            return location.map { $0.integer == nil || location.count > 2 ? $0.text() : "offset" }.joined(
                separator: " ")
        }
    }

    @Test("requests that need no running job are answered alike")
    func replay() async throws {
        let all = try RecordedExchange.all()
        let needJobs = 50
        try await OpenGateway.with { gateway in
            for exchange in all where (Int(exchange.name.prefix(3)) ?? 0) <= needJobs {
                let port = gateway.port
                let answer = try await offPool {
                    try RawHTTP.exchange(
                        port: port, exchange.method, exchange.path, headers: exchange.request_headers,
                        body: exchange.body)
                }
                compare(answer, exchange)
                if exchange.name == "030-post-task-ok" || exchange.name == "034-task1-image", exchange.method == "POST"
                {
                    #expect(try JSON.parse(answer.text) == ["self": "/api/v1/tasks/1", "id": "1"])
                }
                // Tasks 2 to 5 were submitted between the recorded exchanges.
                if exchange.name == "031-task1-just-submitted" {
                    _ = try await gateway.answer("POST", "/api/v1/tasks", submission)
                }
            }
        }
    }
}

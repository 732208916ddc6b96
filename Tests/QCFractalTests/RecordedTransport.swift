import Foundation
import JSON
import QCFractal
import Synchronization
import TestSupport

/// Answers as a QCFractal 0.71 server has answered before, to requests that it was sent then.
final class RecordedTransport: Transport {
    private let answers: [ServerRequest: (status: Int, body: [UInt8])]
    private let log = Mutex<[ServerRequest]>([])
    private let change: @Sendable (ServerRequest, JSON) -> (status: Int, body: JSON)?

    /// What was asked, in order.
    var requests: [ServerRequest] { log.withLock { $0 } }

    /// - Parameter change: another answer than the recorded one (`.null` where there is none); nil for that.
    init(change: @escaping @Sendable (ServerRequest, JSON) -> (status: Int, body: JSON)? = { _, _ in nil }) throws {
        let file = TestData.fixtures.appendingPathComponent("QCFractal/peroxide.json")
        let exchanges = try JSON.parse(bytes: [UInt8](Data(contentsOf: file))).array ?? []
        var answers: [ServerRequest: (status: Int, body: [UInt8])] = [:]
        for exchange in exchanges {
            let request = ServerRequest(
                method: exchange["method"]?.string ?? "", url: exchange["path"]?.string ?? "",
                body: exchange["body"].flatMap { $0.isNull ? nil : $0 }.map(Self.canonical))
            answers[request] = (
                exchange["status"]?.integer ?? 0, Array((exchange["answer"] ?? .null).text().utf8)
            )
        }
        (self.answers, self.change) = (answers, change)
    }

    func answer(to request: ServerRequest) async throws(QCFractalError) -> (status: Int, body: [UInt8]) {
        log.withLock { $0.append(request) }
        var known = request
        known.token = nil
        known.url = String(request.url.drop { $0 != ":" }.dropFirst(3).drop { $0 != "/" })
        known.body = request.body.flatMap { try? JSON.parse(bytes: $0) }.map(Self.canonical)
        let recorded = answers[known]
        let body = recorded.flatMap { try? JSON.parse(bytes: $0.body) } ?? .null
        if let (status, body) = change(known, body) { return (status, Array(body.text().utf8)) }
        guard let recorded else {
            throw QCFractalError(.unreachable, "nothing was recorded for \(request.method) \(request.url)")
        }
        return recorded
    }

    private static func canonical(_ body: JSON) -> [UInt8] { Array(sorted(body).text().utf8) }

    private static func sorted(_ value: JSON) -> JSON {
        switch value {
        case .array(let elements): .array(elements.map(sorted))
        case .object(let object):
            .object(JSONObject(object.members.sorted { $0.key < $1.key }.map { ($0.key, sorted($0.value)) }))
        default: value
        }
    }
}

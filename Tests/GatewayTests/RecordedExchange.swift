import Foundation
import JSON
import TestSupport
import Testing

/// A recorded exchange of the reference system.
struct RecordedExchange: Decodable {
    let name, method, path: String
    let request_headers: [String: String]
    let request_body: JSON?
    let status: Int
    let response_body: JSON?

    /// The body as it was sent.
    var body: Data? {
        switch request_body {
        case nil, .null: nil
        case .string(let text): Data(text.utf8)
        case .some(let json): Data(json.text().utf8)
        }
    }

    private struct Recording: Decodable {
        let exchanges: [RecordedExchange]
    }

    /// Where the recording is, if it is there.
    static let recording = TestData.oracle?.appendingPathComponent("wire.json.gz")

    /// The exchanges in the order in which they were made.
    static func all() throws -> [RecordedExchange] {
        try TestData.json(Recording.self, in: #require(recording)).exchanges
    }
}

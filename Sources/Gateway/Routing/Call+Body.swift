internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import JSON
internal import NIOCore
internal import Workflow

extension Call {
    /// The bytes of the body.
    ///
    /// - Throws: ``Problem`` 413 for more than `limit` bytes.
    func body(limit: Int) async throws -> Data { try await bodyAndRest(limit: limit).body }

    /// The bytes of the body, and what tells whether the sender is still there.
    func bodyAndRest(limit: Int) async throws -> (body: Data, rest: RequestBody) {
        let tooLarge = Problem(.contentTooLarge, "the body is larger than \(limit) bytes")
        if let length = request.headers[.contentLength].flatMap(Int.init), length > limit { throw tooLarge }
        var request = request
        do {
            let bytes = try await request.collectBody(upTo: limit)
            return (Data(bytes.readableBytesView), request.body)
        } catch is NIOTooManyBytesError {
            throw tooLarge
        } catch let error as HTTPError where error.status == .contentTooLarge {
            throw tooLarge
        }
    }

    /// The body as JSON; one without a content type is taken for JSON.
    func json(limit: Int) async throws -> JSON {
        let type = (request.headers[.contentType] ?? "").lowercased()
        let media = type.split(separator: ";").first.map { $0.filter { $0 != " " } } ?? ""
        let bytes = try await body(limit: limit)
        guard media.isEmpty || media == "application/json" || media.hasSuffix("+json") else {
            throw Problem("body", [], "value is not a valid dict", "type_error.dict")
        }
        guard !bytes.isEmpty else { throw Problem("body", [], "Field required", "missing") }
        return try Self.json(from: bytes)
    }

    private static func json(from bytes: Data) throws -> JSON {
        do {
            return try JSON.parse(bytes: Array(bytes))
        } catch {
            throw Problem("body", [.integer(error.offset)], "JSON decode error: \(error.reason)", "json_invalid")
        }
    }

    /// The body as a value with a schema.
    func value<Value: SchemaValue>(_ type: Value.Type, limit: Int) async throws -> Value {
        let json = try await json(limit: limit)
        do { return try Value(json: json) } catch { throw Problem(issues: error.issues, in: "body") }
    }

    /// The body as a value of another kind.
    func decoded<Value: Decodable>(_ type: Value.Type, limit: Int) async throws -> Value {
        let bytes = try await body(limit: limit)
        guard !bytes.isEmpty else { throw Problem("body", [], "Field required", "missing") }
        return try Self.decoded(type, from: bytes)
    }

    /// A value from JSON text.
    static func decoded<Value: Decodable>(_ type: Value.Type, from data: Data) throws -> Value {
        let json = try json(from: data)
        do { return try json.decoded(as: type) } catch let error as DecodingError {
            throw Problem(error)
        }
    }
}

extension Problem {
    /// A body that cannot be decoded, with the place of the value at fault.
    init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            self.init("body", (context.codingPath + [key]).map(\.location), "field required", "value_error.missing")
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            self.init("body", context.codingPath.map(\.location), context.debugDescription, "value_error")
        @unknown default: self.init("body", [], "\(error)", "value_error")
        }
    }
}

extension CodingKey {
    fileprivate var location: JSON { intValue.map(JSON.integer) ?? .string(stringValue) }
}

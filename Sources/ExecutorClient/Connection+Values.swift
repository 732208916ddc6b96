internal import Executor
internal import Foundation
internal import JSON

extension Connection {
    /// An answer as a value.
    func value<Value: Decodable>(
        _ method: String, _ path: String, query: [(String, String)] = [], body: Data? = nil, timeout: Double = 300
    ) async throws(ExecutorError) -> Value {
        try Self.decoded(try await send(method, path, query: query, body: body, timeout: timeout), from: path)
    }

    /// A value in an answer.
    static func decoded<Value: Decodable>(_ data: Data, from path: String) throws(ExecutorError) -> Value {
        do { return try JSON.parse(bytes: [UInt8](data)).decoded() } catch {
            throw ExecutorError(
                .unavailable, "the answer to \(path) could not be understood; is it another version? (\(error))")
        }
    }

    /// An answer as JSON with its keys in order.
    func json(_ method: String, _ path: String, query: [(String, String)] = []) async throws(ExecutorError) -> JSON {
        let data = try await send(method, path, query: query)
        do { return try JSON.parse(bytes: Array(data)) } catch {
            throw ExecutorError(.unavailable, "the answer to \(path) could not be understood: \(error)")
        }
    }

    /// A value to be sent.
    static func encoded(_ value: some Encodable) throws(ExecutorError) -> Data {
        do { return Data(try JSON(encoding: value).text().utf8) } catch {
            throw ExecutorError(.invalid, "a value could not be written as JSON: \(error)")
        }
    }
}

extension ExecutorError {
    /// Nil for an answer that there is no such thing; other errors are thrown.
    static func found<Value>(_ body: () async throws(ExecutorError) -> Value) async throws(ExecutorError) -> Value? {
        do throws(ExecutorError) { return try await body() } catch {
            guard error.cause == .notFound else { throw error }
            return nil
        }
    }
}

public import Executor
internal import Foundation
public import JSON

extension ExecutorClient {
    /// The schemas of some molecules' fits, made by the executor.
    ///
    /// - Parameter request: the body of the route: `smiles`, `files`, `workflow` and what is changed in it.
    /// - Returns: for each molecule `file`, `name`, `smiles`, `schema` and `error`.
    /// - Throws: `ExecutorError` of cause `invalid` for a request or force field that cannot be used.
    public func schemas(_ request: JSON) async throws(ExecutorError) -> [JSON] {
        let path = paths.prefix + "/schemas"
        let data = try await connection.send("POST", path, body: Data(request.text().utf8))
        do {
            return try JSON.parse(bytes: Array(data))["contents"]?.array ?? []
        } catch {
            throw ExecutorError(.unavailable, "the answer to \(path) could not be understood: \(error)")
        }
    }
}

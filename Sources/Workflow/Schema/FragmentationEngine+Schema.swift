public import Fragmentation
public import JSON

extension FragmentationEngine: SchemaValue {
    /// Reads an engine; unknown keys are ignored, as the reference system does for this object.
    public init?(reading node: SchemaNode) {
        guard node.fields() != nil else { return nil }
        do {
            self = try node.value.decoded()
        } catch let error as DecodingError {
            let _: Never? = node.fail(error.sentence, "value_error")
            return nil
        } catch {
            let _: Never? = node.fail("\(error)", "value_error")
            return nil
        }
    }

    /// The engine as JSON.
    public var json: JSON { (try? JSON(encoding: self)) ?? .null }
}

extension DecodingError {
    /// What is wrong, with the path of the key at fault.
    var sentence: String {
        let context: Context
        switch self {
        case .typeMismatch(_, let found), .valueNotFound(_, let found), .dataCorrupted(let found): context = found
        case .keyNotFound(let key, let found): return "\(path(found)): the key \(key.stringValue) is missing"
        @unknown default: return "\(self)"
        }
        return "\(path(context)): \(context.debugDescription)"
    }

    private func path(_ context: Context) -> String {
        context.codingPath.map(\.stringValue).joined(separator: " -> ")
    }
}

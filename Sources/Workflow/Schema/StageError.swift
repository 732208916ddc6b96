public import JSON

/// Why a stage of an optimisation failed (`Error` of the reference system).
public struct StageError: SchemaValue, Hashable, Error, CustomStringConvertible {
    /// The class of the error.
    public var type: String
    /// What was wrong, where, and what the user can do.
    public var message: String
    /// More detail, if any.
    public var traceback: String?

    /// An error of a class with a message.
    public init(type: String, message: String, traceback: String? = nil) {
        (self.type, self.message, self.traceback) = (type, message, traceback)
    }

    /// Reads an error.
    public init?(reading node: SchemaNode) {
        guard let fields = node.fields() else { return nil }
        let type = fields.required("type") { $0.string() }
        let message = fields.required("message") { $0.string() }
        let traceback = fields.optional("traceback", default: nil) { $0.nullable { $0.string() } }
        fields.forbidOthers()
        guard let type, let message, let traceback else { return nil }
        self.init(type: type, message: message, traceback: traceback)
    }

    /// The error as JSON.
    public var json: JSON {
        ["type": .string(type), "message": .string(message), "traceback": .optional(traceback)]
    }

    /// The message.
    public var description: String { message }
}

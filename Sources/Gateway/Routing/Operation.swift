internal import JSON

/// What an operation says about itself in the API's description.
struct Operation: Sendable {
    /// A value in the path, query or header.
    struct Parameter: Sendable {
        enum Place: String, Sendable { case path, query, header }
        let name: String
        let place: Place
        let schema: JSON
        let meaning: String
        var isRequired: Bool { place == .path }
    }

    /// What is sent.
    struct Body: Sendable {
        let type: String
        let schema: JSON
        let example: JSON?
    }

    /// What comes back.
    struct Answer: Sendable {
        let status: Int
        let meaning: String
        let type: String?
        let schema: JSON?
    }

    let id: String
    let tag: String
    let summary: String
    var parameters: [Parameter] = []
    var body: Body?
    var answers: [Answer] = []

    init(_ id: String, tag: String, _ summary: String) { (self.id, self.tag, self.summary) = (id, tag, summary) }

    func path(_ name: String, _ schema: JSON, _ meaning: String) -> Operation {
        adding(Parameter(name: name, place: .path, schema: schema, meaning: meaning))
    }

    func query(_ name: String, _ schema: JSON, _ meaning: String) -> Operation {
        adding(Parameter(name: name, place: .query, schema: schema, meaning: meaning))
    }

    func header(_ name: String, _ schema: JSON, _ meaning: String) -> Operation {
        adding(Parameter(name: name, place: .header, schema: schema, meaning: meaning))
    }

    func takes(_ schema: JSON, type: String = "application/json", example: JSON? = nil) -> Operation {
        var copy = self
        copy.body = Body(type: type, schema: schema, example: example)
        return copy
    }

    func gives(_ meaning: String, type: String = "application/json", _ schema: JSON) -> Operation {
        gives(200, meaning, type: type, schema)
    }

    func gives(_ status: Int, _ meaning: String, type: String? = "application/json", _ schema: JSON? = nil)
        -> Operation
    {
        var copy = self
        copy.answers.append(Answer(status: status, meaning: meaning, type: type, schema: schema))
        return copy
    }

    /// An answer whose body only says what is wrong.
    func refuses(_ status: Int, _ meaning: String) -> Operation {
        gives(status, meaning, Schemas.reference("Problem"))
    }

    private func adding(_ parameter: Parameter) -> Operation {
        var copy = self
        copy.parameters.append(parameter)
        return copy
    }
}

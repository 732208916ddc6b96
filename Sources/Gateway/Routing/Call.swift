internal import Hummingbird
internal import JSON
internal import Workflow

/// A request with the values in its path.
struct Call: Sendable {
    let request: Request
    let values: [String: String]
    let query: Query

    init(request: Request, values: [String: String]) {
        (self.request, self.values) = (request, values)
        query = Query(request.uri.query ?? "")
    }

    /// A value in the path.
    func text(_ name: String) -> String { values[name] ?? "" }

    /// An integer in the path.
    func integer(_ name: String) throws(Problem) -> Int {
        guard let number = Int(text(name)) else {
            throw Problem(
                "path", [.string(name)], "Input should be a valid integer, unable to parse string as an integer",
                "int_parsing")
        }
        return number
    }

    /// Whether the sender would rather have one media type than JSON.
    func prefers(_ type: String, format: String) -> Bool {
        if let asked = query["format"] { return asked == format }
        let accepted = request.headers[.accept] ?? ""
        guard let first = accepted.split(separator: ",").first else { return false }
        return first.split(separator: ";").first.map { $0.filter { $0 != " " } } == type
    }
}

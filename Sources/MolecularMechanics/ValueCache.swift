import SMIRNOFF

/// Torsion terms of a section's parameters, read once each.
struct ValueCache {
    private let parameters: [Parameter]
    private var terms: [Int: [TorsionTerm]] = [:]

    init(_ parameters: [Parameter]) { self.parameters = parameters }

    /// The terms of the parameter at a position.
    mutating func torsionTerms(_ index: Int) throws(ForceFieldError) -> [TorsionTerm] {
        if let known = terms[index] { return known }
        let read = try parameters[index].torsionTerms()
        terms[index] = read
        return read
    }
}

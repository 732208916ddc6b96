internal import CRDKit

/// Runs a C call that reports failure through an error text; nil results become a ``ChemistryError``.
func calling<Result>(
    _ kind: ChemistryError.Kind, _ subject: @autoclosure () -> String,
    _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result?
) throws(ChemistryError) -> Result {
    var text: UnsafeMutablePointer<CChar>?
    let result = body(&text)
    defer { crd_free(text) }
    if let result { return result }
    let reason = text.map { String(cString: $0) } ?? "no reason given"
    throw ChemistryError(kind, "\(subject()): \(reason)")
}

/// Takes over a malloc'd C text.
func taken(_ text: UnsafeMutablePointer<CChar>) -> String {
    defer { crd_free(text) }
    return String(cString: text)
}

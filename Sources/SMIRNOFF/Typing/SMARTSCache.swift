internal import Chemistry
internal import Synchronization

/// Parsed patterns by their text: every pattern is parsed once in a process.
enum SMARTSCache {
    private static let largest = 20_000
    private static let patterns = Mutex<[String: SMARTS]>([:])

    /// The parsed pattern, without hydrogens that it implies.
    static func pattern(_ text: String) throws(ForceFieldError) -> SMARTS {
        if let known = patterns.withLock({ $0[text] }) { return known }
        let parsed: SMARTS
        do {
            parsed = try SMARTS(ImpliedHydrogens.removed(from: text))
        } catch {
            throw ForceFieldError(.badPattern, "the SMIRKS '\(text)' cannot be parsed: \(error)")
        }
        patterns.withLock { patterns in
            if patterns.count >= largest { patterns.removeAll() }
            patterns[text] = parsed
        }
        return parsed
    }
}

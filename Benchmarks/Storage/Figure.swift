/// A measured number and what it shall be.
struct Figure {
    let description: String
    let isMissed: Bool

    init(_ name: String, _ value: Double, atLeast goal: Double?) {
        isMissed = goal.map { value < $0 } ?? false
        description = Self.text(name, value, goal.map { "at least \(Int($0))" }, isMissed)
    }

    init(_ name: String, _ value: Double, atMost goal: Double?) {
        isMissed = goal.map { value > $0 } ?? false
        description = Self.text(name, value, goal.map { "at most \(Int($0))" }, isMissed)
    }

    private static func text(_ name: String, _ value: Double, _ goal: String?, _ isMissed: Bool) -> String {
        let rounded = (value * 100).rounded() / 100
        guard let goal else { return "measured \(name): \(rounded)" }
        return "\(isMissed ? "missed  " : "reached ") \(name): \(rounded), goal \(goal)"
    }
}

/// The duration of one call of a kernel, and what it may take.
struct Timing {
    let name: String
    let goal: Duration
    let measured: Duration

    /// The duration of one call in the fastest of some batches: the least disturbed by what else the machine does.
    init(_ name: String, goal: Duration, calls: Int, _ body: () throws -> Void) rethrows {
        try body()
        let clock = ContinuousClock()
        var batches: [Duration] = []
        for _ in 0..<15 { batches.append(try clock.measure { for _ in 0..<calls { try body() } } / calls) }
        (self.name, self.goal) = (name, goal)
        measured = batches.min() ?? .zero
    }

    var isMissed: Bool { measured > goal }

    var description: String {
        "\(isMissed ? "missed" : "reached")  \(name): \(Self.text(measured)), goal \(Self.text(goal))"
    }

    private static func text(_ duration: Duration) -> String {
        let microseconds = (duration / .microseconds(1)).rounded()
        return microseconds < 1000 ? "\(Int(microseconds)) µs" : "\((microseconds / 10).rounded() / 100) ms"
    }
}

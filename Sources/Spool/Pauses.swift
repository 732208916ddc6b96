/// How long to wait between two looks at a shared folder: longer and longer while nothing comes.
struct Pauses {
    private static let shortest = Duration.milliseconds(20)
    private let longest: Duration
    private var current = Self.shortest

    init(upTo longest: Duration) { self.longest = longest }

    /// The next pause.
    mutating func next() -> Duration {
        defer { current = min(longest, current * 5 / 4) }
        return min(longest, current)
    }

    /// Something has come: the next pause is short.
    mutating func reset() { current = Self.shortest }
}

/// How far one quantity of one record is from the recorded one.
public struct Deviation: Sendable, Hashable {
    /// What was compared, with its unit.
    public let quantity: String
    /// |ours − theirs| beyond what is allowed relative to theirs; infinite where the two are no numbers and differ.
    public let size: Double
    /// The size that still is agreement.
    public let tolerance: Double
    /// Both sides in words.
    public let detail: String

    /// The size in units of the tolerance.
    public var severity: Double { size / tolerance }

    /// Whether it is too large to be agreement.
    public var isMiss: Bool { !(size <= tolerance) }
}

/// The best optimised geometry at one grid angle.
public struct DrivenPoint: Sendable, Codable, Equatable {
    /// The grid angle [degree].
    public var angle: Int
    /// The energy [hartree].
    public var energy: Double
    /// The geometry [bohr].
    public var geometry: [SIMD3<Double>]
}

/// A grid angle without a usable result.
public struct LostPoint: Sendable, Codable, Equatable {
    /// The grid angle [degree].
    public var angle: Int
    /// Why, in a sentence.
    public var reason: String
}

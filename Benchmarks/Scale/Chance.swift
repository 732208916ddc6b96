internal import Foundation

/// Random numbers that are the same in every run.
struct Chance {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A number of 0 … 1 (SplitMix64).
    mutating func uniform() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
    }

    /// A time with a mean, spread like those of real jobs: lognormal, σ = 0.5.
    mutating func time(mean: Double) -> Double {
        let normal = (-2 * log(max(uniform(), 1e-300))).squareRoot() * cos(2 * .pi * uniform())
        return mean * exp(0.5 * normal - 0.125)
    }

    /// A time until something that happens at random.
    mutating func wait(mean: Double) -> Double { -mean * log(max(uniform(), 1e-300)) }
}

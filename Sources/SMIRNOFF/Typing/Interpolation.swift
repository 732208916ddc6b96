/// Linear inter- and extrapolation of parameters by fractional bond order.
public enum Interpolation {
    /// The value at `x` on the line through the two neighbouring points, or the two outermost ones on that side.
    ///
    /// - Parameter points: at least one, ascending in x.
    /// - Source: the SMIRNOFF specification, section "Fractional torsion bond orders".
    public static func value(at x: Double, points: [(x: Double, y: Double)]) -> Double {
        guard points.count > 1 else { return points.first?.y ?? 0 }
        let upper = min(max(points.firstIndex { $0.x >= x } ?? points.count - 1, 1), points.count - 1)
        let (low, high) = (points[upper - 1], points[upper])
        return low.y + (high.y - low.y) * (x - low.x) / (high.x - low.x)
    }
}

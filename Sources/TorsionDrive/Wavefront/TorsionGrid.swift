/// The angles of a scan about one bond.
public struct TorsionGrid: Sendable, Codable, Equatable {
    /// The distance of neighbouring angles [degree].
    public let spacing: Int
    /// The angles in the scanned range, ascending, within −180 + spacing … 180 [degree].
    public let angles: [Int]

    /// A grid −180 + spacing, …, 180, cut to a range when there is one.
    ///
    /// - Parameters:
    ///   - spacing: a divisor of 360 [degree].
    ///   - range: lower and upper limit [degree], −180 ≤ lower < upper ≤ 360; an upper limit above 180 wraps round.
    /// - Throws: ``TorsionDriveError`` for a spacing that does not divide 360, or a range that is not allowed or is empty.
    public init(spacing: Int, range: [Int]? = nil) throws(TorsionDriveError) {
        guard (1...180).contains(spacing), 360.isMultiple(of: spacing) else {
            throw TorsionDriveError("the grid spacing must divide 360; it is \(spacing)")
        }
        let all = Array(stride(from: -180 + spacing, through: 180, by: spacing))
        self.spacing = spacing
        guard let range else {
            angles = all
            return
        }
        guard range.count == 2, range[0] >= -180, range[0] < range[1], range[1] <= 360 else {
            throw TorsionDriveError("a scan range needs two angles, −180 ≤ lower < upper ≤ 360; it is \(range)")
        }
        let (lower, upper) = (range[0], range[1])
        let kept = all.filter { g in
            (g >= lower && g <= upper) || (upper > 180 && g <= upper - 360) || (lower == -180 && g == 180)
        }
        guard !kept.isEmpty else { throw TorsionDriveError("no grid angle lies in the scan range \(range)") }
        angles = kept
    }

    /// An angle [degree] brought into −180 < angle ≤ 180.
    public func normalized(_ angle: Int) -> Int {
        let rest = ((angle % 360) + 360) % 360
        return rest > 180 ? rest - 360 : rest
    }

    /// The grid angle nearest to a dihedral [degree], whether in range or not.
    public func nearest(to degrees: Double) -> Int {
        normalized(Int((degrees / Double(spacing)).rounded()) * spacing + (180 % spacing == 0 ? 0 : offset(degrees)))
    }

    /// For spacings that do not divide 180 the grid does not pass through 0.
    private func offset(_ degrees: Double) -> Int {
        let steps = Int(((degrees + 180) / Double(spacing)).rounded())
        return steps * spacing - 180 - Int((degrees / Double(spacing)).rounded()) * spacing
    }

    /// The angles in range next to one, lower first.
    public func neighbours(of angle: Int) -> [Int] {
        [normalized(angle - spacing), normalized(angle + spacing)].filter(angles.contains)
    }

    /// Whether the negative of every angle is in range too.
    public var isSymmetric: Bool { angles.allSatisfy { angles.contains(normalized(-$0)) } }
}

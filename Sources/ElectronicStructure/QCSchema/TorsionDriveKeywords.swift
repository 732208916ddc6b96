/// What is scanned and how finely.
public struct TorsionDriveKeywords: Sendable, Codable, Equatable {
    /// The driven dihedrals, four 0-based atoms each.
    public var dihedrals: [[Int]]
    /// The spacing of the grid [degree], one per dihedral.
    public var gridSpacing: [Int]
    /// Lower and upper limit [degree], one pair per dihedral, or nil for full turns.
    public var dihedralRanges: [[Int]]?
    /// The decrease of the energy that counts as an improvement [hartree]; nil for 10⁻⁵.
    public var energyDecreaseThreshold: Double?
    /// How far above the lowest point a point may lie and still be propagated from [hartree]; nil for no limit.
    public var energyUpperLimit: Double?

    /// Keywords from their parts.
    public init(
        dihedrals: [[Int]], gridSpacing: [Int], dihedralRanges: [[Int]]? = nil, energyDecreaseThreshold: Double? = nil,
        energyUpperLimit: Double? = nil
    ) {
        self.dihedrals = dihedrals
        self.gridSpacing = gridSpacing
        self.dihedralRanges = dihedralRanges
        self.energyDecreaseThreshold = energyDecreaseThreshold
        self.energyUpperLimit = energyUpperLimit
    }

    /// Reads the keywords.
    ///
    /// - Throws: `DecodingError` when dihedrals or spacing are missing.
    public init(from decoder: any Decoder) throws {
        let c = try decoder.container(keyedBy: SchemaKey.self)
        dihedrals = try c.decode([[Int]].self, forKey: "dihedrals")
        gridSpacing = try c.decode([Int].self, forKey: "grid_spacing")
        dihedralRanges = try c.decodeIfPresent([[Int]].self, forKey: "dihedral_ranges")
        energyDecreaseThreshold = try c.decodeIfPresent(Double.self, forKey: "energy_decrease_thresh")
        energyUpperLimit = try c.decodeIfPresent(Double.self, forKey: "energy_upper_limit")
    }

    /// Writes the keys in QCSchema's order, what is absent as null.
    public func encode(to encoder: any Encoder) throws {
        var c = encoder.container(keyedBy: SchemaKey.self)
        try c.encode(dihedrals, forKey: "dihedrals")
        try c.encode(gridSpacing, forKey: "grid_spacing")
        try c.encode(dihedralRanges, forKey: "dihedral_ranges")
        try c.encode(energyDecreaseThreshold, forKey: "energy_decrease_thresh")
        try c.encode(energyUpperLimit, forKey: "energy_upper_limit")
    }
}

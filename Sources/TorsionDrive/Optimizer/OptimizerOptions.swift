/// The settings of the geometry optimiser, with the names of geomeTRIC's procedure.
///
/// The driven dihedral is met exactly in every step whatever `enforce` says, which is geomeTRIC's behaviour once the error
/// is below `enforce`; the field is kept because it is part of the record.
public struct OptimizerOptions: Sendable, Codable, Hashable {
    /// Coordinates: `cart` uses Cartesian coordinates, every other name delocalised internal coordinates.
    public var coordsys = "dlc"
    /// The error [rad] below which the constraint is met exactly.
    public var enforce = 0.1
    /// The Hessian is reset when an eigenvalue falls below this [hartree/bohr²].
    public var epsilon = 0.0
    /// Whether the Hessian is reset at all.
    public var reset = true
    /// Whether the RMS gradient with either the displacement or the energy is enough.
    public var qccnv = true
    /// Whether Molpro's criteria are enough.
    public var molcnv = false
    /// Build the coordinates anew after this many steps; 0 for only when needed.
    public var check = 0
    /// The first trust radius [Å].
    public var trust = 0.1
    /// The largest trust radius [Å].
    public var tmax = 0.3
    /// The most steps.
    public var maxiter = 300
    /// The name of the convergence set.
    public var convergenceSet = "GAU"
    /// Overrides of single criteria, `[name, value, …]`.
    public var converge: [String] = []

    /// The settings of a torsion drive.
    public init() {}

    private enum CodingKeys: String, CodingKey {
        case coordsys, enforce, epsilon, reset, qccnv, molcnv, check, trust, tmax, maxiter
        case convergenceSet = "convergence_set"
        case converge
    }

    /// Reads the settings; a key that is missing keeps the default of a torsion drive, keys that are not known are ignored.
    ///
    /// - Throws: `DecodingError` when a value has the wrong type.
    public init(from decoder: any Decoder) throws {
        let c = try decoder.container(keyedBy: CodingKeys.self)
        coordsys = try c.decodeIfPresent(String.self, forKey: .coordsys) ?? coordsys
        enforce = try c.decodeIfPresent(Double.self, forKey: .enforce) ?? enforce
        epsilon = try c.decodeIfPresent(Double.self, forKey: .epsilon) ?? epsilon
        reset = try c.decodeIfPresent(Bool.self, forKey: .reset) ?? reset
        qccnv = try c.decodeIfPresent(Bool.self, forKey: .qccnv) ?? qccnv
        molcnv = try c.decodeIfPresent(Bool.self, forKey: .molcnv) ?? molcnv
        check = try c.decodeIfPresent(Int.self, forKey: .check) ?? check
        trust = try c.decodeIfPresent(Double.self, forKey: .trust) ?? trust
        tmax = try c.decodeIfPresent(Double.self, forKey: .tmax) ?? tmax
        maxiter = try c.decodeIfPresent(Int.self, forKey: .maxiter) ?? maxiter
        convergenceSet = try c.decodeIfPresent(String.self, forKey: .convergenceSet) ?? convergenceSet
        converge = try c.decodeIfPresent([String].self, forKey: .converge) ?? converge
    }

    /// Refuses settings that make no sense.
    ///
    /// - Throws: ``TorsionDriveError`` naming the setting.
    func validate() throws(TorsionDriveError) {
        guard trust > 0, tmax >= trust, tmax <= 5 else {
            throw TorsionDriveError(
                "the trust radii must satisfy 0 < trust ≤ tmax ≤ 5 Å; they are \(trust) and \(tmax)")
        }
        guard maxiter > 0 || (maxiter == 0 && converge == ["maxiter"]) else {
            throw TorsionDriveError("maxiter must be at least 1; it is \(maxiter)")
        }
        guard check >= 0 else { throw TorsionDriveError("check must not be negative; it is \(check)") }
        _ = try ConvergenceCriteria(set: convergenceSet, overrides: converge)
    }
}

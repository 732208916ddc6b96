/// A harmonic bond, E = ½ k (r − r₀)².
public struct HarmonicBond: Sendable, Hashable {
    /// 0-based indices of the two atoms.
    public let i, j: Int
    /// Equilibrium length r₀ [nm].
    public var length: Double
    /// Force constant k [kJ/mol/nm²].
    public var k: Double
    /// The parameter that gives the values, if any.
    public let source: ParameterReference?

    /// A bond between atoms `i` and `j`.
    public init(i: Int, j: Int, length: Double, k: Double, source: ParameterReference? = nil) {
        (self.i, self.j, self.length, self.k, self.source) = (i, j, length, k, source)
    }
}

/// A harmonic angle, E = ½ k (θ − θ₀)².
public struct HarmonicAngle: Sendable, Hashable {
    /// 0-based indices of the three atoms; `j` is the vertex.
    public let i, j, k: Int
    /// Equilibrium angle θ₀ [rad].
    public var angle: Double
    /// Force constant [kJ/mol/rad²].
    public var forceConstant: Double
    /// The parameter that gives the values, if any.
    public let source: ParameterReference?

    /// An angle at atom `j`.
    public init(i: Int, j: Int, k: Int, angle: Double, forceConstant: Double, source: ParameterReference? = nil) {
        (self.i, self.j, self.k) = (i, j, k)
        (self.angle, self.forceConstant, self.source) = (angle, forceConstant, source)
    }
}

/// A periodic torsion, E = s k (1 + cos(n φ − δ)).
///
/// Proper torsions have s = 1/idivf. A SMIRNOFF improper is three of these (the trefoil), with s = 1/3 each.
public struct PeriodicTorsion: Sendable, Hashable {
    /// 0-based indices of the four atoms of the dihedral angle φ.
    public let i, j, k, l: Int
    /// Periodicity n.
    public var periodicity: Int
    /// Phase δ [rad].
    public var phase: Double
    /// Barrier parameter k [kJ/mol] as in the force field, before division by idivf.
    public var barrier: Double
    /// Factor s = 1/idivf.
    public var scale: Double
    /// The parameter that gives the values, if any.
    public let source: ParameterReference?

    /// A torsion over the bond between `j` and `k`.
    public init(
        i: Int, j: Int, k: Int, l: Int, periodicity: Int, phase: Double, barrier: Double, scale: Double = 1,
        source: ParameterReference? = nil
    ) {
        (self.i, self.j, self.k, self.l) = (i, j, k, l)
        (self.periodicity, self.phase, self.barrier, self.scale) = (periodicity, phase, barrier, scale)
        self.source = source
    }
}

/// A charged Lennard-Jones particle.
public struct Particle: Sendable, Hashable {
    /// Partial charge [e].
    public var charge: Double
    /// Lennard-Jones σ [nm].
    public var sigma: Double
    /// Lennard-Jones ε [kJ/mol].
    public var epsilon: Double
    /// The vdW parameter that gives σ and ε, if any.
    public let source: ParameterReference?

    /// A particle with a charge and Lennard-Jones parameters.
    public init(charge: Double, sigma: Double, epsilon: Double, source: ParameterReference? = nil) {
        (self.charge, self.sigma, self.epsilon, self.source) = (charge, sigma, epsilon, source)
    }
}

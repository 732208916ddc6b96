internal import Glibc

/// Turns one side of a bond about it.
enum DihedralRotation {
    /// The geometry whose dihedral has exactly the wanted value; nothing else moves but the side of the third atom.
    ///
    /// - Parameters:
    ///   - geometry: positions, any unit.
    ///   - dihedral: four 0-based atoms.
    ///   - moving: the atoms on the third atom's side.
    ///   - target: the wanted dihedral [rad].
    static func rotated(_ geometry: [Vector], dihedral: [Int], moving: [Int], to target: Double) -> [Vector] {
        var x = geometry
        for _ in 0..<3 {
            let (a, b, c, d) = (x[dihedral[0]], x[dihedral[1]], x[dihedral[2]], x[dihedral[3]])
            let turn = wrapped(target - dihedralAngle(a, b, c, d))
            guard turn.magnitude > 1e-14 else { break }
            let axis = (c - b) / length(c - b)
            let (cosine, sine) = (cos(turn), sin(turn))
            for atom in moving {
                let r = x[atom] - c
                x[atom] = c + cosine * r + sine * cross(axis, r) + (dot(axis, r) * (1 - cosine)) * axis
            }
        }
        return x
    }
}

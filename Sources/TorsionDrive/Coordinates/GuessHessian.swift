internal import ElectronicStructure
internal import Glibc
internal import Units

/// Force constants of internal coordinates before anything is known about the energy.
///
/// - Source: bonds, angles: H. B. Schlegel, Theor. Chim. Acta 1984, 66, 333, table 1; dihedrals one flat value, which
///   the tests of the torsion drives preferred.
enum GuessHessian {
    /// The force constant of a coordinate [hartree/bohr²] or [hartree/rad²] at positions [bohr].
    static func forceConstant(_ p: Primitive, _ numbers: [Int], _ x: [Vector]) -> Double {
        let i = Int(p.atoms.x)
        let j = Int(p.atoms.y)
        let k = Int(p.atoms.z)
        switch p.kind {
        case .bond: return stretch(numbers[i], numbers[j], length(x[i] - x[j]))
        case .angle: return numbers[i] == 1 || numbers[k] == 1 ? 0.16 : 0.25
        case .linearBendInPlane, .linearBendAcross: return 0.1
        case .torsion: return 0.01
        case .outOfPlane: return 0.045
        }
    }

    /// Badger's rule, A/(r − B)³ with A = 1.734 hartree·bohr.
    private static func stretch(_ a: Int, _ b: Int, _ r: Double) -> Double {
        let gap = max(r - offsets[min(row(a), row(b))][max(row(a), row(b))], 1)
        return min(max(1.734 / (gap * gap * gap), 0.08), 1.5)
    }

    /// 0 for hydrogen and helium, 1 for the first row, 2 for the second, 3 beyond.
    private static func row(_ number: Int) -> Int { number < 3 ? 0 : number < 11 ? 1 : number < 19 ? 2 : 3 }

    /// Badger's B [bohr] by the rows of the two atoms, the lower row first.
    private static let offsets: [[Double]] = [
        [-0.244, 0.352, 0.660, 0.95],
        [0, 1.085, 1.522, 1.85],
        [0, 0, 2.068, 2.4],
        [0, 0, 0, 2.75],
    ]
}

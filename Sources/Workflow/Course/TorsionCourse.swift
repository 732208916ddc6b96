/// How far the fit of one rotatable bond is, and what came of it.
public struct TorsionCourse: Sendable, Codable, Hashable {
    /// What happens to a rotatable bond.
    public enum State: String, Sendable, Codable, CaseIterable {
        /// Nothing has been computed yet.
        case waiting
        /// Its torsion drive runs.
        case scanning
        /// The drive is finished; the fit is not.
        case scanned
        /// Its parameters were fitted.
        case fitted
        /// It keeps its initial values; the rest of the molecule was, or will be, fitted.
        case fellBack = "fell-back"
        /// The task ended before the bond could be fitted.
        case failed
    }

    /// 0-based atoms of the bond in the submitted molecule.
    public var bond: [Int]
    /// What happens to it.
    public var state: State
    /// The fragment that stands for it, as SMILES; empty before the molecule has been cut.
    public var fragment: String
    /// 0-based atoms of the submitted molecule that the fragment has.
    public var atoms: [Int]
    /// The id of the torsion drive's work; nil before it is known.
    public var drive: String?
    /// Finished grid points, and of how many; 0 before the drive is known.
    public var finished: Int
    /// How many grid points there are.
    public var total: Int
    /// The grid points so far; nil while there is none.
    public var scan: TorsionScan?
    /// Why the bond was not fitted, where that is so.
    public var reason: String?

    /// A bond of which nothing is known but that it can be rotated.
    public init(bond: [Int], state: State = .waiting) {
        (self.bond, self.state) = (bond, state)
        (fragment, atoms, finished, total) = ("", [], 0, 0)
    }

    /// The bond by the 1-based numbers of its atoms.
    public var name: String { bond.map { String($0 + 1) }.joined(separator: "–") }
}

public import Report

/// What a submission will cost, said before it is made.
public struct CostEstimate: Sendable, Hashable {
    /// How many molecules can be computed.
    public var molecules: Int
    /// How many rotatable bonds are to be fitted.
    public var bonds: Int
    /// How many different torsion drives they need.
    public var drives: Int
    /// How many of those are finished already.
    public var known: Int
    /// Grid points of the others.
    public var gridPoints: Int
    /// CPU time of the others [s]; nil for a level whose cost is not known.
    public var seconds: Double?
    /// The cores of the machine.
    public var cores: Int
    /// Things that the figures do not tell.
    public var notes: [String]

    /// An estimate for nothing.
    public init(cores: Int) {
        (molecules, bonds, drives, known, gridPoints, seconds, notes) = (0, 0, 0, 0, 0, 0, [])
        self.cores = cores
    }

    /// CPU time of one grid point by GFN2-xTB [s], for a fragment with a number of atoms.
    ///
    /// A rule of thumb from drives of 12 to 36 atoms on one core of a server of 2021: 0.03 s to 0.3 s.
    public static func gridPointSeconds(atoms: Int) -> Double { 0.007 * Double(atoms) }

    /// CPU time of the AM1-BCC charges of a fragment with a number of atoms [s]; from the same runs, 1 s to 24 s.
    public static func chargeSeconds(atoms: Int) -> Double { 0.0005 * Double(atoms * atoms * atoms) }

    /// The estimate in a sentence.
    public var sentence: String {
        guard molecules > 0 else { return "" }
        guard bonds > 0 else { return "There is no rotatable bond to fit." }
        var text = "\(Words.count(drives, "torsion drive")) for \(Words.count(bonds, "rotatable bond"))"
        if molecules > 1 { text += " of \(molecules) molecules" }
        if known > 0 { text += ", \(known) of them computed before" }
        text += ", \(Words.count(gridPoints, "grid point"))"
        guard let seconds else { return text + "." }
        let wall = seconds / Double(max(1, min(cores, max(1, gridPoints))))
        return text + ", about \(Words.duration(max(wall, 2))) on \(Words.count(cores, "core"))."
    }

    /// The estimate, as a part of a page.
    public var html: HTML {
        guard molecules > 0 else { return "<p class=\"empty\">An estimate appears here.</p>" }
        let remarks = notes.map { "<p><small>\($0)</small></p>" as HTML }
        return "<p><b>\(sentence)</b></p>\(remarks)"
    }
}

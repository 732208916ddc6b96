internal import CRDKit

/// Colour of a highlight, each part 0…255.
public struct HighlightColor: Hashable, Sendable {
    /// Red.
    public let red: UInt8
    /// Green.
    public let green: UInt8
    /// Blue.
    public let blue: UInt8

    /// A colour of the given parts.
    public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// The colour of a fragment within its parent.
    public static let fragment = HighlightColor(red: 52, green: 143, blue: 235)
    /// The colour of the bond about which a torsion is driven.
    public static let centralBond = HighlightColor(red: 239, green: 134, blue: 131)

    var code: UInt32 { 0x100_0000 + UInt32(red) << 16 + UInt32(green) << 8 + UInt32(blue) }
}

extension Molecule {
    /// A two-dimensional drawing as SVG: hydrogens removed, no map numbers, in the middle of a square of `size` pixels.
    ///
    /// - Parameters:
    ///   - size: width and height [pixel].
    ///   - atomColors: highlight per atom index.
    ///   - bondColors: highlight per bond index.
    /// - Throws: ``ChemistryError`` of kind `computation`.
    public func svg(
        size: Int = 200, atomColors: [Int: HighlightColor] = [:], bondColors: [Int: HighlightColor] = [:]
    ) throws(ChemistryError) -> String {
        let isPlain = atomColors.isEmpty && bondColors.isEmpty
        let atomCodes = atoms.indices.map { atomColors[$0]?.code ?? 0 }
        let bondCodes = bonds.indices.map { bondColors[$0]?.code ?? 0 }
        return taken(
            try calling(.computation, "the molecule could not be drawn") {
                crd_svg(
                    handle.pointer, Int32(size), Int32(size), Int32(size * 3 / 4), 0.05, isPlain ? 0 : 1, atomCodes,
                    bondCodes, $0)
            })
    }

    /// A drawing of the molecule with a fragment's atoms and bonds and a central bond highlighted.
    ///
    /// - Parameters:
    ///   - fragment: indices of this molecule's atoms that belong to the fragment.
    ///   - centralBond: the two atoms of the central bond.
    /// - Throws: ``ChemistryError`` of kind `computation`.
    public func svg(
        highlighting fragment: Set<Int>, centralBond: (Int, Int), size: Int = 200
    ) throws(ChemistryError) -> String {
        var atomColors: [Int: HighlightColor] = [:]
        var bondColors: [Int: HighlightColor] = [:]
        for atom in fragment { atomColors[atom] = .fragment }
        for (index, bond) in bonds.enumerated() where fragment.contains(bond.a) && fragment.contains(bond.b) {
            bondColors[index] = .fragment
        }
        for atom in [centralBond.0, centralBond.1] where atoms.indices.contains(atom) {
            atomColors[atom] = .centralBond
        }
        let isBond = atoms.indices.contains(centralBond.0) && atoms.indices.contains(centralBond.1)
        if isBond, let index = bondIndex(between: centralBond.0, and: centralBond.1) {
            bondColors[index] = .centralBond
        }
        return try svg(size: size, atomColors: atomColors, bondColors: bondColors)
    }
}

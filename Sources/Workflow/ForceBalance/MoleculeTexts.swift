internal import Chemistry
internal import Units

/// A molecule in the file formats that ForceBalance reads.
struct MoleculeTexts {
    let molecule: Molecule
    let cmiles: String

    init(cmiles: String) throws {
        self.cmiles = cmiles
        molecule = try Molecule(mappedSMILES: cmiles, allowUndefinedStereo: true)
    }

    /// An SDF record at a geometry [bohr].
    func sdf(_ geometry: [SIMD3<Double>]) throws -> String {
        try molecule.molfile(positions: Self.angstroms(geometry)) + "$$$$\n"
    }

    /// One frame of an XYZ file at a geometry [bohr].
    func xyz(_ geometry: [SIMD3<Double>], comment: String) -> String {
        let lines = zip(molecule.atoms, Self.angstroms(geometry)).map { atom, position in
            "\(atom.symbol) \(Self.fixed(position.x)) \(Self.fixed(position.y)) \(Self.fixed(position.z))"
        }
        return ([String(molecule.atoms.count), comment] + lines).joined(separator: "\n") + "\n"
    }

    /// A PDB file at a geometry [bohr], with the bonds as CONECT records.
    func pdb(_ geometry: [SIMD3<Double>]) -> String {
        var lines: [String] = []
        for (index, (atom, position)) in zip(molecule.atoms, Self.angstroms(geometry)).enumerated() {
            let name = Self.padded(atom.symbol + String(index + 1), 4, left: false)
            let coordinates = [position.x, position.y, position.z].map { Self.padded(Self.fixed($0, 3), 8) }.joined()
            lines.append(
                "HETATM\(Self.padded(String(index + 1), 5)) \(name) UNK A   1    \(coordinates)  1.00  0.00"
                    + "          \(Self.padded(atom.symbol.uppercased(), 2))  ")
        }
        for (index, neighbors) in molecule.neighbors.enumerated() where !neighbors.isEmpty {
            let numbers = ([index] + neighbors.sorted()).map { Self.padded(String($0 + 1), 5) }
            lines.append("CONECT" + numbers.joined())
        }
        return lines.joined(separator: "\n") + "\nEND\n"
    }

    static func angstroms(_ geometry: [SIMD3<Double>]) -> [SIMD3<Double>] {
        geometry.map { $0 * Constants.angstromPerBohr }
    }

    /// A number with so many decimals.
    static func fixed(_ value: Double, _ decimals: Int = 10) -> String {
        var power = 1.0
        for _ in 0..<decimals { power *= 10 }
        let whole = Int((abs(value) * power).rounded())
        let digits = padded(String(whole), decimals + 1, with: "0")
        let sign = value < 0 && whole > 0 ? "-" : ""
        return "\(sign)\(digits.dropLast(decimals)).\(digits.suffix(decimals))"
    }

    private static func padded(_ text: String, _ width: Int, left: Bool = true, with fill: String = " ") -> String {
        let space = String(repeating: fill, count: max(0, width - text.count))
        return left ? space + text : text + space
    }
}

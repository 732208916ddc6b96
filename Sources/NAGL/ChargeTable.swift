internal import Chemistry
internal import Units

/// Known charges of small molecules.
struct ChargeTable: Sendable {
    private struct Entry: Sendable {
        let smiles: Substring
        let charges: Range<Int>
    }

    private let entries: [Substring: [Entry]]
    private let charges: [Double]

    /// A table from lines `formula<TAB>mapped SMILES` and the charges [e] of all lines' atoms, one after the other.
    init(lines: String, charges: [Double]) throws(NAGLError) {
        var entries: [Substring: [Entry]] = [:]
        var start = 0
        for line in lines.utf8.split(separator: UInt8(ascii: "\n")) {
            let fields = Substring(line).split(separator: "\t")
            guard fields.count == 2 else { throw NAGLError(.badModel, "the model's table of charges is damaged") }
            let count = fields[1].utf8.count { $0 == UInt8(ascii: ":") }
            guard start + count <= charges.count else {
                throw NAGLError(.badModel, "the model's table of charges is too short")
            }
            entries[fields[0], default: []].append(Entry(smiles: fields[1], charges: start..<(start + count)))
            start += count
        }
        (self.entries, self.charges) = (entries, charges)
    }

    /// The charges [e] of a molecule in its own atom order, if the table has it.
    ///
    /// An entry with the same atoms, bond orders and formal charges is preferred; else one that differs in where the same
    /// charges and orders are. No entry has stereo, so molecules with stereo have no entry.
    func charges(of molecule: Molecule) -> [Double]? {
        guard let candidates = entries[Substring(Self.formula(of: molecule))],
            !molecule.atoms.contains(where: { $0.stereo != nil }), !molecule.bonds.contains(where: { $0.stereo != nil })
        else { return nil }
        let known = candidates.compactMap { entry in
            (try? Molecule(mappedSMILES: String(entry.smiles), allowUndefinedStereo: true)).map { ($0, entry) }
        }
        for strict in [true, false] {
            for (other, entry) in known {
                guard let order = GraphMatch(molecule, other, strict: strict).mapping() else { continue }
                return order.map { charges[entry.charges.lowerBound + $0] }
            }
        }
        return nil
    }

    /// Elements in order of atomic number with their counts, a slash, the net charge: for example `H6C2/0`.
    static func formula(of molecule: Molecule) -> String {
        var counts: [Int: Int] = [:]
        for atom in molecule.atoms { counts[atom.atomicNumber, default: 0] += 1 }
        let elements = counts.sorted { $0.key < $1.key }.map { "\(Element.symbol($0.key))\($0.value)" }.joined()
        return "\(elements)/\(molecule.formalCharge)"
    }
}

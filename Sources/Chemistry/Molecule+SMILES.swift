internal import CRDKit

extension Molecule {
    /// Reads a SMILES string and adds hydrogens: atoms in the order of the string, then the added hydrogens; map numbers
    /// are kept.
    /// - Throws: ``ChemistryError`` of kind `invalidSMILES`, or `undefinedStereo` (naming the atoms and bonds) unless
    ///   `allowUndefinedStereo`.
    public init(smiles: String, allowUndefinedStereo: Bool = false) throws(ChemistryError) {
        let text = smiles.trimmed
        guard !text.isEmpty, !text.utf8.contains(0) else {
            throw ChemistryError(.invalidSMILES, "the SMILES string is empty")
        }
        let pointer = try calling(.invalidSMILES, "the SMILES '\(text)' cannot be read") {
            crd_from_smiles(text, 1, $0)
        }
        self.init(taking: pointer)
        if !allowUndefinedStereo { try refuseUndefinedStereo(in: "the molecule '\(text)'") }
    }

    /// Reads a fully mapped SMILES string with explicit hydrogens (CMILES): atom `i` is the one with map number `i + 1`.
    /// - Throws: ``ChemistryError`` of kind `invalidAtomMap` if the map numbers are not 1…N each once, and as
    ///   ``init(smiles:allowUndefinedStereo:)``.
    public init(mappedSMILES smiles: String, allowUndefinedStereo: Bool = false) throws(ChemistryError) {
        let text = smiles.trimmed
        var reason: UnsafeMutablePointer<CChar>?
        let pointer = text.utf8.contains(0) || text.isEmpty ? nil : crd_from_mapped_smiles(text, &reason)
        crd_free(reason)
        guard let pointer else {
            throw Self.mappedSMILESError(text)
        }
        self.init(taking: pointer)
        if !allowUndefinedStereo { try refuseUndefinedStereo(in: "the molecule '\(text)'") }
    }

    /// The molecule as SMILES, canonical within one version of the toolkit.
    /// - Parameters:
    ///   - isomeric: whether stereochemistry is written.
    ///   - explicitHydrogens: whether hydrogens are written as atoms.
    ///   - mapped: whether the molecule's map numbers are written.
    public func smiles(isomeric: Bool = true, explicitHydrogens: Bool = true, mapped: Bool = true) -> String {
        let isMapped = mapped && atoms.contains { $0.mapNumber != 0 }
        return written(
            isMapped ? atoms.map { Int32($0.mapNumber) } : nil, isomeric: isomeric, explicitHydrogens: explicitHydrogens
        )
    }

    /// The molecule as isomeric SMILES with explicit hydrogens and map number = atom index + 1 on every atom.
    public var cmiles: String {
        written(atoms.indices.map { Int32($0 + 1) }, isomeric: true, explicitHydrogens: true)
    }

    /// Why a mapped SMILES string was refused.
    private static func mappedSMILESError(_ smiles: String) -> ChemistryError {
        do throws(ChemistryError) {
            let molecule = try Molecule(smiles: smiles, allowUndefinedStereo: true)
            let count = molecule.atoms.count
            var seen = Set<Int>()
            let wrong = molecule.atoms.firstIndex {
                !(1...count).contains($0.mapNumber) || !seen.insert($0.mapNumber).inserted
            }
            return ChemistryError(
                .invalidAtomMap,
                "the mapped SMILES '\(smiles)' must give each of its \(count) atoms, hydrogens included, one of the map "
                    + "numbers 1…\(count)"
                    + (wrong.map {
                        "; atom \($0 + 1) (\(molecule.atoms[$0].symbol)) has \(molecule.atoms[$0].mapNumber)"
                    } ?? ""))
        } catch {
            return error
        }
    }

    private func written(_ maps: [Int32]?, isomeric: Bool, explicitHydrogens: Bool) -> String {
        var text: UnsafeMutablePointer<CChar>?
        let result =
            if let maps {
                crd_smiles(handle.pointer, maps, isomeric ? 1 : 0, explicitHydrogens ? 1 : 0, &text)
            } else {
                crd_smiles(handle.pointer, nil, isomeric ? 1 : 0, explicitHydrogens ? 1 : 0, &text)
            }
        crd_free(text)
        return result.map(taken) ?? ""
    }
}

extension String {
    /// The text without white space at its ends.
    var trimmed: String {
        let tail = drop(while: \.isWhitespace)
        return String(tail.reversed().drop(while: \.isWhitespace).reversed())
    }
}

extension Molecule {
    /// The SDF data item that holds one partial charge for each atom, as RDKit and openff-toolkit write it.
    public static let chargeProperty = "atom.dprop.PartialCharge"

    /// The most by which the sum of a file's charges may miss the molecule's charge [e]; it is then spread evenly.
    private static let chargeTolerance = 0.01

    /// The partial charges [e] that came with the molecule's record, one for each atom, summing up to the molecule's charge;
    /// nil if it has none.
    ///
    /// - Source: RDKit's "atom property lists" in SD files: values between white space, `n/a` where there is none.
    /// - Throws: ``ChemistryError`` of kind `invalidRecord` when they are not one number for each atom, or sum up to another charge.
    public func fileCharges() throws(ChemistryError) -> [Double]? {
        guard let text = properties[Self.chargeProperty] else { return nil }
        var words = text.split(whereSeparator: \.isWhitespace)
        if let first = words.first, first.hasPrefix("["), first.hasSuffix("]") { words.removeFirst() }
        guard words.count == atoms.count else {
            throw wrongCharges(
                "there are \(words.count) for \(atoms.count) atoms; give the file with all hydrogens and a charge for each"
            )
        }
        let charges = words.compactMap { Double($0) }.filter(\.isFinite)
        guard charges.count == atoms.count else {
            let wrong = words.first { Double($0)?.isFinite != true } ?? ""
            throw wrongCharges("'\(wrong)' is not a number")
        }
        let excess = charges.reduce(0, +) - Double(formalCharge)
        guard abs(excess) <= Self.chargeTolerance else {
            throw wrongCharges("they sum up to \(charges.reduce(0, +)), the molecule's charge is \(formalCharge)")
        }
        return charges.map { $0 - excess / Double(atoms.count) }
    }

    private func wrongCharges(_ reason: String) -> ChemistryError {
        let title = name.isEmpty ? smiles(explicitHydrogens: false, mapped: false) : name
        return ChemistryError(
            .invalidRecord, "the charges of \(title) (<\(Self.chargeProperty)>) cannot be used: \(reason)")
    }
}

extension [String: String] {
    /// The properties of a record whose atoms have been put in another order: lists with one value for each atom move along.
    func reordered(_ newToOld: [Int]) -> [String: String] {
        var moved = self
        for (key, text) in self where key.hasPrefix("atom.") {
            let words = text.split(whereSeparator: \.isWhitespace)
            guard words.count == newToOld.count else { continue }
            moved[key] = newToOld.map { String(words[$0]) }.joined(separator: " ")
        }
        return moved
    }
}

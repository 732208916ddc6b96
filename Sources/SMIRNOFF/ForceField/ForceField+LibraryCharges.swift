public import Chemistry

extension ForceField {
    /// The force field with partial charges for one molecule, which take precedence over its charge method.
    ///
    /// They are a `LibraryCharge` whose SMIRKS is the molecule's mapped SMILES, the last of its section.
    ///
    /// - Parameter charges: partial charges [e], one for each atom of the molecule.
    /// - Source: the SMIRNOFF specification, section "LibraryCharges".
    /// - Throws: ``ForceFieldError`` when there is not one charge for each atom, or the charges would not be assigned.
    public func withLibraryCharges(
        _ charges: [Double], of molecule: Molecule
    ) throws(ForceFieldError) -> ForceField {
        guard charges.count == molecule.atoms.count else {
            throw ForceFieldError(.badValue, "there are \(charges.count) charges for \(molecule.atoms.count) atoms")
        }
        var parameter = Parameter(attributes: ["smirks": molecule.cmiles])
        for (index, charge) in charges.enumerated() {
            parameter.attributes["charge\(index + 1)"] = "\(charge) * elementary_charge ** 1"
        }
        if !molecule.name.isEmpty { parameter.attributes["name"] = molecule.name }
        var result = self
        var section = self["LibraryCharges"] ?? ParameterSection(tag: "LibraryCharges", attributes: ["version": "0.3"])
        section.parameters.append(parameter)
        result["LibraryCharges"] = section
        guard try CompiledForceField(result).libraryCharges(of: molecule) != nil else {
            throw ForceFieldError(
                .badPattern, "the charges of \(molecule.smiles(mapped: false)) cannot be written as library charges")
        }
        return result
    }
}

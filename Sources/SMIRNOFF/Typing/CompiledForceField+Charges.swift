public import Chemistry

extension CompiledForceField {
    /// The charge model that applies to a molecule.
    ///
    /// Precedence: library charges if they cover every atom, then NAGL, charge increments, AM1-BCC.
    /// - Source: the SMIRNOFF specification, section "Partial charge and electrostatics models".
    /// - Throws: ``ForceFieldError`` when the force field has no charge model for the molecule.
    public func chargeModel(for molecule: Molecule) throws(ForceFieldError) -> ChargeModel {
        if let charges = try libraryCharges(of: molecule) { return .library(charges) }
        if let section = forceField["NAGLCharges"] {
            guard let file = section.attributes["model_file"] else {
                throw ForceFieldError(.missingAttribute, "<NAGLCharges> has no attribute 'model_file'")
            }
            return .nagl(modelFile: file)
        }
        if let section = forceField["ChargeIncrementModel"] {
            return .increments(
                method: section.attributes["partial_charge_method"] ?? "AM1-Mulliken",
                conformers: Int(section.attributes["number_of_conformers"] ?? "1") ?? 1,
                increments: try chargeIncrements(of: molecule))
        }
        if forceField["ToolkitAM1BCC"] != nil { return .am1bcc }
        throw ForceFieldError(
            .unassigned, "the force field has no charge model that covers the molecule (ToolkitAM1BCC, NAGLCharges, …)")
    }

    /// The library charges [e] of all atoms, or nil when some atom has none.
    func libraryCharges(of molecule: Molecule) throws(ForceFieldError) -> [Double]? {
        var charges = [Double?](repeating: nil, count: molecule.atoms.count)
        let parameters = forceField.parameters(in: "LibraryCharges")
        for assignment in matches(in: "LibraryCharges", of: molecule) {
            for (position, atom) in assignment.atoms.enumerated() {
                charges[atom] = try parameters[assignment.parameter].quantity("charge\(position + 1)").internalValue
            }
        }
        let known = charges.compactMap { $0 }
        return known.count == charges.count ? known : nil
    }

    /// The sum of charge increments [e] on each atom; a tuple of atoms counts once, with the last parameter that matches it.
    private func chargeIncrements(of molecule: Molecule) throws(ForceFieldError) -> [Double] {
        let parameters = forceField.parameters(in: "ChargeIncrementModel")
        var last: [[Int]: Assignment] = [:]
        for assignment in matches(in: "ChargeIncrementModel", of: molecule) {
            let key = assignment.atoms.sorted()
            if let known = last[key], known.parameter == assignment.parameter { continue }
            last[key] = assignment
        }
        var increments = [Double](repeating: 0, count: molecule.atoms.count)
        for assignment in last.values.sorted(by: { $0.atoms.lexicographicallyPrecedes($1.atoms) }) {
            var rest = 0.0
            for (position, atom) in assignment.atoms.enumerated() {
                let name = "charge_increment\(position + 1)"
                let value = try parameters[assignment.parameter].quantityIfPresent(name)?.internalValue ?? -rest
                rest += value
                increments[atom] += value
            }
        }
        return increments
    }
}

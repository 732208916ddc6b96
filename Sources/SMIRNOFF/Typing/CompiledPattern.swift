internal import Chemistry

/// A parameter's parsed pattern and its place in the section.
struct CompiledPattern: Sendable {
    let index: Int
    let smarts: SMARTS
    let required: (low: UInt64, high: UInt64)
    /// The molecule that the pattern is the mapped SMILES of, for library charges of whole molecules.
    private let molecule: Molecule?

    init(_ parameter: Parameter, index: Int, section: String) throws(ForceFieldError) {
        self.index = index
        do throws(ForceFieldError) {
            smarts = try SMARTSCache.pattern(parameter.smirks)
        } catch {
            throw ForceFieldError(error.code, "parameter \(parameter.label) of \(section): \(error.message)")
        }
        required = RequiredElements.mask(of: parameter.smirks)
        let isLong = section == "LibraryCharges" && smarts.taggedAtomCount > 8
        molecule = isLong ? try? Molecule(mappedSMILES: parameter.smirks, allowUndefinedStereo: true) : nil
        let expected = Self.expectedTags(parameter, section: section)
        guard expected.contains(smarts.taggedAtomCount) else {
            throw ForceFieldError(
                .badPattern,
                "the SMIRKS '\(parameter.smirks)' of parameter \(parameter.label) of \(section) has \(smarts.taggedAtomCount) "
                    + "tagged atoms, not \(expected.map(String.init).joined(separator: " or "))")
        }
    }

    /// The matches in a molecule: tagged atoms in tag order, every permutation; of a pattern that is the molecule, one.
    func matches(in molecule: Molecule, elements: (low: UInt64, high: UInt64)) -> [[Int]] {
        guard required.low & ~elements.low == 0, required.high & ~elements.high == 0 else { return [] }
        if let whole = self.molecule, let match = whole.isomorphism(to: molecule) { return [match] }
        return molecule.matches(of: smarts)
    }

    private static func expectedTags(_ parameter: Parameter, section: String) -> [Int] {
        switch section {
        case "Bonds", "Constraints": return [2]
        case "Angles": return [3]
        case "ProperTorsions", "ImproperTorsions": return [4]
        case "vdW", "GBSA": return [1]
        case "LibraryCharges": return [parameter.attributes.names.count { SectionSchema.numberless($0) == "charge#" }]
        case "ChargeIncrementModel":
            let count = parameter.attributes.names.count { SectionSchema.numberless($0) == "charge_increment#" }
            return [count, count + 1]
        default: return Array(1...8)
        }
    }
}

public import Chemistry

/// A force field with its patterns parsed, ready to assign parameters to any number of molecules from any thread.
///
/// Of the parameters of a section that match a tuple of atoms, the last one applies.
/// - Source: the SMIRNOFF specification, section "SMIRNOFF parameter hierarchy".
public final class CompiledForceField: Sendable {
    /// The force field.
    public let forceField: ForceField
    private let patterns: [String: [CompiledPattern]]

    /// Parses the patterns of all sections.
    ///
    /// - Throws: ``ForceFieldError`` that names the parameter whose SMIRKS is wrong.
    public init(_ forceField: ForceField) throws(ForceFieldError) {
        self.forceField = forceField
        var patterns: [String: [CompiledPattern]] = [:]
        for section in forceField.sections {
            var compiled: [CompiledPattern] = []
            for (index, parameter) in section.parameters.enumerated() {
                compiled.append(try CompiledPattern(parameter, index: index, section: section.tag))
            }
            patterns[section.tag] = compiled
        }
        self.patterns = patterns
    }

    /// The assigned parameters of `Bonds`, `Angles`, `ProperTorsions`, `ImproperTorsions` and `vdW`.
    ///
    /// - Throws: ``ForceFieldError`` that names the section and the atoms that no parameter applies to, or a parameter that
    ///   matches atoms that are not bonded as they should be.
    public func labels(of molecule: Molecule) throws(ForceFieldError) -> Labels {
        let terms = ValenceTerms(molecule)
        return Labels(
            bonds: try complete("Bonds", terms.bonds, molecule),
            angles: try complete("Angles", terms.angles, molecule),
            propers: try complete("ProperTorsions", terms.propers, molecule),
            impropers: try impropers(of: molecule),
            vdW: try complete("vdW", molecule.atoms.indices.map { [$0] }, molecule))
    }

    /// The assigned parameters of one of the five sections of ``labels(of:)``, without those of atoms that have none.
    ///
    /// - Throws: ``ForceFieldError`` for a parameter that matches atoms that are not bonded as they should be.
    public func assignments(in section: String, of molecule: Molecule) throws(ForceFieldError) -> [Assignment] {
        let terms = ValenceTerms(molecule)
        switch section {
        case "Bonds": return try assigned(section, terms.bonds, molecule).compactMap { $0 }
        case "Angles": return try assigned(section, terms.angles, molecule).compactMap { $0 }
        case "ProperTorsions": return try assigned(section, terms.propers, molecule).compactMap { $0 }
        case "ImproperTorsions": return try impropers(of: molecule)
        case "vdW": return try assigned(section, molecule.atoms.indices.map { [$0] }, molecule).compactMap { $0 }
        default: return []
        }
    }

    /// The parameter that applies to each of some tuples of atoms; throws where there is none.
    private func complete(
        _ section: String, _ tuples: [[Int]], _ molecule: Molecule
    ) throws(ForceFieldError) -> [Assignment] {
        let assignments = try assigned(section, tuples, molecule)
        let known = assignments.compactMap { $0 }
        guard known.count == tuples.count else {
            throw unassigned(section, tuples.indices.filter { assignments[$0] == nil }.map { tuples[$0] }, molecule)
        }
        return known
    }

    /// The parameter that applies to each of some tuples of atoms, nil where there is none.
    private func assigned(
        _ section: String, _ tuples: [[Int]], _ molecule: Molecule
    ) throws(ForceFieldError) -> [Assignment?] {
        var slots: [AtomKey: Int] = [:]
        slots.reserveCapacity(tuples.count)
        for (slot, tuple) in tuples.enumerated() { slots[AtomKey(chain: tuple)] = slot }
        var assigned = [Int](repeating: -1, count: tuples.count)
        var missing = tuples.count
        let elements = Self.elements(of: molecule)
        for pattern in (patterns[section] ?? []).reversed() where missing > 0 {
            for match in pattern.matches(in: molecule, elements: elements) {
                guard let slot = slots[AtomKey(chain: match)] else {
                    throw unconnected(pattern.index, section, match, molecule)
                }
                if assigned[slot] < 0 {
                    assigned[slot] = pattern.index
                    missing -= 1
                }
            }
        }
        return zip(tuples, assigned).map { $1 < 0 ? nil : Assignment(atoms: $0, parameter: $1) }
    }

    private func impropers(of molecule: Molecule) throws(ForceFieldError) -> [Assignment] {
        var assigned: [AtomKey: Assignment] = [:]
        let elements = Self.elements(of: molecule)
        for pattern in (patterns["ImproperTorsions"] ?? []).reversed() {
            for match in pattern.matches(in: molecule, elements: elements) {
                let outer = [match[0], match[2], match[3]].sorted()
                guard outer.allSatisfy({ molecule.neighbors[match[1]].contains($0) }) else {
                    throw unconnected(pattern.index, "ImproperTorsions", match, molecule)
                }
                let atoms = [outer[0], match[1], outer[1], outer[2]]
                let key = AtomKey(atoms)
                if assigned[key] == nil { assigned[key] = Assignment(atoms: atoms, parameter: pattern.index) }
            }
        }
        return assigned.values.sorted {
            ($0.atoms[1], $0.atoms[0], $0.atoms[2], $0.atoms[3]) < ($1.atoms[1], $1.atoms[0], $1.atoms[2], $1.atoms[3])
        }
    }

    /// Every match of every parameter of a section, in the order of the section.
    public func matches(in section: String, of molecule: Molecule) -> [Assignment] {
        let elements = Self.elements(of: molecule)
        return (patterns[section] ?? []).flatMap { pattern in
            pattern.matches(in: molecule, elements: elements).map { Assignment(atoms: $0, parameter: pattern.index) }
        }
    }

    private static func elements(of molecule: Molecule) -> (low: UInt64, high: UInt64) {
        var mask: (low: UInt64, high: UInt64) = (0, 0)
        for atom in molecule.atoms { RequiredElements.insert(atom.atomicNumber, in: &mask) }
        return mask
    }

    private func unassigned(_ section: String, _ tuples: [[Int]], _ molecule: Molecule) -> ForceFieldError {
        let named = tuples.prefix(5).map { described($0, in: molecule) }.joined(separator: "; ")
        let more = tuples.count > 5 ? " and \(tuples.count - 5) more" : ""
        return ForceFieldError(.unassigned, "no parameter in \(section) applies to atoms \(named)\(more)")
    }

    private func unconnected(_ index: Int, _ section: String, _ atoms: [Int], _ molecule: Molecule) -> ForceFieldError {
        let label = forceField.parameters(in: section)[index].label
        return ForceFieldError(
            .badPattern,
            "parameter \(label) of \(section) matches atoms \(described(atoms, in: molecule)), which are not bonded so")
    }

    private func described(_ atoms: [Int], in molecule: Molecule) -> String {
        atoms.map { "\($0) (\(molecule.atoms[$0].symbol))" }.joined(separator: ", ")
    }
}

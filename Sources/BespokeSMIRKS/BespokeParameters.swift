public import SMIRNOFF

/// The parameters to be fitted for one molecule.
public struct BespokeParameters: Hashable, Sendable {
    /// Two patterns of one kind that apply to the same atoms of the parent.
    public struct Overlap: Hashable, Sendable {
        /// The section.
        public let kind: ParameterKind
        /// The pattern that comes first and is overruled.
        public let overruled: String
        /// The pattern that comes later and applies.
        public let applied: String
        /// The shared atoms, 0-based parent indices.
        public let atoms: [[Int]]
    }

    /// Parameters of bonds, angles, improper torsions and atoms, made from the whole molecule.
    public let molecule: [BespokeParameter]
    /// Torsion parameters of each fragment, in the order of the fragments.
    public let fragments: [[BespokeParameter]]

    /// All parameters in the order in which they enter the force field, every pattern once.
    ///
    /// Where several fragments or symmetry classes lead to one pattern, in either direction, its place is that of the first, its values are those of the last, and its
    /// matches are those of all.
    public var merged: [BespokeParameter] {
        var places: [[String]: Int] = [:]
        var merged: [BespokeParameter] = []
        for parameter in molecule + fragments.joined() {
            let key = parameter.identity
            if let place = places[key] {
                merged[place] = merged[place].merged(with: parameter)
            } else {
                places[key] = merged.count
                merged.append(parameter)
            }
        }
        return merged
    }

    /// Pairs of patterns that match the same atoms of the parent: the later pattern applies there.
    public var overlaps: [Overlap] {
        let parameters = merged
        var overlaps: [Overlap] = []
        for (position, later) in parameters.enumerated() {
            let atoms = Set(later.parentMatches.map(later.kind.canonical))
            for earlier in parameters[..<position] where earlier.kind == later.kind {
                let shared = atoms.intersection(earlier.parentMatches.map(earlier.kind.canonical))
                guard !shared.isEmpty else { continue }
                overlaps.append(
                    Overlap(
                        kind: later.kind, overruled: earlier.parameter.smirks, applied: later.parameter.smirks,
                        atoms: shared.sorted { $0.lexicographicallyPrecedes($1) }))
            }
        }
        return overlaps
    }

    /// Adds the parameters to the end of their sections, where they take precedence.
    ///
    /// Ids follow ``SMIRNOFF/ForceField/add(_:to:)``; a pattern that is there already keeps its place and id.
    public func add(to forceField: inout ForceField) {
        let parameters = merged
        for kind in ParameterKind.allCases {
            let added = parameters.filter { $0.kind == kind }.map(\.parameter)
            if !added.isEmpty { forceField.add(added, to: kind.rawValue) }
        }
    }
}

extension BespokeParameter {
    func merged(with later: BespokeParameter) -> BespokeParameter {
        var values = later.parameter
        values.smirks = parameter.smirks
        return BespokeParameter(
            kind: kind, parameter: values, mirroredSMIRKS: mirroredSMIRKS,
            fragmentMatches: fragmentMatches,
            parentMatches: parentMatches + later.parentMatches.filter { !parentMatches.contains($0) })
    }
}

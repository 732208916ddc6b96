internal import BespokeSMIRKS
internal import Chemistry
internal import Fragmentation
internal import JSON
internal import SMIRNOFF

/// The bespoke torsions of one fragment.
struct TorsionComparison {
    private let name: String
    private let fragment, parent: Molecule
    private let forceField: ForceField
    /// Bonds of dropped twins, map numbers ascending.
    private let twinBonds: Set<[Int]>

    init(_ unique: UniqueFragment, parent: Molecule, forceField: ForceField) throws {
        (self.parent, self.forceField) = (parent, forceField)
        fragment = try Molecule(smiles: unique.fragment.smiles, allowUndefinedStereo: true)
        name = "bond \(unique.fragment.bondIndices)"
        twinBonds = Set(unique.twins.map { $0.bondIndices.sorted() })
    }

    private struct Ours {
        let parameter: BespokeParameter
        let fragmentMatches: Set<[Int]>
        let parentMatches: Set<[Int]>
    }

    func compare(_ found: [BespokeParameter], _ wanted: [JSON], _ comparison: inout RecordComparison) throws {
        comparison.require(
            "number of patterns", found.count == wanted.count, "\(name): ours \(found.count), theirs \(wanted.count)")
        var ours = found.map {
            Ours(
                parameter: $0, fragmentMatches: maps($0.fragmentMatches, fragment),
                parentMatches: maps($0.parentMatches, parent))
        }
        for theirs in wanted {
            let matches = Set(try theirs.tuples("fragment_matches").map(Self.chain))
            let candidates = ours.indices.filter { ours[$0].fragmentMatches == matches }
            let smirks = try theirs.text("smirks")
            guard
                let place = candidates.first(where: { ours[$0].parameter.parameter.smirks == smirks })
                    ?? candidates.first
            else {
                comparison.require(
                    "fragment matches", false,
                    "\(name): only theirs: \(matches); ours: \(ours.map(\.fragmentMatches))")
                continue
            }
            comparison.require("fragment matches", true)
            try compare(ours.remove(at: place), theirs, &comparison)
        }
    }

    private func compare(_ ours: Ours, _ theirs: JSON, _ comparison: inout RecordComparison) throws {
        let wanted = Set(try theirs.tuples("parent_matches").map(Self.chain))
        let extra = ours.parentMatches.subtracting(wanted)
        comparison.require(
            "parent matches",
            wanted.isSubset(of: ours.parentMatches)
                && extra.allSatisfy { $0.count == 4 && twinBonds.contains($0[1...2].sorted()) },
            "\(name): ours \(Self.text(ours.parentMatches)), theirs \(Self.text(wanted))")
        let terms = try ours.parameter.parameter.torsionTerms()
        let periodicities = try theirs.indices("periodicity")
        comparison.require(
            "periodicity", terms.map(\.periodicity) == periodicities,
            "\(name): ours \(terms.map(\.periodicity)), theirs \(periodicities)")
        let (k, phases) = (try theirs.needed("k").quantityNumbers, try theirs.needed("phase").quantityNumbers)
        guard k.count == terms.count, phases.count == terms.count, periodicities.count == terms.count else {
            throw RecordError("has \(k.count) k, \(phases.count) phases for \(terms.count) terms")
        }
        let divisors = try OriginalDivisors(forceField, id: theirs.text("id"))
        for (index, term) in terms.enumerated() {
            comparison.compare("phase [degree]", term.phase.value, phases[index], within: 1e-9, detail: name)
            comparison.compare(
                "k [kcal/mol]", term.k.value, k[index] / divisors.divisor(of: term.periodicity), within: 1e-9,
                detail: name)
        }
    }

    private func maps(_ matches: [[Int]], _ molecule: Molecule) -> Set<[Int]> {
        Set(matches.map { Self.chain($0.map { molecule.atoms[$0].mapNumber }) })
    }

    private static func text(_ chains: Set<[Int]>) -> String {
        chains.map { $0.map(String.init).joined(separator: "-") }.sorted().joined(separator: " ")
    }

    /// A torsion has no direction.
    static func chain(_ atoms: [Int]) -> [Int] {
        atoms.lexicographicallyPrecedes(atoms.reversed()) ? atoms : atoms.reversed()
    }
}

/// idivf of the force field's own terms: the reference resets it to 1 and does not rescale k.
struct OriginalDivisors {
    private let terms: [TorsionTerm]

    /// - Parameter id: the id of the parameter, with or without `-BF`.
    init(_ forceField: ForceField, id: String) throws {
        let original = id.hasSuffix("-BF") ? String(id.dropLast(3)) : id
        let section = forceField["ProperTorsions"]
        terms = try section?.index(ofID: original).map { try section?.parameters[$0].torsionTerms() ?? [] } ?? []
    }

    func divisor(of periodicity: Int) -> Double { terms.last { $0.periodicity == periodicity }?.idivf ?? 1 }
}

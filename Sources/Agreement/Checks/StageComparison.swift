internal import BespokeSMIRKS
internal import Chemistry
internal import Fragmentation
internal import JSON
internal import SMIRNOFF

/// The parameters of a fitting stage with several settings, compared by the parent's atoms that they match and their values.
struct StageComparison {
    private struct Variant {
        let key: String
        let settings: SMIRKSSettings
        let kinds: Set<ParameterKind>
    }

    /// A parameter by what it does.
    private struct Meaning: Hashable, CustomStringConvertible {
        let kind: String
        let atoms: Set<[Int]>
        let values: [Double]

        init(kind: String, smirks: String, values: [Double], molecule: Molecule) throws {
            self.kind = kind
            atoms = Set(molecule.matches(of: try SMARTS(smirks)).map(TorsionComparison.chain))
            self.values = values.map { ($0 * 1e6).rounded() / 1e6 }
        }

        var description: String {
            let tuples = atoms.map { $0.map(String.init).joined(separator: "-") }.sorted()
            return "\(kind) \(tuples.joined(separator: " ")) \(values)"
        }
    }

    private static let variants = [
        Variant(key: "stage_parameters", settings: SMIRKSSettings(), kinds: [.properTorsions]),
        Variant(
            key: "stage_parameters_no_expand", settings: SMIRKSSettings(expandTorsionTerms: false),
            kinds: [.properTorsions]),
        Variant(
            key: "stage_parameters_not_bespoke", settings: SMIRKSSettings(generateBespokeTerms: false),
            kinds: [.properTorsions]),
        Variant(
            key: "stage_parameters_bonds_angles_torsions", settings: SMIRKSSettings(),
            kinds: [.bonds, .angles, .properTorsions]),
    ]

    private let compiled: CompiledForceField

    init(_ compiled: CompiledForceField) { self.compiled = compiled }

    func line(_ name: String, _ file: JSON) throws -> ComparisonLine {
        let generators = try Self.variants.map {
            try BespokeParameterGenerator(forceField: compiled, settings: $0.settings, kinds: $0.kinds)
        }
        var line = ComparisonLine(name)
        for record in file["molecules"]?.array ?? [] {
            guard let name = record["name"]?.string else { continue }
            guard Self.variants.contains(where: { record[$0.key]?.array != nil }) else { continue }
            line.compare(name) { comparison in
                let parent = try Molecule(smiles: record.text("parent_smiles"), allowUndefinedStereo: true)
                let fragments = try record.list("fragments").map {
                    UniqueFragment(fragment: try FragmentComparison.fragment($0))
                }
                let origins = try Self.origins(of: record)
                for (variant, generator) in zip(Self.variants, generators) {
                    guard let recorded = record[variant.key]?.array else { continue }
                    let found = try generator.parameters(parent: parent, fragments: fragments).merged
                    try compare(found, recorded, variant, origins, parent, &comparison)
                }
            }
        }
        return line
    }

    private func compare(
        _ found: [BespokeParameter], _ recorded: [JSON], _ variant: Variant, _ origins: [String: String],
        _ parent: Molecule, _ comparison: inout RecordComparison
    ) throws {
        for kind in variant.kinds {
            let ours = try found.filter { $0.kind == kind }.map { new in
                try Meaning(
                    kind: kind.rawValue, smirks: new.parameter.smirks, values: values(of: new), molecule: parent)
            }
            let theirs = try recorded.filter { $0["type"]?.string == kind.rawValue }.map { old in
                try Meaning(
                    kind: kind.rawValue, smirks: old.text("smirks"), values: values(of: old, variant, kind, origins),
                    molecule: parent)
            }
            comparison.compare("\(variant.key) \(kind.rawValue)", Set(ours), Set(theirs))
            guard variant.settings.generateBespokeTerms else { continue }
            comparison.compare("\(variant.key) \(kind.rawValue) values", applied(ours), applied(theirs))
        }
    }

    /// The values that each tuple of atoms gets: those of the last pattern that matches it. New patterns apply in the order of the list.
    private func applied(_ parameters: [Meaning]) -> Set<String> {
        var values: [[Int]: [Double]] = [:]
        for parameter in parameters {
            for atoms in parameter.atoms { values[atoms] = parameter.values }
        }
        return Set(values.map { "\($0.key) \($0.value)" })
    }

    private func values(of new: BespokeParameter) throws -> [Double] {
        switch new.kind {
        case .properTorsions, .improperTorsions:
            let terms = try new.parameter.torsionTerms()
            return terms.flatMap { [Double($0.periodicity), $0.phase.value, $0.k.value] }
        case .bonds: return try [new.parameter.quantity("length").value, new.parameter.quantity("k").value]
        case .angles: return try [new.parameter.quantity("angle").value, new.parameter.quantity("k").value]
        case .vdW: return []
        }
    }

    /// The id of the force field's parameter from which each new pattern took its values.
    private static func origins(of record: JSON) throws -> [String: String] {
        let parameters = try record.list("fragments").flatMap { $0["parameters"]?.array ?? [] }
        let pairs = parameters.compactMap { parameter -> (String, String)? in
            guard let smirks = parameter["smirks"]?.string, let id = parameter["id"]?.string else { return nil }
            return (smirks, id)
        }
        return Dictionary(pairs) { $1 }
    }

    private func values(
        of old: JSON, _ variant: Variant, _ kind: ParameterKind, _ origins: [String: String]
    ) throws -> [Double] {
        guard kind == .properTorsions else {
            return (old["length"] ?? old["angle"] ?? .null).quantityNumbers + (try old.needed("k").quantityNumbers)
        }
        let isExpanded = variant.settings.expandTorsionTerms
        let origin = isExpanded ? origins[try old.text("smirks")] ?? old["id"]?.string : nil
        let divisors = try OriginalDivisors(compiled.forceField, id: origin ?? "")
        let (k, phases) = (try old.needed("k").quantityNumbers, try old.needed("phase").quantityNumbers)
        return zip(zip(try old.indices("periodicity"), phases), k).flatMap { term, k in
            [Double(term.0), term.1, k / divisors.divisor(of: term.0)]
        }
    }
}

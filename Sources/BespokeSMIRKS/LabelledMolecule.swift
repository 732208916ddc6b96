internal import Chemistry
internal import SMIRNOFF

/// A molecule and the parameters that the initial force field assigns to it.
struct LabelledMolecule {
    let molecule: Molecule
    private let forceField: ForceField
    private let labels: Labels
    private let parameters: [ParameterKind: [[Int]: Int]]

    init(_ molecule: Molecule, _ compiled: CompiledForceField) throws(BespokeSMIRKSError) {
        self.molecule = molecule
        forceField = compiled.forceField
        do { labels = try compiled.labels(of: molecule) } catch {
            throw BespokeSMIRKSError(
                .forceField, "the initial force field does not cover \(molecule.smiles()): \(error.description)")
        }
        var parameters: [ParameterKind: [[Int]: Int]] = [:]
        for kind in ParameterKind.allCases {
            let pairs = labels[kind.rawValue].map { ($0.atoms, $0.parameter) }
            parameters[kind] = Dictionary(pairs) { first, _ in first }
        }
        self.parameters = parameters
    }

    /// The position in its section of the parameter that applies to a tuple.
    func label(_ kind: ParameterKind, _ atoms: [Int]) -> Int? {
        if kind.isStar { return parameters[kind]?[kind.canonical(atoms)] }
        return parameters[kind]?[atoms] ?? parameters[kind]?[atoms.reversed()]
    }

    /// The tuples that a parameter applies to.
    func tuples(_ kind: ParameterKind, labelled label: Int) -> [[Int]] {
        labels[kind.rawValue].filter { $0.parameter == label }.map(\.atoms)
    }

    /// The matches of a pattern, every tuple once, in the order in which they are found.
    func distinctMatches(of pattern: SMARTS) -> [[Int]] {
        var seen: Set<[Int]> = []
        return molecule.matches(of: pattern).filter { seen.insert($0).inserted }
    }

    /// The parameter that gives a new pattern its values: of torsions the one with the most terms, else the first.
    func initialParameter(_ kind: ParameterKind, _ matches: [[Int]]) -> Parameter? {
        let section = forceField.parameters(in: kind.rawValue)
        let candidates = matches.compactMap { label(kind, $0) }.map { section[$0] }
        guard kind.tagCount == 4, let most = candidates.map(\.torsionTermCount).max() else {
            return candidates.first
        }
        return candidates.first { $0.torsionTermCount == most }
    }
}

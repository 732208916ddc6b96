import Chemistry

/// Rewrites groups that can be drawn in several charge-separated ways to one of them.
///
/// - Source: the normalisation transforms of RDKit, `Code/GraphMol/MolStandardize/TransformCatalog/normalizations.in`.
///   Those of aromatic anions and cations are left out: electron-pair transfer covers them.
enum FormNormalization {
    private struct Rule {
        let pattern: String
        /// New formal charges by tag.
        let charges: [Int: Int]
        /// New bond orders by pairs of tags.
        let orders: [(Int, Int, Int)]

        init(_ pattern: String, charges: [Int: Int], orders: [(Int, Int, Int)]) {
            (self.pattern, self.charges, self.orders) = (pattern, charges, orders)
        }
    }

    private static let rules: [(rule: Rule, smarts: SMARTS)] = [
        Rule("[N,P,As,Sb;X3:1](=[O,S,Se,Te:2])=[O,S,Se,Te:3]", charges: [1: 1, 2: -1], orders: [(1, 2, 1)]),
        Rule("[S+2:1]([O-:2])([O-:3])", charges: [1: 0, 2: 0, 3: 0], orders: [(1, 2, 2), (1, 3, 2)]),
        Rule("[*:1][N+0:2]=[N+0:3]#[N+0:4]", charges: [3: 1, 4: -1], orders: [(3, 4, 2)]),
        Rule("[*:1]=[N+0:2]#[N+0:3]", charges: [2: 1, 3: -1], orders: [(2, 3, 2)]),
        Rule("[!O:1][S+0;X3:2](=[O:3])[!O:4]", charges: [2: 1, 3: -1], orders: [(2, 3, 1)]),
        Rule("[O,S,Se,Te;-1:1][P+;D4:2][O,S,Se,Te;-1:3]", charges: [1: 0, 2: 0], orders: [(1, 2, 2)]),
        Rule("[C,S&!$([S+]-[O-]);X3+1:1]([NX3:2])[NX3!H0:3]", charges: [1: 0, 3: 1], orders: [(1, 3, 2)]),
        Rule("[P;X4+1:1]([NX3:2])[NX3!H0:3]", charges: [1: 0, 3: 1], orders: [(1, 3, 2)]),
        Rule(
            "[N,P,As,Sb,O,S,Se,Te;-1:1]-[A+0:2]=[N,P,As,Sb,O,S,Se,Te;+1:3]", charges: [1: 0, 3: 0],
            orders: [(1, 2, 2), (2, 3, 1)]),
        Rule(
            "[N,P,As,Sb,O,S,Se,Te;-1:1]-[A+0:2]=[A:3]-[A:4]=[N,P,As,Sb,O,S,Se,Te;+1:5]", charges: [1: 0, 5: 0],
            orders: [(1, 2, 2), (2, 3, 1), (3, 4, 2), (4, 5, 1)]),
        Rule(
            "[N,O;+0!H0:1]-[A:2]=[N!$(*[O-]),O;+1H0:3]", charges: [1: 1, 3: 0], orders: [(1, 2, 2), (2, 3, 1)]),
        Rule(
            "[N,O;+0!H0:1]-[A:2]=[A:3]-[A:4]=[N!$(*[O-]),O;+1H0:5]", charges: [1: 1, 5: 0],
            orders: [(1, 2, 2), (2, 3, 1), (3, 4, 2), (4, 5, 1)]),
        Rule("[F,Cl,Br,I;-1:1]=[O:2]", charges: [1: 0, 2: -1], orders: [(1, 2, 1)]),
        Rule("[N,P,As,Sb;-1:1]=[C+;v3:2]", charges: [1: 0, 2: 0], orders: [(1, 2, 3)]),
    ].compactMap { rule in (try? SMARTS(rule.pattern)).map { (rule, $0) } }

    private static let mostSteps = 200

    /// The graph of a molecule after all rules have been applied, each until it applies no more.
    static func normalized(_ molecule: Molecule) -> KekuleGraph {
        var current = molecule
        var graph = KekuleGraph(molecule)
        for (rule, smarts) in rules {
            var steps = 0
            while steps < mostSteps, let match = current.matches(of: smarts).first {
                steps += 1
                let changed = applying(rule, to: match, in: graph)
                guard changed != graph,
                    let next = try? Molecule(mappedSMILES: changed.mappedSMILES, allowUndefinedStereo: true)
                else { break }
                current = next
                graph = KekuleGraph(next)
            }
        }
        return graph
    }

    private static func applying(_ rule: Rule, to match: [Int], in graph: KekuleGraph) -> KekuleGraph {
        var result = graph
        for (tag, charge) in rule.charges { result.charges[match[tag - 1]] = charge }
        for (first, second, order) in rule.orders {
            guard let bond = graph.bondIndex(match[first - 1], match[second - 1]) else { continue }
            result.bonds[bond].order = order
        }
        return result
    }
}

import Chemistry

/// Formal charges averaged over resonance forms.
///
/// Hydrogens and uncharged carbons with four single bonds are left out; each connected rest is a piece of its own.
/// - Source: Gilson, Gilson, Potter, J. Chem. Inf. Comput. Sci. 43 (2003) 1982, doi:10.1021/ci034148o.
enum AverageFormalCharges {
    /// The averaged formal charge [e] of each atom of a molecule after ``FormNormalization``.
    static func charges(of molecule: Molecule) throws(NAGLError) -> [Double] {
        let graph = FormNormalization.normalized(molecule)
        var charges = graph.charges.map(Double.init)
        for atoms in pieces(of: graph) {
            guard let piece = ResonancePiece(graph, atoms: atoms) else { continue }
            for (atom, charge) in try piece.averageCharges() { charges[atom] = charge }
        }
        return charges
    }

    private static func pieces(of graph: KekuleGraph) -> [Set<Int>] {
        var remaining = Set(graph.elements.indices.filter { !isInert($0, in: graph) })
        var pieces: [Set<Int>] = []
        for start in graph.elements.indices where remaining.remove(start) != nil {
            var piece: Set<Int> = [start]
            var open = [start]
            while let atom = open.popLast() {
                for bond in graph.bondIndices[atom] {
                    let next = graph.other(bond, than: atom)
                    guard remaining.remove(next) != nil else { continue }
                    piece.insert(next)
                    open.append(next)
                }
            }
            pieces.append(piece)
        }
        return pieces
    }

    private static func isInert(_ atom: Int, in graph: KekuleGraph) -> Bool {
        if graph.elements[atom] == 1 { return true }
        return graph.elements[atom] == 6 && graph.charges[atom] == 0 && graph.bondOrders(of: atom) == [1, 1, 1, 1]
    }
}

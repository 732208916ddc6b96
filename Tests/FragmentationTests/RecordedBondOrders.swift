import Chemistry
import Fragmentation

/// Bond orders that the reference software computed for some molecules.
struct RecordedBondOrders {
    struct Missing: Error { let smiles: String }

    private var calls: [String: (molecule: Molecule, wbo: [[Double]])] = [:]

    init(_ calls: [FragmentRecord.BondOrderCall]) throws {
        for call in calls {
            let molecule = try Molecule(mappedSMILES: call.smiles, allowUndefinedStereo: true)
            let key = molecule.smiles(mapped: false)
            if self.calls[key] == nil { self.calls[key] = (molecule, call.wbo) }
        }
    }

    /// The recorded orders in the atom order of the request.
    func orders(for request: BondOrderRequest) throws -> BondOrders {
        let asked = try Molecule(mappedSMILES: request.cmiles, allowUndefinedStereo: true)
        let smiles = asked.smiles(mapped: false)
        guard let call = calls[smiles] else { throw Missing(smiles: smiles) }
        var askedIndex = [Int](repeating: 0, count: asked.atoms.count)
        for (old, new) in zip(call.molecule.canonicalOrder(), asked.canonicalOrder()) { askedIndex[old] = new }
        return BondOrders(
            try call.wbo.map { entry in
                let (a, b) = (askedIndex[Int(entry[0])], askedIndex[Int(entry[1])])
                guard asked.bond(between: a, and: b) != nil else { throw Missing(smiles: "\(smiles): bond \(a)–\(b)") }
                return BondOrders.Entry(a: a, b: b, order: entry[2])
            })
    }
}

internal import Chemistry
internal import Fragmentation
internal import JSON

/// Bond orders that the reference computed for some molecules.
struct RecordedBondOrders {
    private let calls: [String: (molecule: Molecule, orders: [BondOrders.Entry])]

    init(_ records: [JSON]) throws {
        var calls: [String: (molecule: Molecule, orders: [BondOrders.Entry])] = [:]
        for record in records {
            guard let rows = record["wbo"]?.array else { continue }
            let molecule = try Molecule(mappedSMILES: record.text("smiles"), allowUndefinedStereo: true)
            let orders = rows.compactMap { row -> BondOrders.Entry? in
                guard let a = row[0]?.integer, let b = row[1]?.integer, let order = row[2]?.number,
                    molecule.atoms.indices.contains(a), molecule.atoms.indices.contains(b)
                else { return nil }
                return BondOrders.Entry(a: a, b: b, order: order)
            }
            let key = molecule.smiles(mapped: false)
            if calls[key] == nil { calls[key] = (molecule, orders) }
        }
        self.calls = calls
    }

    /// The recorded orders in the atom order of the request.
    ///
    /// - Throws: ``RecordError`` when the reference computed none for this molecule.
    func orders(for request: BondOrderRequest) throws -> BondOrders {
        let asked = try Molecule(mappedSMILES: request.cmiles, allowUndefinedStereo: true)
        let smiles = asked.smiles(mapped: false)
        guard let call = calls[smiles] else { throw RecordError("no bond orders of \(smiles) are recorded") }
        var askedIndex = [Int](repeating: 0, count: asked.atoms.count)
        for (old, new) in zip(call.molecule.canonicalOrder(), asked.canonicalOrder()) { askedIndex[old] = new }
        return BondOrders(
            try call.orders.map { entry in
                let (a, b) = (askedIndex[entry.a], askedIndex[entry.b])
                guard asked.bond(between: a, and: b) != nil else {
                    throw RecordError("\(smiles) has no bond \(a)–\(b)")
                }
                return BondOrders.Entry(a: a, b: b, order: entry.order)
            })
    }
}

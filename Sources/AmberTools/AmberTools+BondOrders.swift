public import Chemistry
internal import Foundation

extension AmberTools {
    /// AM1 Wiberg bond orders of a molecule's bonds at one geometry, which AM1 optimises first.
    ///
    /// - Parameter positions: the conformer to start from [Å], shape `(atoms)`.
    /// - Returns: one bond order for each bond of the molecule, in its order.
    /// - Throws: ``AmberToolsError`` when a program fails or its output is not understood.
    /// - Source: AmberTools manual, `sqm`, option `printbondorders`.
    public func am1WibergBondOrders(of molecule: Molecule, at positions: [SIMD3<Double>]) async throws -> [Double] {
        var posed = molecule
        posed.conformers = [positions]
        return try await inEmptyFolder { folder in
            let name = molecule.smiles(explicitHydrogens: false, mapped: false)
            try posed.sdf().write(to: folder.appending(path: "molecule.sdf"), atomically: false, encoding: .utf8)
            try await run(
                "antechamber",
                [
                    "-i", "molecule.sdf", "-fi", "sdf", "-o", "sqm.in", "-fo", "sqmcrt", "-pf", "yes",
                    "-dr", "n", "-nc", String(molecule.formalCharge), "-ek", Self.keywords + " printbondorders=1,",
                ], in: folder, molecule: name)
            try await run("sqm", ["-O", "-i", "sqm.in", "-o", "sqm.out"], in: folder, molecule: name)
            let output = try String(contentsOf: folder.appending(path: "sqm.out"), encoding: .utf8)
            return try Self.bondOrders(of: molecule, in: output)
        }
    }

    /// Reads the table of bond orders that `sqm` prints: 1-based atom pairs, larger index first.
    static func bondOrders(of molecule: Molecule, in output: String) throws(AmberToolsError) -> [Double] {
        var orders = [Double?](repeating: nil, count: molecule.bonds.count)
        guard let table = output.range(of: "Bond Orders") else { throw unreadable(molecule) }
        for line in output[table.upperBound...].split(separator: "\n") where line.contains("QMMM:") {
            let words = line.split(whereSeparator: \.isWhitespace)
            guard words.count == 6, let first = Int(words[1]), let second = Int(words[3]), let order = Double(words[5]),
                molecule.atoms.indices.contains(first - 1), molecule.atoms.indices.contains(second - 1),
                let bond = molecule.bondIndex(between: first - 1, and: second - 1)
            else { continue }
            orders[bond] = order
        }
        let complete = orders.compactMap { $0 }
        guard complete.count == orders.count else { throw unreadable(molecule) }
        return complete
    }

    private static func unreadable(_ molecule: Molecule) -> AmberToolsError {
        AmberToolsError(
            code: .unreadableOutput,
            description: "sqm wrote no bond orders for \(molecule.smiles(explicitHydrogens: false, mapped: false))")
    }
}

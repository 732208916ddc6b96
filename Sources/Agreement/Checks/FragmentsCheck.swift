internal import Chemistry
public import Fragmentation
public import JSON

/// Fragments around each target bond, and how equivalent ones are put together.
///
/// Recorded bond orders are fed to the bond-order scheme.
public struct FragmentsCheck: FileCheck {
    /// Computes the bond orders that a request asks for.
    public typealias BondOrderSource = @Sendable (BondOrderRequest) async throws -> BondOrders

    /// The name of the file.
    public let fileName: String
    /// Computes bond orders for a second comparison without the recorded ones; nil for none.
    let bondOrders: BondOrderSource?

    /// A check of a file of fragments.
    public init(fileName: String, bondOrders: BondOrderSource? = nil) {
        (self.fileName, self.bondOrders) = (fileName, bondOrders)
    }

    /// A line named as the file, and one for the comparison with own bond orders if it is asked for.
    public func lines(_ file: JSON, in set: RecordedSet) async throws -> [ComparisonLine] {
        let byName: FragmentationEngine = fileName.hasSuffix("wbo") ? .standard : .pfizer(PfizerFragmenter())
        let engine = try file["options"]?.decoded(as: FragmentationEngine.self) ?? byName
        let targets = file["target_bond_smarts"]?.array?.compactMap(\.string)
        let recorded = line(
            fileName, file, in: set,
            attempt: { smiles in
                let molecule = try Molecule(smiles: smiles)
                _ = try MoleculeFragmentation(molecule, engine: engine, targetBondSMARTS: targets).step(known: [:])
            },
            compare: { record, comparison in
                let fragments = try FragmentComparison(record)
                let orders = try RecordedBondOrders(record["wbo_calls"]?.array ?? [])
                let outcome = try MoleculeFragmentation(
                    fragments.parent, engine: engine, targetBondSMARTS: targets
                ).outcome { try orders.orders(for: $0) }
                try fragments.compare(outcome?.fragments ?? [], &comparison)
            })
        guard let bondOrders, case .wbo = engine else { return [recorded] }
        return [recorded, await endToEnd(file, engine, targets, bondOrders)]
    }

    private func endToEnd(
        _ file: JSON, _ engine: FragmentationEngine, _ targets: [String]?, _ source: BondOrderSource
    ) async -> ComparisonLine {
        var line = ComparisonLine("\(fileName)_end_to_end")
        line.notes.append("for information: conformers differ between versions of RDKit")
        for record in file["molecules"]?.array ?? [] {
            guard let name = record["name"]?.string, record["error"] == nil else { continue }
            let outcome = await self.outcome(record, engine, targets, source)
            line.compare(name) { comparison in
                try FragmentComparison(record).compare(outcome.get()?.fragments ?? [], &comparison)
            }
        }
        return line
    }

    private func outcome(
        _ record: JSON, _ engine: FragmentationEngine, _ targets: [String]?, _ source: BondOrderSource
    ) async -> Result<FragmentationOutcome?, any Error> {
        do {
            let parent = try Molecule(smiles: record.text("parent_smiles"), allowUndefinedStereo: true)
            let fragmentation = try MoleculeFragmentation(parent, engine: engine, targetBondSMARTS: targets)
            var known: [BondOrderRequest: BondOrderOutcome] = [:]
            while true {
                switch try fragmentation.step(known: known) {
                case .finished(let outcome): return .success(outcome)
                case .needs(let requests):
                    for request in requests {
                        do { known[request] = .orders(try await source(request)) } catch {
                            known[request] = .failure("\(error)")
                        }
                    }
                }
            }
        } catch {
            return .failure(error)
        }
    }
}

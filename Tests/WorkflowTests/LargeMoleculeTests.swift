import Chemistry
import Fragmentation
import Testing
import Workflow

@Suite("Fragmentation of large molecules")
struct LargeMoleculeTests {
    private func options(_ smiles: String, _ engine: FragmentationEngine = .standard) throws -> Set<WBOOptions> {
        let request = FragmentationRequest(
            cmiles: try Molecule(smiles: smiles).cmiles, engine: engine,
            targetTorsionSMIRKS: [BespokeWorkflowFactory.defaultRotatableSMIRKS])
        guard case .needs(let requests) = try FragmentationStepRequest(request).step() else { return [] }
        return Set(requests.map(\.options))
    }

    @Test("AM1 bond orders are asked for up to 40 heavy atoms, GFN2-xTB ones of fewer conformers beyond")
    func method() throws {
        #expect(try options(String(repeating: "C", count: 40)) == [WBOOptions()])
        let large = WBOOptions(method: .xtb, maximumConformers: 40)
        #expect(try options(String(repeating: "C", count: 41)) == [large])
        #expect(
            try options(String(repeating: "C", count: 71)) == [WBOOptions(method: .xtb, maximumConformers: 10)])
        var engine = WBOFragmenter()
        engine.wboOptions = WBOOptions(method: .xtb)
        #expect(try options(String(repeating: "C", count: 40), .wbo(engine)) == [engine.wboOptions])
        #expect(try options(String(repeating: "C", count: 41), .wbo(engine)) == [large])
        engine.wboOptions.maximumConformers = 5
        #expect(try options(String(repeating: "C", count: 41), .wbo(engine)) == [engine.wboOptions])
    }

    @Test("where few conformers are made for GFN2-xTB, several are chosen all the same")
    func conformers() throws {
        let cmiles = try Molecule(smiles: "OCCCCCCCCNC(=O)CCCCOCCCCc1ccccc1").cmiles
        let few = BondOrderRequest(cmiles: cmiles, options: WBOOptions(method: .xtb, maximumConformers: 10))
        #expect((2...4).contains(try ConformerSelection(few).conformers.count))
        let am1 = BondOrderRequest(cmiles: cmiles, options: WBOOptions(maximumConformers: 10))
        #expect(try ConformerSelection(am1).conformers.count == 1)
    }

    @Test(
        "a warning says that AM1-BCC charges of more than 40 heavy atoms take long",
        arguments: [(19, false), (20, true)])
    func slowCharges(length: Int, isSlow: Bool) throws {
        let chain = String(repeating: "C", count: length)
        var schema = try Rehearsal.schema(smiles: chain + "OO" + chain, engine: nil)
        schema.targetTorsionSMIRKS = ["[#6]-[#8:1]-[#8:2]-[#6]"]
        var rehearsal = Rehearsal(schema)
        try rehearsal.run()
        let generation = try #require(rehearsal.state.parameters)
        #expect(generation.drives.count == 1)
        #expect(generation.warnings.contains { $0.contains("(1 here) may take hours") } == isSlow)
    }
}

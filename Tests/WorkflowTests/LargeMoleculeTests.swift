import Chemistry
import Fragmentation
import Testing
import Workflow

@Suite("Fragmentation of large molecules")
struct LargeMoleculeTests {
    private func methods(_ smiles: String) throws -> Set<WBOOptions.Method> {
        let request = FragmentationRequest(
            cmiles: try Molecule(smiles: smiles).cmiles, engine: .standard,
            targetTorsionSMIRKS: [BespokeWorkflowFactory.defaultRotatableSMIRKS])
        guard case .needs(let requests) = try FragmentationStepRequest(request).step() else { return [] }
        return Set(requests.map(\.options.method))
    }

    @Test("AM1 bond orders are asked for up to 40 heavy atoms, GFN2-xTB ones beyond")
    func method() throws {
        #expect(try methods(String(repeating: "C", count: 40)) == [.am1])
        #expect(try methods(String(repeating: "C", count: 41)) == [.xtb])
    }
}

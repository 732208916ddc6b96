import Fragmentation
import Testing
import Workflow

@Suite("Failures that cost a part of a task")
struct PartialFailureTests {
    private static func rehearsal(_ failing: @escaping (WorkRequest) -> WorkFailure?) throws -> Rehearsal {
        var rehearsal = Rehearsal(try Rehearsal.schema(smiles: Rehearsal.threeBonds))
        rehearsal.failing = failing
        try rehearsal.run()
        return rehearsal
    }

    private static func fitRequest(_ rehearsal: Rehearsal) -> FitRequest? {
        for case .enqueue(_, .fit(let request)) in rehearsal.commands { return request }
        return nil
    }

    private static func records(_ request: FitRequest?) -> Int? {
        guard case .local(let records) = request?.schema.stages[0].targets[0].referenceData else { return nil }
        return records.count
    }

    /// The drive over the methoxy group, which no other fragment contains.
    private static func isMethoxy(_ smiles: String) -> Bool { smiles.contains("O") && !smiles.contains("N") }

    @Test("one failed drive leaves a fit of the others and a warning that names its bond")
    func oneDrive() throws {
        let rehearsal = try Self.rehearsal {
            if case .torsionDrive(let task) = $0, Self.isMethoxy(task.smiles) {
                WorkFailure(type: "E", message: "too few points")
            } else {
                nil
            }
        }
        let state = rehearsal.state
        #expect(state.output.status == .success)
        let drives = try #require(state.parameters?.drives)
        let failed = drives.filter { Self.isMethoxy($0.task.smiles) }
        #expect(failed.count == 1)
        #expect(Self.records(Self.fitRequest(rehearsal)) == drives.count - 1)
        let torsion = try #require(state.parameters?.torsions.first { $0.fragment == failed.first?.fragment })
        let bond = torsion.bond.map { String($0 + 1) }.joined(separator: "-")
        let sentence =
            "the torsions over the bond \(bond) (fragment \(torsion.fragmentSMILES)) keep their initial values"
        #expect(state.warnings == ["\(sentence): too few points"])
    }

    @Test("missing charges of one fragment leave a fit of the others")
    func oneCharge() throws {
        let rehearsal = try Self.rehearsal {
            if case .charges(let request) = $0, Self.isMethoxy(request.cmiles) {
                WorkFailure(type: "E", message: "AM1 did not converge")
            } else {
                nil
            }
        }
        #expect(rehearsal.state.output.status == .success)
        let drives = try #require(rehearsal.state.parameters?.drives)
        let request = try #require(Self.fitRequest(rehearsal))
        #expect(Self.records(request) == drives.count - 1)
        #expect(!request.charges.keys.contains(where: Self.isMethoxy))
        #expect(rehearsal.state.warnings.count == 1)
        #expect(rehearsal.state.warnings.first?.hasSuffix("keep their initial values: AM1 did not converge") == true)
    }

    @Test("a task without any drive ends in an error of QC generation")
    func everyDrive() throws {
        let rehearsal = try Self.rehearsal {
            if case .torsionDrive = $0 { WorkFailure(type: "E", message: "xtb failed") } else { nil }
        }
        #expect(rehearsal.state.stages.map(\.status) == [.success, .errored, .waiting])
        #expect(rehearsal.state.stages[1].error == "xtb failed")
        #expect(rehearsal.state.output.status == .errored)
        #expect(Self.fitRequest(rehearsal) == nil)
    }
}

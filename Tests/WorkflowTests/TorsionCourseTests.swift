import Chemistry
import Testing
import Workflow

@Suite("How far each rotatable bond is")
struct TorsionCourseTests {
    private static func rehearsal(failing: @escaping (WorkRequest) -> WorkFailure? = { _ in nil }) throws -> Rehearsal {
        var rehearsal = Rehearsal(try Rehearsal.schema(smiles: Rehearsal.threeBonds))
        rehearsal.failing = failing
        return rehearsal
    }

    private static func courses(_ state: TaskState, ending: TaskEnding? = nil) -> [TorsionCourse] {
        state.torsionCourses(ending: ending) { _ in nil }
    }

    private static func isDrive(_ request: WorkRequest) -> Bool {
        if case .torsionDrive = request { true } else { false }
    }

    @Test("before the molecule is cut, the bonds are those that will be fitted")
    func bondsAgree() throws {
        var rehearsal = try Self.rehearsal()
        let early = Self.courses(rehearsal.state)
        #expect(early.allSatisfy { $0.state == .waiting && $0.drive == nil && $0.fragment.isEmpty })
        try rehearsal.run(until: Self.isDrive)
        let late = Self.courses(rehearsal.state)
        #expect(early.map(\.bond) == late.map(\.bond).sorted { $0.lexicographicallyPrecedes($1) })
        #expect(late.allSatisfy { $0.state == .waiting && $0.drive != nil && $0.total == 24 })
    }

    @Test("a fragment's atoms in the molecule surround its bond and spell the fragment's elements")
    func fragments() throws {
        var rehearsal = try Self.rehearsal()
        try rehearsal.run(until: Self.isDrive)
        let molecule = try Molecule(mappedSMILES: rehearsal.state.schema.smiles)
        for course in Self.courses(rehearsal.state) {
            #expect(Set(course.bond).isSubset(of: course.atoms))
            let fragment = try Molecule(smiles: course.fragment)
            let heavy = course.atoms.map { molecule.atoms[$0].atomicNumber }.filter { $0 > 1 }.sorted()
            #expect(heavy == fragment.atoms.map(\.atomicNumber).filter { $0 > 1 }.sorted())
        }
    }

    @Test("bonds become scanned and fitted; those whose drive failed fall back and say why")
    func states() throws {
        let reason = WorkFailure(type: "E", message: "too few points")
        var rehearsal = try Self.rehearsal { request in
            if case .torsionDrive(let task) = request, task.smiles.contains("F") { reason } else { nil }
        }
        try rehearsal.run { if case .fit = $0 { true } else { false } }
        let scanned = Self.courses(rehearsal.state)
        #expect(Set(scanned.map(\.state)) == [.scanned, .fellBack])
        #expect(scanned.filter { $0.state == .fellBack }.allSatisfy { $0.reason == "too few points" })
        #expect(Set(Self.courses(rehearsal.state, ending: .unfitted).map(\.state)) == [.failed])
        try rehearsal.run()
        let fitted = Self.courses(rehearsal.state, ending: .fitted)
        #expect(Set(fitted.map(\.state)) == [.fitted, .fellBack])
    }

    @Test("the bonds of a finished task are recalled from what its work came to")
    func recall() throws {
        var rehearsal = try Self.rehearsal()
        try rehearsal.run()
        let work = rehearsal.state.work
        let schema = rehearsal.state.schema
        let state = TaskState(recalling: schema, id: "1") { key -> Result<WorkResult, WorkFailure>? in
            if case .finished(let result) = work[key] { .success(result) } else { nil }
        }
        #expect(Self.courses(state, ending: .fitted) == Self.courses(rehearsal.state, ending: .fitted))
        #expect(state.drives.count == rehearsal.state.drives.count && state.fit == nil)
        let unknown = TaskState(recalling: schema, id: "1") { _ -> Result<WorkResult, WorkFailure>? in nil }
        #expect(unknown.parameters == nil && Self.courses(unknown).allSatisfy { $0.state == .waiting })
    }
}

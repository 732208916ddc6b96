import Chemistry
import Executor
import Foundation
import FoundationXML
import Pages
import Report
import Testing
import Workflow

@Suite("Pages")
struct PagesTests {
    static let visitor = PageFrame.Visitor(formToken: "a-form-token")
    static let evil = "<script>alert(\"1\")"

    static func task(_ id: Int, name: String = "", status: TaskStatus = .running) -> TaskView {
        let detail = TaskDetail(
            stages: [], drives: .init(0, of: 2), gridPoints: .init(12, of: 48), bondOrders: .init(0, of: 0),
            gradients: 0,
            warnings: [evil])
        return TaskView(
            id: id, smiles: "[H:5][O:1][C:2]([H:6])([H:7])[C:3]([H:8])([H:9])[C:4]([H:10])([H:11])[H:12]", name: name,
            status: status, priority: 3, submitted: 1_764_000_000, began: 1_764_000_010,
            finished: status.isFinished ? 1_764_000_100 : nil, detail: detail)
    }

    static let status = ExecutorStatus(
        version: "1", cores: 4, coresInUse: 3, tasks: ["running": 60], readyJobs: ["gridPoint": 7],
        runningJobs: ["fit": 1], workers: [.init(name: evil, isRemote: true, jobs: [evil], secondsSinceContact: 3)],
        lastEvent: 41)

    static func torsion(_ state: TorsionCourse.State) -> TorsionCourse {
        var torsion = TorsionCourse(bond: [1, 2], state: state)
        torsion.fragment = evil
        torsion.atoms = [0, 1, 2, 3]
        torsion.total = 24
        torsion.finished = 2
        torsion.reason = evil
        torsion.scan = TorsionScan(
            cmiles: task(1).smiles, dihedral: [0, 1, 2, 3],
            points: [
                .init(angle: -165, energy: 0, geometry: [Double](repeating: 0, count: 36)),
                .init(angle: 180, energy: 1.25, geometry: [Double](repeating: 1, count: 36)),
            ])
        return torsion
    }

    static func isWellFormed(_ html: String) -> Bool {
        var xml = html.replacing("<!DOCTYPE html>", with: "").replacing(/<(meta|link|input)([^>]*)>/) { match in
            "<\(match.1)\(match.2)/>"
        }
        let bare = "data-live|data-kept|defer|hidden|disabled|selected|download|reversed|multiple|autofocus|required"
        if let pattern = try? Regex(" (\(bare))(?=[ />])") { xml = xml.replacing(pattern, with: "") }
        return XMLParser(data: Data(xml.utf8)).parse()
    }

    static func detail(_ torsions: [TorsionCourse]) -> String {
        let event = ExecutorEvent(sequence: 1, time: 1_764_000_000, task: 1, kind: .warning, message: evil)
        return TaskDetailPage(
            task: task(1, name: evil), torsions: torsions, report: nil, events: [event], status: status,
            visitor: visitor,
            now: 1_764_000_130, notice: evil
        ).html.text
    }

    @Test("no text of others becomes markup, nothing is styled or scripted in line")
    func escaping() {
        let overview = OverviewPage(
            status: Self.status, tasks: TaskPage(tasks: [Self.task(1, name: Self.evil)], total: 1),
            choice: .init(text: Self.evil), visitor: Self.visitor, now: 0, notice: Self.evil
        ).html.text
        var entry = SubmitPage.Entry()
        entry.smiles = "<b>" + Self.evil
        let submit = SubmitPage(
            entry: entry, workflows: [.init(Self.evil, Self.evil)], levels: [], forceFields: [], problems: [Self.evil],
            visitor: Self.visitor
        ).html.text
        let series = SeriesPage(
            tasks: [Self.task(1, name: Self.evil)], torsions: [1: [Self.torsion(.fitted)]], reports: [:], hits: 1,
            status: Self.status, visitor: Self.visitor, now: 0
        ).html.text
        let login = LoginPage(visitor: Self.visitor, target: Self.evil, problem: Self.evil).html.text
        let detail = Self.detail(TorsionCourse.State.allCases.map(Self.torsion))
        for page in [overview, submit, series, login, detail] {
            #expect(!page.contains(Self.evil) && page.contains("&lt;script&gt;"))
            #expect(!page.contains("style=") && !page.contains("<style") && !page.contains("onclick"))
            #expect(page.components(separatedBy: "<script").count == 2)
            #expect(!page.contains("HTML(text") && !page.contains("&lt;/"), "markup was taken for text")
            #expect(Self.isWellFormed(page))
        }
    }

    @Test("each bond of the molecule is a link to its card, coloured and named by its state")
    func bonds() {
        let page = Self.detail([Self.torsion(.scanning)])
        #expect(page.contains("<a href=\"#torsion-0\" class=\"bond bond-scanning\" data-bond=\"2-3\""))
        #expect(page.contains("aria-label=\"bond 2–3: scanning\""))
        #expect(page.contains("id=\"torsion-0\""))
        #expect(page.components(separatedBy: "<circle class=\"ink\" cx").count == 1 + 1 + 2)
        #expect(page.contains("data-events=\"/events?task=1&amp;after=41\""))
    }

    @Test("pilots on a cluster are counted by state, with the cluster's words")
    func pilots() {
        var status = Self.status
        let pilot = PilotStatus.Pilot(
            id: "1", job: "7", state: "waiting", reason: "<Priority>", node: nil, waited: 1, ran: 0, jobs: 0)
        status.pilots = PilotStatus(pilots: [pilot, pilot], problem: "sbatch is missing")
        let page = OverviewPage(
            status: status, tasks: TaskPage(tasks: [], total: 0), choice: .init(), visitor: Self.visitor, now: 0
        ).html.text
        #expect(page.contains("<p>2 waiting</p>") && page.contains("<li>&lt;Priority&gt;</li>"))
        #expect(page.contains("sbatch is missing"))
    }

    @Test("the time left follows from the grid points so far")
    func timeLeft() {
        #expect(TaskClock(Self.task(1), now: 1_764_000_070).text == "about 3 min left")
        #expect(
            TaskClock(Self.task(1, status: .success), now: 2_000_000_000).text
                == "took 90 s".replacing("90 s", with: "2 min"))
    }

    @Test("a page of fifty tasks stays small")
    func size() {
        let tasks = (1...50).map { Self.task($0, name: "molecule \($0)") }
        let page = OverviewPage(
            status: Self.status, tasks: TaskPage(tasks: tasks, total: 10_000), choice: .init(page: 3),
            visitor: Self.visitor,
            now: 1_764_000_200
        ).html.text
        let files = Asset.all.reduce(0) { $0 + $1.bytes.count }
        #expect(page.utf8.count + files < 150_000, "\(page.utf8.count) + \(files) bytes")
        #expect(page.contains("page 4 of 200, 10000 tasks"))
    }

    @Test("an estimate says drives, grid points and time")
    func estimate() {
        var estimate = CostEstimate(cores: 2)
        (estimate.molecules, estimate.bonds, estimate.drives, estimate.known) = (1, 4, 3, 1)
        (estimate.gridPoints, estimate.seconds) = (48, 240)
        #expect(
            estimate.sentence
                == "3 torsion drives for 4 rotatable bonds, 1 of them computed before, 48 grid points, about 2 min on 2 cores."
        )
        estimate.seconds = nil
        #expect(estimate.sentence.hasSuffix("48 grid points."))
    }

    @Test(
        "drawings are well-formed, small, and label what is no plain carbon",
        arguments: [
            ("CC(=O)Nc1ccccc1", ["NH", "O"]), ("C[NH3+]", ["NH₃⁺"]), ("[O-]C(=O)[C@@H](N)CO", ["O⁻"]),
            ("C", ["CH₄"]),
            ("CC#N", ["N"]), ("F/C=C/Cl", ["F", "Cl"]),
        ])
    func drawings(smiles: String, labels: [String]) throws {
        let molecule = try Molecule(smiles: smiles, allowUndefinedStereo: true)
        let svg = try StructureDrawing(molecule, label: "a < b").document.text
        #expect(XMLParser(data: Data(svg.utf8)).parse())
        for label in labels { #expect(svg.contains(">\(label)</text>"), "\(label)") }
        #expect(svg.utf8.count < 3500 && !svg.contains("nan"))
    }
}

internal import Chemistry
internal import Executor
internal import Hummingbird
internal import Pages
internal import Report
internal import SMIRNOFF
internal import Workflow

extension Site {
    func newSubmission(_ call: Call) async throws -> Response {
        var entry = SubmitPage.Entry()
        entry.smiles = call.query["smiles"] ?? ""
        return Self.html(await submitPage(entry, problems: [], call).html)
    }

    private func submitPage(_ entry: SubmitPage.Entry, problems: [String], _ call: Call) async -> SubmitPage {
        let names = ["default": "default: fit every rotatable bond", "debug": "debug: quick, of no scientific use"]
        let fields = ForceFieldLibrary.standard.available.map { SubmitPage.Option($0, $0) }
        return SubmitPage(
            entry: entry, workflows: BespokeWorkflowFactory.names.map { SubmitPage.Option($0, names[$0] ?? $0) },
            levels: await levels.options(), forceFields: [SubmitPage.Option("", "as the workflow says")] + fields,
            problems: problems, visitor: guest(call.request))
    }

    /// Submits every molecule of a form, or none.
    func submit(_ call: Call) async throws -> Response {
        let form = SubmissionForm(try await form(in: call))
        var problems: [String] = []
        var submissions: [Submission] = []
        let molecules = form.molecules
        if molecules.isEmpty { problems.append("there is no molecule: type SMILES, or choose a file") }
        do {
            let schemas = try SchemaMaker(form)
            for molecule in molecules {
                do {
                    let molecule = try molecule.get()
                    let schema = try schemas.schema(of: molecule)
                    try await service.check(schema)
                    let name = form.name(of: molecule, among: molecules.count)
                    submissions.append(Submission(schema: schema, name: name, priority: form.entry.priority))
                } catch {
                    problems.append("\(error)")
                }
            }
        } catch {
            problems.append("\(error)")
        }
        guard problems.isEmpty else {
            let page = await submitPage(form.entry, problems: Array(problems.prefix(20)), call)
            return Self.html(page.html, status: .unprocessableContent)
        }
        var ids: [Int] = []
        for submission in submissions { ids.append(try await service.submit(submission)) }
        return Self.redirect(to: ids.count == 1 ? "/tasks/\(ids[0])" : "/")
    }

    /// The molecules of a form as drawings, or what is wrong with them.
    func preview(_ call: Call) async throws -> Response {
        let form = SubmissionForm(try await form(in: call))
        return Self.html(SubmissionPreview(form.molecules).html)
    }

    /// What the molecules of a form will cost.
    func estimate(_ call: Call) async throws -> Response {
        let form = SubmissionForm(try await form(in: call))
        let status = try await service.status()
        let molecules = form.molecules.compactMap { try? $0.get() }
        let estimation = Estimation(service: service, cores: status.cores)
        return Self.html(try await estimation.estimate(molecules, form).html)
    }
}

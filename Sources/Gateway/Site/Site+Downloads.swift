internal import Chemistry
internal import Executor
internal import HTTPTypes
internal import Hummingbird
internal import JSON
internal import Pages
internal import Report
internal import SMIRNOFF
internal import Workflow

extension Site {
    func moleculePicture(_ call: Call) async throws -> Response {
        let task = try await task(in: call)
        guard let molecule = try? Molecule(smiles: task.smiles, allowUndefinedStereo: true),
            let drawing = try? StructureDrawing(molecule, label: "molecule of task \(task.id)")
        else { return Self.picture(Drawing.unavailable) }
        return Self.picture(drawing.document.text)
    }

    /// A picture whose address changes with it.
    private static func picture(_ text: String) -> Response {
        var response = Response.svg(text)
        response.headers[.cacheControl] = "private, max-age=86400"
        if let name = HTTPField.Name("content-security-policy") {
            response.headers[name] = "default-src 'none'; style-src 'unsafe-inline'"
        }
        return response
    }

    private static func file(_ text: String, _ name: String, type: String) -> Response {
        var response = Response.text(text, type: type)
        response.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
        return response
    }

    func forceField(_ call: Call) async throws -> Response {
        let task = try await task(in: call)
        guard let text = try await service.output(ofTask: task.id).results?.refitForceField else {
            throw Problem(.notFound, "Task \(task.id) has no force field: it has not ended, or it failed.")
        }
        return Self.file(text, "task-\(task.id).offxml", type: "application/xml")
    }

    func results(_ call: Call) async throws -> Response {
        let task = try await task(in: call)
        let text = try await service.output(ofTask: task.id).json.text()
        return Self.file(text, "task-\(task.id).json", type: "application/json")
    }

    func report(_ call: Call) async throws -> Response {
        let task = try await task(in: call)
        guard let report = try await fitReport(task.id) else {
            throw Problem(.notFound, "Task \(task.id) has no report yet.")
        }
        var response = Self.file(HTMLReport(report).text, "task-\(task.id).html", type: "text/html; charset=utf-8")
        if let name = HTTPField.Name("content-security-policy") {
            response.headers[name] = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
        }
        return response
    }

    func log(_ call: Call) async throws -> Response {
        let task = try await task(in: call)
        var (lines, last) = ("", 0)
        while true {
            let events = try await service.recordedEvents(after: last, task: task.id, limit: 1000)
            for event in events {
                lines += "\(event.sequence) \(Timestamp.text(event.time)) \(event.kind.rawValue): \(event.message)\n"
            }
            guard events.count == 1000, let newest = events.last else { break }
            last = newest.sequence
        }
        return Self.file(lines, "task-\(task.id).log", type: "text/plain; charset=utf-8")
    }

    func scans(_ call: Call) async throws -> Response {
        let task = try await task(in: call)
        var text = ""
        var seen: Set<String> = []
        for torsion in try await service.torsions(ofTask: task.id) ?? [] {
            guard let scan = torsion.scan, seen.insert(torsion.drive ?? torsion.name).inserted else { continue }
            text += try scan.sdf()
        }
        guard !text.isEmpty else { throw Problem(.notFound, "Task \(task.id) has no geometries yet.") }
        return Self.file(text, "task-\(task.id)-scans.sdf", type: "chemical/x-mdl-sdfile")
    }

    /// One scan, `3.sdf` or `3.json`.
    func scan(_ call: Call) async throws -> Response {
        let task = try await task(in: call)
        let parts = call.text("name").split(separator: ".")
        let torsions = try await service.torsions(ofTask: task.id) ?? []
        guard parts.count == 2, let index = Int(parts[0]), torsions.indices.contains(index),
            let scan = torsions[index].scan, parts[1] == "sdf" || parts[1] == "json"
        else { throw Problem(.notFound, "There is no such scan.") }
        guard parts[1] == "json" else {
            return Self.file(try scan.sdf(), "task-\(task.id)-scan-\(index).sdf", type: "chemical/x-mdl-sdfile")
        }
        let molecule = try scan.molecule()
        return .json([
            "numbers": .array(molecule.atoms.map { .integer($0.atomicNumber) }),
            "bonds": .array(molecule.bonds.map { .array([.integer($0.a), .integer($0.b)]) }),
            "dihedral": .array(scan.dihedral.map(JSON.integer)),
            "points": .array(try scan.points.map { try JSON(encoding: $0) }),
        ])
    }

    /// One force field of every task of a series that has one.
    func seriesForceField(_ call: Call) async throws -> Response {
        var sources: [ForceFieldCombination.Source] = []
        for id in seriesIDs(call) {
            guard try await service.task(id)?.status == .success,
                let text = try await service.output(ofTask: id).results?.refitForceField
            else { continue }
            sources.append(.init(name: "task \(id)", forceField: try ForceField(offxml: text, allowCosmetic: true)))
        }
        guard !sources.isEmpty else { throw Problem(.notFound, "No task of the series has a force field.") }
        let combination = ForceFieldCombination(sources)
        return Self.file(combination.forceField.offxml(), "series.offxml", type: "application/xml")
    }
}

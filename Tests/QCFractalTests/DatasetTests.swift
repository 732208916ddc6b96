import JSON
import QCFractal
import Testing
import Workflow

@Suite("Datasets of a QCFractal server")
struct DatasetTests {
    private static func server(
        _ transport: RecordedTransport, credentials: Credentials = .none
    ) throws -> QCFractalServer {
        try QCFractalServer(address: "localhost:7777", credentials: credentials, transport: transport)
    }

    private static func error(_ body: () async throws -> Void) async -> QCFractalError? {
        do {
            try await body()
            return nil
        } catch { return error as? QCFractalError }
    }

    @Test("finished drives are read with their energies and geometries, others are left out with the reason")
    func peroxide() async throws {
        let drives = try await Self.server(RecordedTransport()).torsionDrives(ofDataset: "Peroxide drives")
        #expect(drives.entries == 3 && drives.records.count == 1)
        #expect(drives.omissions.map(\.entry) == ["HSSH-0", "HSSH-1"])
        #expect(drives.omissions[0].reason.contains("SMILES"))
        #expect(drives.omissions[1].reason.contains("not submitted"))
        let record = try #require(drives.records.first)
        let energies = record["final_energies"]?.object?.members.compactMap(\.value.number) ?? []
        #expect(energies.count == 4 && energies.allSatisfy { $0 < -9 && $0 > -9.1 })
        #expect(record["final_molecules"]?.object?.keys.count == 4)
    }

    @Test("a drive that was read is the one that a task asks for")
    func seeded() async throws {
        let drives = try await Self.server(RecordedTransport()).torsionDrives(ofDataset: "Peroxide drives")
        let seeded = try SeededDrive(try #require(drives.records.first))
        var spec = TaskSpec(kind: .torsion1d, program: "xtb", model: QCModel(method: "gfn2xtb", basis: nil))
        spec.gridSpacing = 90
        #expect(seeded.task.spec == spec)
        #expect(seeded.outcome.record["keywords"]?["dihedrals"]?[0]?.array?.count == 4)
    }

    @Test("records that are not finished are left out")
    func unfinished() async throws {
        let drives = try await Self.server(RecordedTransport())
            .torsionDrives(ofDataset: "Peroxide drives", specification: "other")
        #expect(drives.records.isEmpty)
        #expect(drives.omissions.last?.reason == "its state is error")
    }

    @Test("unknown datasets and specifications are named, with those that there are")
    func unknown() async throws {
        let server = try Self.server(RecordedTransport())
        let dataset = await Self.error { _ = try await server.torsionDrives(ofDataset: "Nothing") }
        #expect(dataset?.cause == .unknown && dataset?.description.contains("'Peroxide drives'") == true)
        let specification = await Self.error {
            _ = try await server.torsionDrives(ofDataset: "Peroxide drives", specification: "b3lyp")
        }
        #expect(specification?.cause == .unknown && specification?.description.contains("default, other") == true)
    }

    @Test("requests are as large as a quarter of the server's limits")
    func paging() async throws {
        let transport = try RecordedTransport { request, answer in
            if request.url.hasSuffix("/information"), case .object(var fields) = answer {
                fields["api_limits"] = ["get_dataset_entries": 4, "get_records": 8, "get_molecules": 4]
                return (200, .object(fields))
            }
            let ids = (try? JSON.parse(bytes: request.body ?? []))?["ids"]?.array ?? []
            if request.url.hasSuffix("molecules/bulkGet") {
                return (200, .array(ids.map { ["id": $0, "schema_version": 2, "geometry": [0, 0, 0]] }))
            }
            if request.url.hasSuffix("optimization/bulkGet") {
                return (200, .array(ids.map { ["id": $0, "energies": [-1.0], "final_molecule_id": $0] }))
            }
            if request.url.hasSuffix("torsiondrive/bulkGet") {
                return (200, .array(ids.map { ["id": $0, "status": "waiting"] }))
            }
            if request.url.hasSuffix("Fetch"), answer.isNull {
                return (200, request.url.contains("records") ? [] : [:])
            }
            return nil
        }
        let drives = try await Self.server(transport).torsionDrives(ofDataset: "Peroxide drives")
        #expect(drives.omissions.count == 3)
        #expect(transport.requests.filter { $0.url.hasSuffix("entries/bulkFetch") }.count == 3)
    }

    @Test("molecules of another version and drives of two dihedrals are left out")
    func unsupported() async throws {
        let newer = try RecordedTransport { request, answer in
            guard request.url.hasSuffix("molecules/bulkGet") else { return nil }
            let molecules = (answer.array ?? []).map { molecule -> JSON in
                var fields = molecule.object ?? JSONObject()
                fields["schema_version"] = 3
                return .object(fields)
            }
            return (200, .array(molecules))
        }
        let drives = try await Self.server(newer).torsionDrives(ofDataset: "Peroxide drives")
        #expect(drives.records.isEmpty && drives.omissions[0].reason.contains("version 3"))
    }

    @Test("servers that are not understood, not there or do not want the user say so")
    func refusals() async throws {
        let future = try RecordedTransport { request, answer in
            guard case .object(var fields) = answer, request.url.hasSuffix("/information") else { return nil }
            fields["client_version_lower_limit"] = "1.2"
            return (200, .object(fields))
        }
        let (newer, older) = (
            await Self.error { try await Self.server(future).connect() },
            await Self.error { try await Self.server(try RecordedTransport { _, _ in (404, ["msg": "?"]) }).connect() }
        )
        #expect(newer?.cause == .unsupported && older?.cause == .unsupported)
        let other = await Self.error {
            try await Self.server(try RecordedTransport { _, _ in (200, "text") }).connect()
        }
        #expect(other == nil || other?.cause == .badAnswer)
        let wrong = await Self.error {
            try await Self.server(
                RecordedTransport(), credentials: .password(user: "submitter", password: "wrong-password")
            ).connect()
        }
        #expect(wrong?.cause == .refused && wrong?.description.contains("Incorrect username") == true)
    }

    @Test(
        "addresses are read as users write them",
        arguments: [
            ("api.qcarchive.molssi.org:443", "https://api.qcarchive.molssi.org:443"),
            ("localhost:7777", "http://localhost:7777"), ("127.0.0.1:1/", "http://127.0.0.1:1"),
            ("http://head:7777", "http://head:7777"), ("https://a.b/qcf", "https://a.b/qcf"),
        ])
    func addresses(text: String, url: String) async throws {
        #expect(try await QCFractalServer(address: text, transport: RecordedTransport()).address == url)
    }

    @Test("texts that are no addresses are refused", arguments: ["", "ftp://a", "http://", "a b", ":80"])
    func badAddresses(text: String) {
        #expect(throws: QCFractalError.self) { try QCFractalServer(address: text, transport: RecordedTransport()) }
    }
}

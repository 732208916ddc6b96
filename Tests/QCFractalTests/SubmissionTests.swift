import JSON
import QCFractal
import Synchronization
import Testing

/// A server that keeps a dataset in memory, as far as a submission needs it.
private final class SmallServer: Sendable {
    struct State {
        var specifications: [String: JSON] = [:]
        var entries: Set<String> = []
        var records: Set<String> = []
        var logins = 0
        var tokens: [String?] = []
    }
    let state = Mutex(State())
    /// The token is taken this many times before it has run out.
    let tokenLasts: Int

    init(tokenLasts: Int = .max) { self.tokenLasts = tokenLasts }

    func answer(_ request: ServerRequest) -> (status: Int, body: JSON)? {
        let body = request.body.flatMap { try? JSON.parse(bytes: $0) } ?? .null
        return state.withLock { state in
            if request.url == "/auth/v1/login" {
                (state.logins, state.tokens) = (state.logins + 1, [])
                return (200, ["access_token": .string("token \(state.logins)")])
            }
            if request.url == "/api/v1/information" { return nil }
            state.tokens.append(request.token)
            guard state.tokens.count <= tokenLasts else { return (401, ["msg": "Token has expired"]) }
            switch (request.method, request.url) {
            case ("POST", "/api/v1/datasets/torsiondrive"): return (200, 7)
            case ("POST", "/api/v1/datasets/torsiondrive/7/specifications"):
                for item in body.array ?? [] {
                    let name = item["name"]?.string ?? ""
                    if state.specifications[name] == nil { state.specifications[name] = item["specification"] }
                }
                return (200, ["errors": [], "error_description": .null, "inserted_idx": []])
            case ("GET", "/api/v1/datasets/torsiondrive/7/specifications"):
                return (
                    200,
                    .object(JSONObject(state.specifications.map { ($0.key, ["specification": $0.value]) }))
                )
            case ("POST", "/api/v1/datasets/torsiondrive/7/entries/bulkCreate"):
                let new = (body.array ?? []).compactMap { $0["name"]?.string }.filter {
                    state.entries.insert($0).inserted
                }
                return (200, ["errors": [], "error_description": .null, "inserted_idx": .array(new.map { _ in 0 })])
            case ("POST", "/api/v1/datasets/torsiondrive/7/submit"):
                let names = (body["entry_names"]?.array ?? []).compactMap(\.string)
                let new = names.filter { state.records.insert($0).inserted }
                return (200, ["n_inserted": .integer(new.count), "n_existing": .integer(names.count - new.count)])
            default: return nil
            }
        }
    }
}

@Suite("Submission to a QCFractal server")
struct SubmissionTests {
    private static func drive(_ name: String, method: String = "gfn2xtb") -> DriveRequest {
        DriveRequest(
            name: name,
            input: [
                "keywords": ["dihedrals": [[2, 0, 1, 3]], "grid_spacing": [90], "dihedral_ranges": .null],
                "extras": ["canonical_isomeric_explicit_hydrogen_mapped_smiles": "[H:3][O:1][O:2][H:4]"],
                "input_specification": ["model": ["method": .string(method), "basis": .null], "keywords": [:]],
                "initial_molecule": [["symbols": ["O"], "geometry": [0, 0, 0]]],
                "optimization_spec": [
                    "procedure": "geometric", "keywords": ["program": "xtb", "epsilon": 0, "converge": []],
                ],
            ])
    }

    private static func server(
        _ small: SmallServer, password: Bool = false
    ) throws -> (QCFractalServer, RecordedTransport) {
        let transport = try RecordedTransport { request, _ in small.answer(request) }
        let server = try QCFractalServer(
            address: "localhost:7777", credentials: password ? .password(user: "a", password: "b") : .token("t"),
            transport: transport)
        return (server, transport)
    }

    @Test("drives are added once, and computed once")
    func twice() async throws {
        let (server, transport) = try Self.server(SmallServer())
        let first = try await server.submit([Self.drive("a"), Self.drive("b")], toDataset: "Mine")
        #expect((first.newEntries, first.newRecords, first.knownRecords) == (2, 2, 0))
        let second = try await server.submit([Self.drive("b"), Self.drive("c")], toDataset: "Mine")
        #expect((second.newEntries, second.newRecords, second.knownRecords) == (1, 1, 1))
        #expect(transport.requests.allSatisfy { $0.token == "t" })
        let entries = transport.requests.filter { $0.url.hasSuffix("bulkCreate") }
        let body = try JSON.parse(bytes: try #require(entries.first?.body))
        #expect(body[0]?["initial_molecules"]?[0]?["fix_orientation"] == true)
        #expect(body[0]?["attributes"]?.object?.keys == ["canonical_isomeric_explicit_hydrogen_mapped_smiles"])
    }

    @Test("another level of theory under the same name is a conflict, and so are two at once")
    func conflicts() async throws {
        let (server, _) = try Self.server(SmallServer())
        _ = try await server.submit([Self.drive("a")], toDataset: "Mine")
        for drives in [[Self.drive("a", method: "gfn1xtb")], [Self.drive("a"), Self.drive("b", method: "gfn1xtb")]] {
            do {
                _ = try await server.submit(drives, toDataset: "Mine")
                Issue.record("this is a conflict")
            } catch {
                #expect(error.cause == .conflict)
            }
        }
        #expect(try await server.submit([], toDataset: "Mine").newEntries == 0)
    }

    @Test("a token that has run out is renewed")
    func renewal() async throws {
        let small = SmallServer(tokenLasts: 2)
        let (server, transport) = try Self.server(small, password: true)
        let counts = try await server.submit([Self.drive("a")], toDataset: "Mine")
        #expect(counts.newRecords == 1)
        #expect(small.state.withLock { $0.logins } == 3)
        #expect(transport.requests.last?.token == "token 3")
    }

    @Test("credentials come from QCPortal's variables, a token before a name")
    func environment() {
        #expect(Credentials(environment: [:]) == .none)
        let named = ["QCPORTAL_USERNAME": "a", "QCPORTAL_PASSWORD": "b"]
        #expect(Credentials(environment: named) == .password(user: "a", password: "b"))
        #expect(Credentials(environment: named.merging(["QCPORTAL_API_TOKEN": "t"]) { $1 }) == .token("t"))
    }
}

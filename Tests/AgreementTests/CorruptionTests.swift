import Agreement
import Foundation
import JSON
import SMIRNOFF
import TestSupport
import Testing

/// A change to a recorded value, and where the report must show it.
struct Corruption: CustomStringConvertible, Sendable {
    let file: String
    let path: [String]
    let value: @Sendable (JSON) -> JSON?
    let line: String
    let quantity: String

    init(
        _ file: String, _ path: String, _ line: String, _ quantity: String,
        _ value: @escaping @Sendable (JSON) -> JSON?
    ) {
        (self.file, self.line, self.quantity, self.value) = (file, line, quantity, value)
        self.path = path.split(separator: "/").map(String.init)
    }

    var description: String { "\(file): \(path.joined(separator: "/"))" }

    static func shifted(_ amount: Double) -> @Sendable (JSON) -> JSON? {
        { .number(($0.number ?? 0) + amount) }
    }

    static func replaced(_ value: JSON) -> @Sendable (JSON) -> JSON? { { _ in value } }
}

@Suite("The comparison of recorded results finds faults", .enabled(if: !ForceFieldLibrary.standard.available.isEmpty))
struct CorruptionTests {
    static let fixtures = TestData.fixtures.appendingPathComponent("Conformance")
    static let forceField = "openff_unconstrained-2.2.1.offxml"

    static let corruptions = [
        Corruption("molecules", "molecules/1/atoms/0/2", "molecules", "atoms", Corruption.replaced(1)),
        Corruption(
            "molecules", "molecules/2/identifiers/inchi_key", "molecules", "inchi_key", Corruption.replaced("X")),
        Corruption(
            "labels", "molecules/0/labels/\(forceField)/Angles/0/3", "labels", "\(forceField) Angles",
            Corruption.replaced("a99")),
        Corruption("labels", "molecules/1/labels/\(forceField)/Bonds/0", "labels", "\(forceField) Bonds") { _ in nil },
        Corruption(
            "labels", "parameters/\(forceField)/Bonds/b84/length/0", "label_values", "Bonds length",
            Corruption.shifted(1e-8)),
        Corruption(
            "energies_nagl", "molecules/3/conformers/0/vdw", "energies_nagl", "vdw [kJ/mol]", Corruption.shifted(3e-6)),
        Corruption(
            "energies_nagl", "molecules/3/conformers/0/forces/2/1", "energies_nagl", "forces [kJ/mol/nm]",
            Corruption.shifted(0.002)),
        Corruption(
            "energies_nagl", "molecules/0/charges/1", "charges_nagl", "charge [e]", Corruption.shifted(2e-5)),
        Corruption(
            "scans", "molecules/0/points/4/tight_energy_with_restraint", "scans", "energy with restraint [kJ/mol]",
            Corruption.shifted(-2e-4)),
        Corruption("scans", "molecules/0/points/4/tight_energy", "scans", "energy [kJ/mol]", Corruption.shifted(2e-4)),
        Corruption("scans", "molecules/0/objective/X", "scans", "objective, relative", Corruption.shifted(0.1)),
        Corruption("fragments_pfizer", "molecules/12/fragments/0", "fragments_pfizer", "fragments") { _ in nil },
        Corruption(
            "fragments_pfizer", "errors/0/0", "fragments_pfizer", "refusal", Corruption.replaced("ethanol")),
        Corruption(
            "fragments_pfizer", "errors/0/1", "fragments_pfizer", "refusal",
            Corruption.replaced("no parameter for these atoms")),
        Corruption(
            "fragments_wbo", "molecules/6/deduplicated/0", "fragments_wbo", "fragments kept"
        ) { _ in nil },
        Corruption(
            "smirks_pfizer", "molecules/0/fragments/0/parameters/0/k/1/0", "smirks_pfizer", "k [kcal/mol]",
            Corruption.shifted(1e-6)),
        Corruption(
            "smirks_pfizer", "molecules/0/fragments/0/parameters/0/parent_matches/0", "smirks_pfizer",
            "parent matches"
        ) { _ in nil },
        Corruption(
            "schemas", "schemas/0/schema/stages/0/optimizer/n_criteria", "schemas", "schema", Corruption.replaced(3)),
        Corruption(
            "schemas", "factories/cli_debug/optimizer/max_iterations", "factories", "factory", Corruption.replaced(7)),
    ]

    @Test("a changed value is a miss of its line and of no other", arguments: corruptions)
    func changed(corruption: Corruption) async throws {
        let report = try await report(changing: corruption)
        #expect(!report.misses.isEmpty)
        let lines = [corruption.line, corruption.line + "_stages"] + (corruption.file == "schemas" ? ["schemas"] : [])
        #expect(report.misses.allSatisfy { lines.contains($0.line) })
        #expect(
            report.misses.contains { $0.line == corruption.line && $0.quantity == corruption.quantity },
            "\(report.text())")
    }

    @Test(
        "records that lack something are named and skipped, and nothing crashes",
        arguments: [
            ("molecules", "molecules/0/mapped_smiles"), ("labels", "molecules/0/labels"), ("labels", "molecules"),
            ("energies_nagl", "molecules/0/charges"), ("energies_nagl", "molecules/0/conformers/0/forces"),
            ("energies_nagl", "molecules/0/name"), ("scans", "molecules/0/points"), ("scans", "molecules/0/dihedral"),
            ("fragments_pfizer", "molecules/0/fragments"), ("smirks_pfizer", "molecules/0/parent_smiles"),
            ("smirks_pfizer", "molecules/0/fragments/0/parameters/0/k"), ("schemas", "schemas/0/schema"),
        ])
    func lacking(file: String, path: String) async throws {
        for value in [JSON?.none, 3, .array([["a": .null], .null])] {
            let report = try await report(changing: Corruption(file, path, "", "") { _ in value })
            #expect(report.misses.allSatisfy { $0.quantity != "file" }, "\(report.text())")
            if value == nil { #expect(report.misses.isEmpty, "\(report.text())") }
        }
    }

    @Test("a file that is no JSON is a miss")
    func noJSON() async throws {
        let report = try await report(files: ["labels": "{\"molecules\": [", "unknown": "{}"])
        #expect(report.misses.map(\.line) == ["labels"])
        #expect(report.unchecked.contains("unknown: unknown name"))
    }

    private func report(changing corruption: Corruption) async throws -> ConformanceReport {
        var files: [String: String] = [:]
        for name in Set(["molecules", corruption.file]) {
            let json = try JSON.parse(
                bytes: [UInt8](TestData.bytes(of: Self.fixtures.appendingPathComponent(name + ".json"))))
            files[name] =
                (name == corruption.file ? changed(json, corruption.path[...], corruption.value) : json)?.text() ?? ""
        }
        return try await report(files: files)
    }

    private func report(files: [String: String]) async throws -> ConformanceReport {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("conformance-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files {
            try text.write(to: folder.appendingPathComponent(name + ".json"), atomically: false, encoding: .utf8)
        }
        return try await FixtureReportTests.report(on: folder.path)
    }

    private func changed(_ json: JSON, _ path: ArraySlice<String>, _ value: (JSON) -> JSON?) -> JSON? {
        guard let key = path.first else { return value(json) }
        switch json {
        case .object(var object):
            object[key] = object[key].flatMap { changed($0, path.dropFirst(), value) }
            return .object(object)
        case .array(let elements):
            let place = Int(key)
            return .array(
                elements.indices.compactMap {
                    $0 == place ? changed(elements[$0], path.dropFirst(), value) : elements[$0]
                })
        default: return json
        }
    }
}

extension ConformanceReport.Entry {
    var quantity: String { deviation.quantity }
}

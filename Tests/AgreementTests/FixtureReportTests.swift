import Agreement
import Foundation
import SMIRNOFF
import TestSupport
import Testing

@Suite("Conformance with recorded results", .enabled(if: !ForceFieldLibrary.standard.available.isEmpty))
struct FixtureReportTests {
    static let fixtures = TestData.fixtures.appendingPathComponent("Conformance").path
    static let differences = TestData.packageRoot.appendingPathComponent("scripts/conformance-differences.txt")

    static func report(on folder: String) async throws -> ConformanceReport {
        let list = String(decoding: try TestData.bytes(of: differences), as: UTF8.self)
        return await ConformanceChecks().report(
            on: try RecordedSet(folder: folder), justified: try JustifiedDifferences(list))
    }

    @Test("a dozen small molecules agree in every respect")
    func fixturesAgree() async throws {
        let report = try await Self.report(on: Self.fixtures)
        #expect(report.misses.map { "\($0)" } == [])
        let counts = Dictionary(uniqueKeysWithValues: report.lines.map { ($0.name, $0.records.count) })
        let expected = [
            "molecules": 14, "labels": 14, "label_values": 1, "energies_nagl": 14, "charges_nagl": 14,
            "energies_am1bcc": 4, "scans": 1, "fragments_pfizer": 15, "fragments_wbo": 7, "smirks_pfizer": 6,
            "smirks_pfizer_stages": 6, "schemas": 5, "factories": 5,
        ]
        for (name, count) in expected { #expect(counts[name] == count, "\(name)") }
        #expect(report.unchecked.contains("smirks_none: absent"))
    }

    @Test("a folder that is not there, or is empty, is no crash")
    func empty() async throws {
        #expect(throws: RecordError.self) { try RecordedSet(folder: Self.fixtures + "/absent") }
    }

    @Test("a list of differences names its bad line")
    func badList() {
        let error = #expect(throws: RecordError.self) { try JustifiedDifferences("# comment\n\nlabels | x | *") }
        #expect(error?.description.contains("line 3") == true)
    }
}

import Foundation
import Fragmentation
import Testing

@Suite("Fragmentation settings")
struct EngineTests {
    private func decoded(_ json: String) throws -> FragmentationEngine {
        try JSONDecoder().decode(FragmentationEngine.self, from: Data(json.utf8))
    }

    @Test("the default is the bond-order scheme with 21 groups")
    func defaults() throws {
        guard case .wbo(let settings) = FragmentationEngine.standard else {
            Issue.record("the default is the bond-order scheme")
            return
        }
        #expect(settings.functionalGroups.entries.count == 21)
        #expect(settings.threshold == 0.03)
        #expect(settings.heuristic == .pathLength)
        #expect(settings.wboOptions == WBOOptions(method: .am1, maximumConformers: 800, rmsThreshold: 1))
        #expect(!settings.keepNonRotorRingSubstituents)
        #expect(try decoded("{}") == .standard)
    }

    @Test("settings survive JSON, and unknown keys are ignored")
    func roundTrip() throws {
        let engines: [FragmentationEngine] = [
            .standard, .pfizer(PfizerFragmenter(functionalGroups: ["nitro_2": "[NX3:1](=[O:2])=[O:3]", "a": "[F:1]"])),
            .wbo(
                WBOFragmenter(
                    wboOptions: WBOOptions(method: .xtb), threshold: 0.1, heuristic: .wbo,
                    keepNonRotorRingSubstituents: true)),
        ]
        for engine in engines {
            #expect(try JSONDecoder().decode(FragmentationEngine.self, from: JSONEncoder().encode(engine)) == engine)
        }
        #expect(try decoded(#"{"scheme": "Pfizer", "new": 1}"#) == .pfizer(PfizerFragmenter()))
        #expect(throws: DecodingError.self) { try decoded(#"{"scheme": "Fancy"}"#) }
    }
}

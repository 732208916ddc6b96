import Fitting
import Foundation
import MolecularMechanics
import SMIRNOFF
import TestSupport
import Testing

@Suite(
    "Conformance of fits",
    .enabled(if: TestData.oracle != nil && !ForceFieldLibrary.standard.available.isEmpty))
struct ConformanceTests {
    @Test(
        "the objective starts where the reference program's does and ends no higher",
        arguments: ["ethane", "glycine", "biphenyl"])
    func recorded(name: String) throws {
        let recorded = try RecordedFit(name: name)
        let forceField = try recorded.forceField()
        let targets = try recorded.targets(CompiledForceField(forceField))
        let report = try ParameterFit(parameters: recorded.fitted(forceField), targets: targets).run()
        #expect(abs(report.initialObjective - recorded.objective.total_per_evaluation[0]) < 6e-6)
        #expect(report.finalObjective <= recorded.objective.final_full + 1e-4)
        #expect(report.isConverged)
        #expect(report.warnings.isEmpty)
    }

    @Test("the objective of scans with another program's relaxed energies agrees")
    func scans() throws {
        struct File: Decodable { let molecules: [RecordedScan] }
        let oracle = try #require(TestData.oracle)
        let forceField = try CompiledForceField(
            try ForceFieldLibrary.standard.forceField("openff_unconstrained-2.2.1"))
        for scan in try TestData.json(File.self, in: oracle.appendingPathComponent("scans.json.gz")).molecules {
            let target = try scan.target(forceField)
            let torsion = try #require(target.system.propers.first?.source)
            let parameter = FittedParameter(
                reference: torsion, attribute: .k, initialValue: target.system.propers[0].barrier / 4.184, priorWidth: 6
            )
            let report = try ParameterFit(
                parameters: [parameter], targets: [.torsionProfile(target)], options: Self.onlyEvaluation
            ).run()
            #expect(abs(report.initialObjective / scan.objective.X - 1) < 1e-4, "\(scan.name)")
            let profile = try #require(report.targets[0].profile)
            for (ours, theirs) in zip(profile.weights, scan.objective.weights) { #expect(abs(ours - theirs) < 1e-7) }
            for (ours, theirs) in zip(profile.initial, scan.objective.mm_relative_kcal) {
                #expect(abs(ours - theirs) < 1e-4)
            }
        }
    }

    private static var onlyEvaluation: FitOptions {
        var options = FitOptions()
        options.maximumIterations = 0
        return options
    }
}

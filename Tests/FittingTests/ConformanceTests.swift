import Fitting
import Glibc
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
        let began = clock()
        let report = try ParameterFit(parameters: recorded.fitted(forceField), targets: targets).run()
        let seconds = Double(clock() - began) / Double(CLOCKS_PER_SEC)
        print(
            name, report.initialObjective, report.finalObjective, recorded.objective.final_full, report.reason, seconds)
        for iteration in report.iterations { print("  ", iteration) }
        #expect(abs(report.initialObjective - recorded.objective.total_per_evaluation[0]) < 6e-6)
        #expect(report.finalObjective <= recorded.objective.final_full + 1e-4)
        #expect(report.isConverged)
        #expect(report.warnings.isEmpty)
    }
}

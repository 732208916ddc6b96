internal import Agreement
internal import ArgumentParser
internal import Foundation

/// Checks recorded results of established software against this package.
@main
struct ConformanceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conformance",
        abstract: "Check a folder of recorded results: the worst deviations, then a line for each kind.",
        discussion: "Ends with 1 if something differs that is not in the list of justified differences.")

    @Argument(help: "The folder of recorded results.")
    var folder: String

    @Option(help: "The list of justified differences.")
    var differences: String?

    @Option(help: "How many deviations that agree are shown.")
    var worst = 10

    @Flag(help: "Also fragment with AM1 bond orders computed here; takes minutes.")
    var endToEnd = false

    func run() async throws {
        let set = try RecordedSet(folder: folder)
        let list = try differences.map { try String(contentsOfFile: $0, encoding: .utf8) } ?? ""
        let bondOrders: FragmentsCheck.BondOrderSource = { try await OwnBondOrders.orders(for: $0) }
        let checks = ConformanceChecks(bondOrders: endToEnd ? bondOrders : nil)
        let report = await checks.report(on: set, justified: try JustifiedDifferences(list)) { name in
            FileHandle.standardError.write(Data("checking \(name)\n".utf8))
        }
        print(report.text(worst: worst), terminator: "")
        if !report.misses.isEmpty { throw ExitCode.failure }
    }
}

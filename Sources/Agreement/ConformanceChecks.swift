/// All checks, and what is known of the files that have none.
public struct ConformanceChecks: Sendable {
    private static let elsewhere = [
        "timings_python_stack": "speeds of another program", "wire": "answers of a server, checked by its tests",
        "torsion_drives_gfn2": "checked by the tests of TorsionDrive", "fits": "checked by the tests of Fitting",
    ]

    private let checks: [any FileCheck]

    /// The checks in the order of the report.
    ///
    /// - Parameter bondOrders: computes bond orders, to report bond-order fragments without the recorded ones beside; nil
    ///   for none.
    public init(bondOrders: FragmentsCheck.BondOrderSource? = nil) {
        checks = [
            MoleculesCheck(), LabelsCheck(), EnergiesCheck(fileName: "energies_nagl"),
            EnergiesCheck(fileName: "energies_am1bcc"), ScansCheck(), FragmentsCheck(fileName: "fragments_pfizer"),
            FragmentsCheck(fileName: "fragments_wbo", bondOrders: bondOrders), SMIRKSCheck(fileName: "smirks_none"),
            SMIRKSCheck(fileName: "smirks_pfizer"), SMIRKSCheck(fileName: "smirks_wbo"), SchemasCheck(),
        ]
    }

    /// Compares every known file of a set.
    ///
    /// - Parameter progress: told the name of each file before it is compared.
    public func report(
        on set: RecordedSet, justified: JustifiedDifferences, progress: (String) -> Void = { _ in }
    ) async -> ConformanceReport {
        var lines: [ComparisonLine] = []
        var unchecked: [String] = []
        for check in checks {
            progress(check.fileName)
            do {
                guard let file = try set.file(check.fileName) else {
                    unchecked.append("\(check.fileName): absent")
                    continue
                }
                lines += try await check.lines(file, in: set)
            } catch {
                var line = ComparisonLine(check.fileName)
                line.compare("the file") { $0.require("file", false, "\(error)") }
                lines.append(line)
            }
        }
        let known = Set(checks.map(\.fileName)).union(["schema_force_fields"])
        for name in set.names + set.others where !known.contains(name) {
            unchecked.append("\(name): \(Self.elsewhere[name] ?? "unknown name")")
        }
        return ConformanceReport(lines: lines, unchecked: unchecked, justified: justified)
    }
}

public import Chemistry
internal import Foundation

/// The programs of AmberTools: AM1-BCC charges by `antechamber` and `sqm`.
///
/// Each calculation runs in an empty folder of its own, with one thread. A program that takes too long, or whose task is
/// cancelled, is killed with all programs that it has started, and its folder is removed.
public struct AmberTools: Sendable {
    /// The folder of the programs.
    public let programs: String
    /// How long a single program may run.
    public let timeLimit: Duration
    /// The folder in which each calculation gets a folder of its own; nil for the system's temporary folder.
    public let workingFolder: String?

    /// How long a program may run unless said otherwise: six hours, far above AM1 for a hundred atoms.
    public static let defaultTimeLimit = Duration.seconds(6 * 3600)

    /// Finds the programs: the set-up's private environment, `$AMBERHOME/bin`, then `PATH`.
    ///
    /// - Parameters:
    ///   - timeLimit: how long a single program may run.
    ///   - workingFolder: where calculations get their folders; made if need be.
    /// - Throws: ``AmberToolsError`` with the places that were searched.
    public init(
        timeLimit: Duration = Self.defaultTimeLimit, workingFolder: String? = nil
    ) throws(AmberToolsError) {
        let environment = ProcessInfo.processInfo.environment
        try self.init(environment: environment, timeLimit: timeLimit, workingFolder: workingFolder)
    }

    init(
        environment: [String: String], timeLimit: Duration = Self.defaultTimeLimit, workingFolder: String? = nil
    ) throws(AmberToolsError) {
        (self.timeLimit, self.workingFolder) = (timeLimit, workingFolder)
        let data = environment["XDG_DATA_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? NSHomeDirectory() + "/.local/share"
        var folders = [data + "/openff-bespoke/ambertools/bin"]
        if let home = environment["AMBERHOME"], !home.isEmpty { folders.append(home + "/bin") }
        let path = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        let found = (folders + path).first { folder in
            ["antechamber", "sqm"].allSatisfy { FileManager.default.isExecutableFile(atPath: folder + "/" + $0) }
        }
        guard let found else { throw .notInstalled(searched: folders) }
        programs = found
    }

    /// AM1-BCC charges [e] of a molecule, shape `(atoms)`, that sum to its formal charge.
    ///
    /// One ETKDG conformer (seed 1, RMS 0.25 Å) is made whatever conformers the molecule carries; AM1 optimises it.
    /// The rounding of the programs' output is spread evenly over all atoms.
    ///
    /// - Throws: ``AmberToolsError`` when a program fails or its output is not understood, `ChemistryError` when no
    ///   conformer can be made.
    /// - Source: Jakalian, Jack, Bayly, J. Comput. Chem. 2002, 23, 1623 (10.1002/jcc.10128); conventions of
    ///   openff-toolkit's AmberTools wrapper.
    public func am1bccCharges(of molecule: Molecule) async throws -> [Double] {
        let conformers = try molecule.generatedConformers(maximum: 1, rmsThreshold: 0.25)
        var charged = molecule
        charged.conformers = Array(conformers.prefix(1))
        return try await inEmptyFolder { folder in
            try charged.sdf().write(to: folder.appending(path: "molecule.sdf"), atomically: false, encoding: .utf8)
            let name = molecule.smiles(explicitHydrogens: false, mapped: false)
            try await run(
                "antechamber",
                [
                    "-i", "molecule.sdf", "-fi", "sdf", "-o", "charged.mol2", "-fo", "mol2", "-pf", "yes",
                    "-dr", "n", "-c", "bcc", "-nc", String(molecule.formalCharge), "-ek", Self.keywords,
                ], in: folder, molecule: name)
            try await run(
                "antechamber",
                [
                    "-dr", "n", "-i", "charged.mol2", "-fi", "mol2", "-o", "charges2.mol2", "-fo", "mol2",
                    "-c", "wc", "-cf", "charges.txt", "-pf", "yes",
                ], in: folder, molecule: name)
            let text = try String(contentsOf: folder.appending(path: "charges.txt"), encoding: .utf8)
            return try normalised(text, molecule: molecule)
        }
    }

    /// What `sqm` is told: antechamber's own words, but for the routine that diagonalises the Fock matrix (LAPACK's `dsyevd`).
    ///
    /// Left to itself, `sqm` times its routines and takes the one that happens to be the fastest. They differ in the last
    /// digits, and along a flat valley such as a hydroxyl's rotation the optimisation then ends elsewhere: one run in ten gave
    /// benzyl alcohol other charges.
    static let keywords = "qm_theory='AM1', grms_tol=0.0005, scfconv=1.d-10, ndiis_attempts=700, diag_routine=6,"

    private func normalised(_ text: String, molecule: Molecule) throws(AmberToolsError) -> [Double] {
        let charges = text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
        guard charges.count == molecule.atoms.count, charges.allSatisfy(\.isFinite) else {
            throw AmberToolsError(
                code: .unreadableOutput,
                description: "antechamber wrote \(charges.count) charges for \(molecule.atoms.count) atoms")
        }
        let excess = (charges.reduce(0, +) - Double(molecule.formalCharge)) / Double(charges.count)
        return charges.map { $0 - excess }
    }

    func inEmptyFolder<T>(_ body: (URL) async throws -> T) async throws -> T {
        let base = workingFolder.map { URL(fileURLWithPath: $0) } ?? FileManager.default.temporaryDirectory
        let folder = base.appending(path: "openff-bespoke-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(folder)
    }
}

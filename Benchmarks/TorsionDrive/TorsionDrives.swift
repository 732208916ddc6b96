internal import Chemistry
internal import ElectronicStructure
internal import Foundation
internal import JSON
internal import TorsionDrive
internal import Units
internal import Workflow

/// Torsion drives at GFN2-xTB for benchmarks.
///
///     torsion-drives seeds SMILES            the QCSchema input of the drive about the bond of map numbers 1 and 2
///     torsion-drives run WORKERS INPUT...    drives from QCSchema inputs, and what they cost
///     torsion-drives molecule SMILES         a drive about every rotatable bond of a molecule;
///                                        undefined stereocentres get one of their labels
@main
enum TorsionDrives {
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            switch arguments.first {
            case "seeds" where arguments.count == 2: print(try seeds(arguments[1]).text())
            case "run" where arguments.count > 2: try await run(Int(arguments[1]) ?? 1, Array(arguments.dropFirst(2)))
            case "molecule" where arguments.count == 2: try await driveBonds(of: arguments[1])
            default:
                FileHandle.standardError.write(Data("usage: torsion-drives seeds|run|molecule ...\n".utf8))
                exit(2)
            }
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            exit(1)
        }
    }

    private static func preparation(_ smiles: String) throws -> DrivePreparation {
        let spec = TaskSpec(kind: .torsion1d, program: "xtb", model: QCModel(method: "gfn2xtb"))
        return try DrivePreparation(QCTask(spec: spec, smiles: smiles, centralBond: [1, 2]))
    }

    private static func seeds(_ smiles: String) throws -> JSON {
        let ready = try preparation(smiles)
        let molecule = try Molecule(mappedSMILES: ready.cmiles, allowUndefinedStereo: true)
        let bonds = molecule.bonds.map { SchemaBond($0.a, $0.b, order: Double($0.order)) }
        let conformers = ready.setup.conformers.map {
            SchemaMolecule(
                system: ready.setup.system, geometry: $0, name: molecule.hillFormula, mappedSMILES: ready.cmiles,
                connectivity: bonds)
        }
        var keywords = GeometricProcedure.torsionDrive.json.object ?? JSONObject()
        (keywords["constraints"], keywords["converge"]) = (nil, nil)
        keywords["program"] = "xtb"
        let input = TorsionDriveInput(
            keywords: TorsionDriveKeywords(dihedrals: [ready.setup.dihedral], gridSpacing: [ready.setup.gridSpacing]),
            inputSpecification: InputSpecification(method: "GFN2-xTB", basis: nil, keywords: ["verbosity": "muted"]),
            initialMolecules: conformers,
            optimizationSpecification: OptimizationSpecification(keywords: .object(keywords)))
        return try JSON(encoding: input)
    }

    private static func run(_ workers: Int, _ files: [String]) async throws {
        let setups = try files.map { file in
            let text = try String(contentsOfFile: file, encoding: .utf8)
            return try TorsionDriveSetup(input: try JSON.parse(text).decoded(as: TorsionDriveInput.self))
        }
        print(try await DriveReport(setups, engine: XTBEngine(), workers: workers).json.text())
    }

    /// One line for each bond, so that a crash loses no finished drive.
    private static func driveBonds(of smiles: String) async throws {
        var molecule = try Molecule(smiles: smiles, allowUndefinedStereo: true)
        if !molecule.undefinedStereo().isEmpty {
            molecule = molecule.stereoisomers(maximum: 1, onlyUndefined: true).first ?? molecule
        }
        for bond in try molecule.drivenBonds() {
            let ends = bond.map { Element.symbol(molecule.atoms[$0].atomicNumber) + String($0 + 1) }
            let name: JSON = .string(ends[0] + "-" + ends[1])
            do {
                let ready = try preparation(molecule.smiles(driving: bond))
                let report = try await DriveReport([ready.setup], engine: XTBEngine(), workers: 1)
                write(["bond": name, "smiles": .string(ready.cmiles), "report": report.json])
            } catch {
                write(["bond": name, "failure": .string("\(error)")])
            }
        }
    }

    private static func write(_ line: JSON) { FileHandle.standardOutput.write(Data((line.text() + "\n").utf8)) }
}

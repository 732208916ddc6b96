import Chemistry
import Foundation
import TestSupport
import Testing

@Suite("Molecular files")
struct MoleculeFileTests {
    private static let folder = TestData.fixtures.appendingPathComponent("Chemistry").path
    private static let smiles = ["C[C@H](N)C(=O)O", "c1ccccc1/C=C\\C", "C[N+](=O)[O-]"]

    @Test(
        "molecules, their stereochemistry and coordinates are read",
        arguments: ["three_v2000.sdf", "three_v3000.sdf", "three.mae", "three.mol2"])
    func structuresAreRead(_ file: String) throws {
        let molecules = try MoleculeFile.read(Self.folder + "/" + file)
        #expect(molecules.count == 3)
        for (molecule, smiles) in zip(molecules, Self.smiles) {
            #expect(molecule.isIsomorphic(to: try Molecule(smiles: smiles)), "\(molecule.smiles(mapped: false))")
            #expect(molecule.conformers.first?.count == molecule.atoms.count)
        }
    }

    @Test("names and properties of SDF records are kept")
    func propertiesAreKept() throws {
        let alanine = try #require(try MoleculeFile.read(Self.folder + "/three_v2000.sdf").first)
        #expect(alanine.name == "alanine")
        #expect(alanine.properties["source"] == "written by another program")
        #expect(alanine.properties["atom.dprop.PartialCharge"]?.split(separator: " ").count == alanine.atoms.count)
    }

    @Test("a PDB file gives its bonds by CONECT records and names its atoms")
    func proteinDataBankIsRead() throws {
        let molecules = try MoleculeFile.read(Self.folder + "/alanine.pdb")
        #expect(molecules.count == 1)
        #expect(molecules[0].isIsomorphic(to: try Molecule(smiles: Self.smiles[0])))
        #expect(molecules[0].atoms[0].name == "C1")
    }

    @Test("a two-dimensional drawing gives stereochemistry, added hydrogens and no conformer")
    func drawingsAreRead() throws {
        let molecule = try #require(try MoleculeFile.read(Self.folder + "/flat.mol").first)
        #expect(molecule.isIsomorphic(to: try Molecule(smiles: Self.smiles[0])))
        #expect(molecule.conformers.isEmpty)
        #expect(molecule.name == "flat alanine")
    }

    @Test("SDF text is read back as it was written", arguments: [false, true])
    func writtenTextIsReadBack(_ v3000: Bool) throws {
        var molecule = try Molecule(smiles: "C/C=C/[C@@H](F)O")
        molecule.name = "a name"
        molecule.properties = ["remark": "two\nlines", "id": "7"]
        molecule.conformers = try molecule.generatedConformers(maximum: 3, rmsThreshold: 0.1)
        let records = try MoleculeFile.records(in: try molecule.sdf(v3000: v3000), format: .sdf, source: "text")
        #expect(records.count == molecule.conformers.count)
        for (record, positions) in zip(records, molecule.conformers) {
            let read = try record.get()
            #expect(read.name == molecule.name && read.properties == molecule.properties)
            #expect(read.isomorphism(to: molecule) != nil)
            let worst = zip(read.conformers[0], positions).map { ($0 - $1).max() }.max() ?? 1
            #expect(worst < 1e-3)
        }
        molecule.conformers = []
        let drawn = try MoleculeFile.records(in: try molecule.sdf(v3000: v3000), format: .sdf, source: "text")
        #expect(try drawn.first?.get().isIsomorphic(to: molecule) == true)
    }

    @Test("SMILES files and tables give names and properties")
    func textsAreRead() throws {
        let lines = "# remark\nCCO ethanol, of wine\n\nC methane\n"
        let fromLines = try MoleculeFile.records(in: lines, format: .smiles, source: "x.smi").map { try $0.get() }
        #expect(fromLines.map(\.name) == ["ethanol, of wine", "methane"])
        let table = "Name,SMILES,weight\r\n\"ethanol, of \"\"wine\"\"\",CCO,46\r\nmethane,C\r\n"
        let fromTable = try MoleculeFile.records(in: table, format: .table(separator: ","), source: "x.csv")
        #expect(try fromTable.map { try $0.get().name } == ["ethanol, of \"wine\"", "methane"])
        #expect(try fromTable.first?.get().properties == ["weight": "46"])
    }

    @Test("a bad record is named by number and the others are read")
    func badRecordsAreNamed() throws {
        let good = try Molecule(smiles: "CO").sdf()
        let bad = good.replacingOccurrences(of: " C  ", with: " Xx ").replacingOccurrences(of: " O  ", with: " Qq ")
        let records = try MoleculeFile.records(in: good + bad + good, format: .sdf, source: "x.sdf")
        #expect(records.count == 3)
        #expect(throws: Never.self) { try records[0].get() }
        #expect(throws: Never.self) { try records[2].get() }
        let error = #expect(throws: ChemistryError.self) { try records[1].get() }
        #expect(error?.description.hasPrefix("record 2 of 'x.sdf'") == true)
        #expect(error?.description.contains("[") == false)
    }

    @Test("undefined stereochemistry in a file names record and atom")
    func undefinedStereoIsNamed() throws {
        let records = try MoleculeFile.records(in: "CC(F)Cl thing", format: .smiles, source: "x.smi")
        let error = #expect(throws: ChemistryError.self) { try records[0].get() }
        #expect(error?.kind == .undefinedStereo)
        #expect(error?.description.contains("record 1 (thing)") == true)
    }

    @Test("unreadable, empty and unknown files are told apart")
    func unreadableFilesAreRefused() throws {
        let missing = #expect(throws: ChemistryError.self) { try MoleculeFile.read("/nowhere/x.sdf") }
        #expect(missing?.kind == .unreadableFile)
        let empty = FileManager.default.temporaryDirectory.appendingPathComponent("empty-\(UUID().uuidString).sdf")
        try Data("\n \n".utf8).write(to: empty)
        defer { try? FileManager.default.removeItem(at: empty) }
        let error = #expect(throws: ChemistryError.self) { try MoleculeFile.read(empty.path) }
        #expect(error?.description.contains("is empty") == true)
        #expect(throws: ChemistryError.self) { try MoleculeFile.read("noextension") }
    }
}

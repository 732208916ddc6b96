import Chemistry
import Foundation
import Testing

private let isInstalled = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
    FileManager.default.isExecutableFile(atPath: $0 + "/obabel")
}

@Suite("Formats that Open Babel converts", .enabled(if: isInstalled))
struct OpenBabelTests {
    private static let xyz = """
        6
        methanol
        C  -0.0469  0.6629  0.0000
        O  -0.0469 -0.7584  0.0000
        H  -1.0928  0.9697  0.0000
        H   0.4381  1.0714  0.8885
        H   0.4381  1.0714 -0.8885
        H   0.8786 -1.0541  0.0000

        """

    private static let cml = """
        <?xml version="1.0"?>
        <molecule id="acetone" xmlns="http://www.xml-cml.org/schema">
          <atomArray>
            <atom id="a1" elementType="C" hydrogenCount="3"/><atom id="a2" elementType="C"/>
            <atom id="a3" elementType="O"/><atom id="a4" elementType="C" hydrogenCount="3"/>
          </atomArray>
          <bondArray>
            <bond atomRefs2="a1 a2" order="1"/><bond atomRefs2="a2 a3" order="2"/><bond atomRefs2="a2 a4" order="1"/>
          </bondArray>
        </molecule>

        """

    private func read(_ text: String, as name: String) throws -> [Molecule] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("obabel-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent(name)
        try Data(text.utf8).write(to: file)
        return try MoleculeFile.read(file.path)
    }

    @Test("bonds and coordinates of an XYZ file are read")
    func coordinates() throws {
        let molecules = try read(Self.xyz, as: "methanol.xyz")
        #expect(molecules.count == 1)
        let methanol = try #require(molecules.first)
        #expect(methanol.isIsomorphic(to: try Molecule(smiles: "CO")))
        #expect(methanol.conformers.first?.count == 6)
        #expect(abs((methanol.conformers.first?[1].y ?? 0) + 0.7584) < 1e-3)
    }

    @Test("a CML file without coordinates is read")
    func markup() throws {
        let molecules = try read(Self.cml, as: "acetone.cml")
        #expect(molecules.count == 1)
        #expect(molecules.first?.isIsomorphic(to: try Molecule(smiles: "CC(C)=O")) == true)
    }

    @Test("a name that starts like an option is a file all the same")
    func oddName() throws {
        #expect(try read(Self.xyz, as: "-O file.xyz").count == 1)
    }

    @Test("what Open Babel cannot read is refused by name", arguments: ["broken.xyz", "broken.nosuchformat"])
    func refused(_ name: String) {
        let error = #expect(throws: ChemistryError.self) { try read("nonsense\n", as: name) }
        #expect(error?.kind == .unreadableFile)
        #expect(error?.description.contains(name) == true)
    }
}

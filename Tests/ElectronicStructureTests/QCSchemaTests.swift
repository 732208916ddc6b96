import ElectronicStructure
import Foundation
import JSON
import TestSupport
import Testing

@Suite("QCSchema")
struct QCSchemaTests {
    private let smiles = "[H:1][H:2]"

    private var input: TorsionDriveInput {
        let molecule = SchemaMolecule(
            system: ElectronicSystem(atomicNumbers: [1, 1], charge: 0), geometry: [[0, 0, 0], [0, 0, 1.5]], name: "H2",
            mappedSMILES: smiles, connectivity: [SchemaBond(0, 1, order: 1)])
        return TorsionDriveInput(
            keywords: TorsionDriveKeywords(dihedrals: [[3, 0, 1, 2]], gridSpacing: [15]),
            extras: [SchemaMolecule.mappedSMILESKey: .string(smiles)],
            inputSpecification: InputSpecification(
                method: "gfn2xtb", basis: nil, keywords: ["verbosity": "muted"]),
            initialMolecules: [molecule],
            optimizationSpecification: OptimizationSpecification(
                procedure: "Geometric", keywords: ["coordsys": "dlc", "program": "xtb"]))
    }

    @Test("a result is written with its keys in order and nulls where nothing was said")
    func order() throws {
        let result = TorsionDriveResult(
            input: input, finalEnergies: [180: -1.0, -165: -2.5], finalMolecules: [180: input.initialMolecules[0]])
        let json = try JSON(encoding: result)
        #expect(
            json.object?.keys == [
                "schema_name", "schema_version", "keywords", "extras", "input_specification", "initial_molecule",
                "optimization_spec", "provenance", "final_energies", "final_molecules", "optimization_history",
                "stdout",
                "stderr", "success", "error",
            ])
        #expect(json["final_energies"]?.object?.keys == ["-165", "180"])
        #expect(
            json["keywords"]?.text()
                == #"{"dihedrals": [[3, 0, 1, 2]], "grid_spacing": [15], "dihedral_ranges": null, "#
                + #""energy_decrease_thresh": null, "energy_upper_limit": null}"#)
        #expect(json["input_specification"]?["model"]?["basis"]?.isNull == true)
        #expect(json["optimization_spec"]?["procedure"]?.string == "geometric")
        #expect(json["initial_molecule"]?[0]?["geometry"]?.array?.count == 6)
        #expect(json["initial_molecule"]?[0]?["connectivity"]?.text() == "[[0, 1, 1.0]]")
        #expect(json["stdout"]?.isNull == true)
        #expect(try json.decoded(as: TorsionDriveResult.self) == result)
    }

    @Test(
        "grid points are known by every spelling",
        arguments: [("-165", -165), ("[-165]", -165), ("(-165,)", -165), ("[-165.0]", -165), ("180", 180), ("[0]", 0)])
    func spellings(name: String, angle: Int) {
        #expect(GridKey.angle(name) == angle)
    }

    @Test("what is not one whole angle is no grid point", arguments: ["", "x", "[1, 2]", "(1,2,)", "[1.5]", "nan"])
    func wrongSpellings(name: String) {
        #expect(GridKey.angle(name) == nil)
    }

    @Test("a record from an archive, with its own spellings, reads like a fresh one")
    func archive() throws {
        var json = try #require(
            try JSON(
                encoding: TorsionDriveResult(
                    input: input, finalEnergies: [15: -1], finalMolecules: [15: input.initialMolecules[0]])
            ).object)
        let molecule = try #require(json["final_molecules"]?["15"])
        json["final_energies"] = ["[-15]": -1.25, "[15.0]": -1.5]
        json["final_molecules"] = ["(-15,)": molecule, "(15,)": molecule]
        json["initial_molecule"] = molecule
        let result = try JSON.object(json).decoded(as: TorsionDriveResult.self)
        #expect(result.finalEnergies == [-15: -1.25, 15: -1.5])
        #expect(result.finalMolecules[-15]?.mappedSMILES == smiles)
        #expect(result.input.initialMolecules.count == 1)
    }

    @Test("a molecule with too few coordinates is refused at its key")
    func badMolecule() {
        let json: JSON = ["symbols": ["H", "H"], "geometry": [0, 0, 0]]
        #expect(throws: DecodingError.self) { try json.decoded(as: SchemaMolecule.self) }
    }

    @Test("a single point in and out")
    func atomic() throws {
        let json = try JSON(
            encoding: AtomicInput(molecule: input.initialMolecules[0], specification: input.inputSpecification))
        #expect(json["driver"]?.string == "gradient")
        #expect(json["molecule"]?["symbols"]?.text() == #"["H", "H"]"#)
        let answer: JSON = [
            "success": true, "return_result": [[0.0, 0.0, 0.5], [0.0, 0.0, -0.5]],
            "properties": ["return_energy": -1.0],
        ]
        let result = try answer.decoded(as: AtomicResult.self)
        #expect(result.energy == -1 && result.gradient == [0, 0, 0.5, 0, 0, -0.5])
        let failed: JSON = ["success": false, "error": ["error_type": "x", "error_message": "no luck"]]
        let error = #expect(throws: ElectronicStructureError.self) { try failed.decoded(as: AtomicResult.self) }
        #expect(error?.message == "no luck")
    }

    @Test("recorded torsion drives of the reference system are read", .enabled(if: TestData.oracle != nil))
    func recorded() throws {
        let oracle = try #require(TestData.oracle)
        struct Fit: Decodable { let torsion_drives: [TorsionDriveResult] }
        let fit = try TestData.json(Fit.self, in: oracle.appendingPathComponent("fits/biphenyl.json.gz"))
        let drive = try #require(fit.torsion_drives.first)
        #expect(drive.finalEnergies.count == 24 && drive.finalMolecules.count == 24)
        #expect(drive.input.inputSpecification.level(program: "xtb").method == "gfn2xtb")
        #expect(try drive.finalMolecules[-150]?.system().atomicNumbers.count == 22)
    }
}

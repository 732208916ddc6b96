import Foundation
import JSON
import SMIRNOFF
import Testing
import Workflow

@Suite("Inputs of ForceBalance")
struct ForceBalanceInputTests {
    private func inputs(_ targets: [TargetSchema]) throws -> [String: String] {
        let stage = Peroxide.stage(targets)
        let inputs = try ForceBalanceInputs(stage: stage, forceField: Peroxide().forceField())
        #expect(Set(inputs.files.map(\.path)).count == inputs.files.count)
        return Dictionary(uniqueKeysWithValues: inputs.files.map { ($0.path, $0.text) })
    }

    @Test("two torsion targets get names of their own, with the options of their kind")
    func torsions() throws {
        var target = Peroxide.target(.torsionProfile(), try Peroxide().drive())
        target.extras = ["remote": "1"]
        let files = try inputs([target, Peroxide.target(.torsionProfile(), try Peroxide().drive())])
        let lines = try #require(files["optimize.in"]).split(separator: "\n").map(String.init)
        #expect(lines.filter { $0 == "$target" }.count == 2)
        for line in [
            "name torsion-0", "name torsion-1", "weight 1.0", "type TorsionProfile_SMIRNOFF", "attenuate 1",
            "energy_denom 1.0", "energy_upper 10.0", "remote 1", "   ProperTorsions/Proper/k :  6.0", "writelevel 2",
            "maxstep 10", "penalty_type L2", "trust0 -0.25",
        ] {
            #expect(lines.contains(line), "\(line)")
        }
        for name in ["qdata.txt", "scan.xyz", "input.sdf", "conf.pdb", "metadata.json"] {
            #expect(files["targets/torsion-1/\(name)"] != nil, "\(name)")
        }
        let metadata = try JSON.parse(try #require(files["targets/torsion-0/metadata.json"]))
        #expect(metadata["dihedrals"] == [[0, 1, 2, 3]])
        #expect(metadata["torsion_grid_ids"]?.array?.count == 24)
        #expect(metadata["torsion_grid_ids"]?[0] == [-165])
        #expect(metadata["energy_decrease_thresh"] == .null)
        #expect(metadata["coordsys"] == "dlc")
        let scan = try #require(files["targets/torsion-0/qdata.txt"])
        #expect(scan.components(separatedBy: "JOB ").count == 25)
        #expect(scan.components(separatedBy: "ENERGY ").count == 25)
    }

    @Test("the other kinds of target have the lines of theirs")
    func otherKinds() throws {
        let files = try inputs([
            Peroxide.target(.abInitio(), try Peroxide().drive()),
            Peroxide.target(.vibration(modeReassignment: "overlap"), try Peroxide().hessian()),
            Peroxide.target(.optGeo(), try Peroxide().optimization()),
        ])
        let lines = try #require(files["optimize.in"]).split(separator: "\n").map(String.init)
        for line in [
            "name ab-initio-0", "type AbInitio_SMIRNOFF", "attenuate 0", "energy 1", "force 0", "name vib-freq-0",
            "type VIBRATION_SMIRNOFF", "reassign_modes overlap", "name opt-geo-batch-0",
            "type OptGeoTarget_SMIRNOFF", "writelevel 1",
        ] {
            #expect(lines.contains(line), "\(line)")
        }
        let geometry = try #require(files["targets/opt-geo-batch-0/optgeo_options.txt"])
        for line in ["bond_denom 0.05", "angle_denom 8.0", "dihedral_denom 0.0", "improper_denom 20.0"] {
            #expect(geometry.contains(line + "\n"))
        }
        let vibration = try #require(files["targets/vib-freq-0/vdata.txt"]).split(separator: "\n")
        let frequencies = vibration.filter { $0.split(separator: " ").count == 1 }.compactMap { Double($0) }
        #expect(frequencies.first == 4)
        #expect(frequencies.count == 7)
        #expect(frequencies.dropFirst().allSatisfy { $0 > 100 && $0 < 4500 })
    }

    @Test("optimised geometries come in batches")
    func batches() throws {
        let record = try Peroxide().optimization()
        var target = Peroxide.target(.optGeo())
        target.referenceData = .local(records: Array(repeating: record, count: 120))
        target.extras = ["batch_size": "51"]
        let files = try inputs([target])
        let counts = (0...3).map { batch in
            files.keys.filter { $0.hasPrefix("targets/opt-geo-batch-\(batch)/") && $0.hasSuffix(".sdf") }.count
        }
        #expect(counts == [51, 51, 18, 0])
        #expect(files["optimize.in"]?.contains("batch_size") == false)
    }

    @Test("the force field marks what is fitted; a target without local records is refused")
    func forceField() throws {
        let files = try inputs([Peroxide.target(.torsionProfile(), try Peroxide().drive())])
        let text = try #require(files["forcefield/force-field.offxml"])
        #expect(text.contains(#"parameterize="k1, k2""#))
        let marked = try ForceField(offxml: text, allowCosmetic: true)
        #expect(marked.withoutCosmetics() == (try Peroxide().forceField()))
        #expect(throws: WorkflowError.self) { try inputs([TargetSchema()]) }
    }

    @Test("a PDB file has fixed columns and every bond")
    func pdb() throws {
        let files = try inputs([Peroxide.target(.torsionProfile(), try Peroxide().drive())])
        let lines = try #require(files["targets/torsion-0/conf.pdb"]).split(separator: "\n").map(String.init)
        let atoms = lines.filter { $0.hasPrefix("HETATM") }
        #expect(atoms.count == 4 && atoms.allSatisfy { $0.count == 80 })
        #expect(atoms.map { $0.dropFirst(76).prefix(2) } == [" H", " O", " O", " H"])
        #expect(Double(atoms[2].dropFirst(30).prefix(8).trimmingCharacters(in: .whitespaces)) == 1.45)
        #expect(lines.contains("CONECT    2    1    3"))
    }
}

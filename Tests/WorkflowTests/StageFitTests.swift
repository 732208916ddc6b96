import Fitting
import JSON
import Report
import SMIRNOFF
import Testing
import Workflow

@Suite("Fitting a stage to local records")
struct StageFitTests {
    @Test("a torsion drive gives back the k of the force field that made it")
    func torsionDrive() throws {
        let truth = Peroxide(k1: 2.5, k2: 0.4)
        let outcome = try Peroxide.fit(Peroxide.stage([Peroxide.target(.torsionProfile(), truth.drive())]))
        #expect(abs(try Peroxide.value("k1", "ProperTorsions", in: outcome) - 2.5) < 0.02)
        #expect(abs(try Peroxide.value("k2", "ProperTorsions", in: outcome) - 0.4) < 0.02)
        let torsion = try #require(outcome.report.torsions.first)
        #expect(torsion.smirks == [Peroxide.torsion])
        #expect(try #require(torsion.refit?.rmse) < 0.02 * (try #require(torsion.initial?.rmse)))
        #expect(outcome.report.converged)
        #expect(outcome.warnings.allSatisfy { $0.contains("above the lowest and do not count") })
    }

    @Test("an optimised geometry gives back a bond length, a Hessian its force constant")
    func geometryAndHessian() throws {
        let truth = Peroxide(length: 1.52)
        let length = ParameterSchema(type: .bonds, smirks: Peroxide.oxygenBond, attributes: ["length"])
        let bond = try Peroxide.fit(
            Peroxide.stage([Peroxide.target(.optGeo(), truth.optimization())], parameters: [length], type: .bonds))
        #expect(abs(try Peroxide.value("length", "Bonds", in: bond) - 1.52) < 0.002)
        let stiff = Peroxide(bondConstant: 700)
        let constant = ParameterSchema(type: .bonds, smirks: Peroxide.oxygenBond, attributes: ["k"])
        for mode in [nil, "permute", "overlap"] {
            let target = Peroxide.target(.vibration(modeReassignment: mode), try stiff.hessian())
            let fit = try Peroxide.fit(Peroxide.stage([target], parameters: [constant], type: .bonds))
            #expect(abs(try Peroxide.value("k", "Bonds", in: fit) - 700) < 4)
        }
    }

    @Test("job_type single evaluates the objective and changes nothing")
    func single() throws {
        let truth = Peroxide(k1: 2.5)
        var stage = Peroxide.stage([Peroxide.target(.torsionProfile(), try truth.drive())])
        stage.optimizer.jobType = "single"
        let outcome = try Peroxide.fit(stage)
        #expect(try Peroxide.value("k1", "ProperTorsions", in: outcome) == 1)
        #expect(outcome.report.objective.count == 1)
        #expect(outcome.report.objective[0].total > 0.01)
        #expect(outcome.warnings.allSatisfy { $0.contains("above the lowest and do not count") })
    }

    @Test("a fit that does not converge still gives its best force field, and says so")
    func notConverged() throws {
        var stage = Peroxide.stage([Peroxide.target(.torsionProfile(), try Peroxide(k1: 2.5).drive())])
        stage.optimizer.objectiveConvergenceThreshold = 1e-300
        let outcome = try Peroxide.fit(stage)
        #expect(outcome.results.status == .success)
        #expect(abs(try Peroxide.value("k1", "ProperTorsions", in: outcome) - 2.5) < 0.05)
        if !outcome.report.converged {
            #expect(outcome.warnings.contains { $0.contains("best parameters") })
        }
    }

    @Test("drives that share a parameter are fitted jointly, each by its weight")
    func joint() throws {
        var (low, high) = (
            Peroxide.target(.torsionProfile(), try Peroxide(k1: 1).drive()),
            Peroxide.target(.torsionProfile(), try Peroxide(k1: 2).drive())
        )
        let equal = try Peroxide.value("k1", "ProperTorsions", in: Peroxide.fit(Peroxide.stage([low, high])))
        #expect((1.05...1.95).contains(equal))
        (low.weight, high.weight) = (1, 20)
        let weighted = try Peroxide.fit(Peroxide.stage([low, high]))
        #expect(try Peroxide.value("k1", "ProperTorsions", in: weighted) > equal + 0.2)
        #expect(weighted.report.parameters.count == 2)
        var stage = Peroxide.stage([low, high])
        stage.optimizer.jobType = "single"
        let sum = try Peroxide.fit(stage).report.objective[0].total
        stage.optimizer.normalizeWeights = true
        let mean = try Peroxide.fit(stage).report.objective[0].total
        #expect(abs(sum - 21 * mean) < 1e-9 * sum)
    }

    @Test("a prior that is not positive is refused with its path", arguments: ["0", "-6.0"])
    func prior(text: String) {
        let error = #expect(throws: SchemaError.self) {
            try Hyperparameters(text: #"{"type": "ProperTorsions", "priors": {"k": \#(text)}}"#)
        }
        #expect(error?.description.contains("priors -> k: ensure this value is greater than 0") == true)
    }

    @Test("sigma is fitted through rmin_half, and an attribute that cannot be fitted is named")
    func attributes() throws {
        let target = Peroxide.target(.torsionProfile(), try Peroxide(k1: 1.2).drive())
        let atom = ParameterSchema(type: .vdW, smirks: "[#8:1]", attributes: ["epsilon", "sigma"])
        let fit = try Peroxide.fit(Peroxide.stage([target], parameters: [atom], type: .vdW))
        #expect(fit.report.parameters.map(\.attribute) == ["epsilon", "rmin_half"])
        let phase = ParameterSchema(type: .properTorsions, smirks: Peroxide.torsion, attributes: ["k1", "phase1"])
        let kept = try Peroxide.fit(Peroxide.stage([target], parameters: [phase]))
        #expect(kept.report.parameters.count == 1)
        #expect(kept.warnings.contains { $0.contains("phase1") && $0.contains("cannot be fitted") })
    }
}

@Suite("Records that do not fit their target")
struct BadRecordTests {
    private func warnings(of record: JSON, kind: TargetSchema.Kind = .torsionProfile()) throws -> [String] {
        let good = Peroxide.target(.torsionProfile(), try Peroxide(k1: 2).drive())
        return try Peroxide.fit(Peroxide.stage([good, Peroxide.target(kind, record)])).warnings
    }

    private func refusal(of record: JSON, kind: TargetSchema.Kind = .torsionProfile()) -> String {
        do {
            _ = try Peroxide.fit(Peroxide.stage([Peroxide.target(kind, record)]))
            return "accepted"
        } catch { return "\(error)" }
    }

    /// A geometry whose second hydrogen is far from its oxygen and close to the first oxygen.
    private static func moved(_ molecule: JSON) -> JSON {
        var object = molecule.object ?? JSONObject()
        var flat = molecule["geometry"]?.array ?? []
        flat.replaceSubrange(9..<12, with: [-1.2, -1.2, 0])
        object["geometry"] = .array(flat)
        return .object(object)
    }

    @Test("a grid point whose bonds changed is left out, its pairs named; a drive of only such points is refused")
    func connectivity() throws {
        let one = try Peroxide().drive { angle, _, molecule in if angle == 30 { molecule = Self.moved(molecule) } }
        let warning = try #require(try warnings(of: one).first)
        #expect(warning.contains("30°") && warning.contains("missing bonds (3, 4)"))
        let all = try Peroxide().drive { _, _, molecule in molecule = Self.moved(molecule) }
        #expect(refusal(of: all).contains("Reference data does not match target."))
        #expect(try warnings(of: all).contains { $0.contains("torsion-1 are left out") })
        let minimum: JSON = ["final_molecule": Self.moved(Peroxide.molecule(Peroxide().geometry(110)))]
        #expect(refusal(of: minimum, kind: .optGeo()).contains("missing bonds (3, 4)"))
    }

    @Test("records of another molecule are refused with the atom that differs")
    func otherMolecule() throws {
        let wrong: JSON = [
            "final_molecule": Peroxide.molecule(Peroxide().geometry(110), symbols: ["H", "O", "S", "H"])
        ]
        #expect(refusal(of: wrong, kind: .optGeo()).contains("atom 3 is S, in the molecule it is O"))
        let short: JSON = ["final_molecule": Peroxide.molecule(Array(Peroxide().geometry(110).prefix(3)))]
        #expect(refusal(of: short, kind: .optGeo()).contains("3 atoms, the molecule 4"))
    }

    @Test("energies that are not numbers are left out, and named")
    func notANumber() throws {
        let record = try Peroxide().drive { angle, energy, _ in if angle == 15 { energy = .null } }
        #expect(try warnings(of: record).contains { $0.contains("not numbers") })
        let none = try Peroxide().drive { _, energy, _ in energy = .null }
        #expect(refusal(of: none).contains("no point has a usable energy"))
    }

    @Test("a profile without points inside the cut-off is an error, beside a good one a warning")
    func cutoff() throws {
        let drive = try Peroxide(k1: 2).drive()
        let kind = TargetSchema.Kind.torsionProfile(energyCutoff: 1e-9)
        #expect(refusal(of: drive, kind: kind).contains("fewer than two points lie within"))
        #expect(try warnings(of: drive, kind: kind).contains { $0.contains("torsion-1") && $0.contains("left out") })
    }

    @Test("a warning about a torsion drive names the bond that the drive stands for")
    func bondNames() throws {
        let target = Peroxide.target(.torsionProfile(energyCutoff: 2), try Peroxide(k1: 3).drive())
        let warnings = try Peroxide.fit(Peroxide.stage([target])).warnings
        #expect(warnings.contains { $0.hasPrefix("bond 2-3: ") && $0.contains("points lie more than") }, "\(warnings)")
    }

    @Test("incomplete records say what they lack")
    func incomplete() throws {
        #expect(refusal(of: ["success": true]).contains("mapped SMILES"))
        var hessian = try Peroxide().hessian().object ?? JSONObject()
        hessian["return_result"] = [1, 2, 3]
        #expect(refusal(of: .object(hessian), kind: .vibration()).contains("3 second derivatives of 4 atoms, not 144"))
        hessian["driver"] = "gradient"
        #expect(refusal(of: .object(hessian), kind: .vibration()).contains("the driver gradient, not hessian"))
    }

    @Test("a parameter that no molecule uses keeps its value, and a SMIRKS that is absent is an error")
    func parameters() throws {
        let target = Peroxide.target(.torsionProfile(), try Peroxide(k1: 2).drive())
        var forceField = try Peroxide().forceField()
        forceField.add(
            [
                .properTorsion(
                    smirks: "[#6:1]-[#8:2]-[#8:3]-[#6:4]", id: nil,
                    terms: try forceField.parameters(in: "ProperTorsions")[0].torsionTerms())
            ],
            to: "ProperTorsions")
        let unused = ParameterSchema(
            type: .properTorsions, smirks: "[#6:1]-[#8:2]-[#8:3]-[#6:4]", attributes: ["k1"])
        let stage = Peroxide.stage([target], parameters: [Peroxide.torsionParameter, unused])
        let outcome = try FitOutcome(
            FitRequest(stages: [stage], forceField: forceField, charges: Peroxide.charges))
        #expect(outcome.warnings.contains { $0.contains("no target's molecule uses") })
        #expect(throws: WorkflowError.self) { try Peroxide.fit(stage) }
    }
}

import SMIRNOFF
import Testing

@Suite("Editing a force field")
struct EditingTests {
    static func terms(_ values: [Double]) -> [TorsionTerm] {
        values.enumerated().map { index, value in
            TorsionTerm(
                periodicity: index + 1, phase: Quantity(index % 2 == 0 ? 0 : 180, .degree),
                k: Quantity(value, .kilocaloriePerMole))
        }
    }

    @Test("a known SMIRKS is overwritten in place; others are appended with ids counted on")
    func adding() throws {
        var forceField = try ForceField(offxml: OFFXMLTests.small)
        let known = "[*:1]-[#6X4:2]-[#6X4:3]-[*:4]"
        forceField.add(
            [
                .properTorsion(smirks: "[#1:1]-[#6:2]-[#6:3]-[#1:4]", id: "t7-BF", terms: Self.terms([1, 2, 3, 4])),
                .properTorsion(smirks: known, id: "t1-BF", terms: Self.terms([5])),
                .properTorsion(smirks: "[#8:1]-[#6:2]-[#6:3]-[#1:4]", id: nil, terms: Self.terms([6])),
            ], to: "ProperTorsions")
        let parameters = forceField.parameters(in: "ProperTorsions")
        #expect(parameters.map(\.id) == ["t1", "t3", "t5"])
        #expect(parameters[0].smirks == known)
        #expect(try parameters[0].torsionTerms() == Self.terms([5]))
        #expect(try parameters[1].torsionTerms() == Self.terms([1, 2, 3, 4]))
        #expect(try ForceField(offxml: forceField.offxml()) == forceField)
    }

    @Test("constraints are removed, a missing section is made when parameters are added")
    func sections() throws {
        var forceField = try ForceField(offxml: OFFXMLTests.small)
        forceField.removeConstraints()
        #expect(forceField.sections.map(\.tag) == ["Bonds", "ProperTorsions"])
        forceField.add(
            [Parameter(attributes: ["smirks": "[*:1]", "epsilon": "0.1*kilocalorie/mole", "sigma": "3*angstrom"])],
            to: "vdW")
        #expect(forceField.parameters(in: "vdW").first?.id == "n2")
        #expect(try ForceField(offxml: forceField.offxml()) == forceField)
    }

    @Test("terms of a torsion can be read, changed and expanded")
    func torsions() throws {
        var forceField = try ForceField(offxml: OFFXMLTests.small)
        var parameter = forceField.parameters(in: "ProperTorsions")[0]
        #expect(parameter.torsionTermCount == 1)
        let term = try #require(try parameter.torsionTerms().first)
        #expect(term.periodicity == 3 && term.idivf == 1 && term.k.value == 0.15 && term.phase.value == 0)
        try parameter.setK(-0.25, term: 1)
        #expect(parameter.attributes["k1"] == "-2.500000000000e-01 * mole ** -1 * kilocalorie ** 1")
        #expect(throws: ForceFieldError.self) { try parameter.setK(1, term: 2) }
        parameter.setTorsionTerms(Self.terms([0, 0, 0.15, 0]))
        forceField["ProperTorsions"]?.parameters[0] = parameter
        let again = try ForceField(offxml: forceField.offxml())
        #expect(try again.parameters(in: "ProperTorsions")[0].torsionTerms().map(\.k.value) == [0, 0, 0.15, 0])
    }

    @Test("marks of fitted parameters are cosmetic")
    func marks() throws {
        var forceField = try ForceField(offxml: OFFXMLTests.small)
        try forceField.setParameterized(["k1", "k2"], in: "ProperTorsions", at: 0)
        #expect(forceField.offxml().contains("parameterize=\"k1, k2\""))
        #expect(forceField.offxml(discardingCosmetics: true) == OFFXMLTests.small)
        #expect(throws: ForceFieldError.self) { try forceField.setParameterized([], in: "ProperTorsions", at: 1) }
    }

    @Test("interpolated values are read with their bond orders")
    func interpolated() throws {
        let text = OFFXMLTests.small.replacing(
            "k1=\"0.15 * mole ** -1 * kilocalorie ** 1\"",
            with: "k1_bondorder1=\"1 * kilocalorie/mole\" k1_bondorder2=\"3 * kilocalorie/mole\"")
        let parameter = try ForceField(offxml: text).parameters(in: "ProperTorsions")[0]
        #expect(parameter.isInterpolated)
        let points = try #require(try parameter.torsionTerms().first).kByBondOrder
        #expect(points.map(\.bondOrder) == [1, 2])
        #expect(points.map(\.k.value) == [1, 3])
        let values = points.map { (x: $0.bondOrder, y: $0.k.value) }
        #expect([0.5, 1, 1.25, 2, 3].map { Interpolation.value(at: $0, points: values) } == [0, 1, 1.5, 3, 5])
    }

    @Test("a number is rewritten in the attribute's own units")
    func units() throws {
        var bond = Parameter(attributes: [
            "smirks": "[*:1]~[*:2]", "k": "10 * kilocalories / mole / angstrom**2", "length": "2*3*angstrom",
        ])
        try bond.setQuantity(Quantity(parsing: "836.8 * kilojoule/mole/nanometer**2"), of: "k")
        #expect(bond.attributes["k"] == "2.000000000000e+00 * kilocalories / mole / angstrom**2")
        try bond.setValue(7, of: "length")
        #expect(try bond.quantity("length").internalValue == 0.7000000000000001)
        #expect(throws: ForceFieldError.self) { try bond.setQuantity(Quantity(1, .degree), of: "k") }
    }
}

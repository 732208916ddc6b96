import SMIRNOFF
import TestSupport
import Testing

@Suite("OFFXML")
struct OFFXMLTests {
    static let library = ForceFieldLibrary.standard
    static let installed = library.available

    static let small = """
        <?xml version="1.0" encoding="utf-8"?>
        <SMIRNOFF version="0.3" aromaticity_model="OEAroModel_MDL">
            <Author>A &amp; B</Author>
            <Date>2020-01-02</Date>
            <Constraints version="0.3">
                <Constraint smirks="[#1:1]-[*:2]" id="c1"></Constraint>
            </Constraints>
            <Bonds version="0.4" potential="harmonic" fractional_bondorder_method="AM1-Wiberg">
                <Bond smirks="[#6:1]-[#6:2]" id="b1" length="1.5 * angstrom" k="500.0 * kilocalories / mole / angstrom**2"></Bond>
            </Bonds>
            <ProperTorsions version="0.4" default_idivf="auto">
                <Proper smirks="[*:1]-[#6X4:2]-[#6X4:3]-[*:4]" periodicity1="3" phase1="0.0 * degree ** 1" id="t1" \
        k1="0.15 * mole ** -1 * kilocalorie ** 1" idivf1="1.0"></Proper>
            </ProperTorsions>
        </SMIRNOFF>
        """

    @Test(
        "every installed force field is written as it was read", .enabled(if: !installed.isEmpty), arguments: installed)
    func roundTrip(name: String) throws {
        let text = try Self.library.text(for: name)
        let forceField = try ForceField(offxml: text)
        #expect(try ForceField(offxml: forceField.offxml()) == forceField)
        #expect(Self.values(forceField.offxml()) == Self.values(text))
    }

    /// All quoted values of an XML text without comments, in order.
    static func values(_ text: String) -> [Substring] {
        let bare = text.replacing(/<!--.*?-->|<\?.*?\?>/.dotMatchesNewlines(), with: "")
        return bare.split(separator: "\"", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }
            .map(\.element)
    }

    @Test("all 73 files of the openforcefields package are there", .enabled(if: !installed.isEmpty))
    func count() { #expect(Self.installed.count >= 73) }

    @Test("author, date, section attributes and parameters are read in their order")
    func parts() throws {
        let forceField = try ForceField(offxml: Self.small)
        #expect(forceField.author == "A & B")
        #expect(forceField.date == "2020-01-02")
        #expect(forceField.sections.map(\.tag) == ["Constraints", "Bonds", "ProperTorsions"])
        #expect(forceField["Bonds"]?.attributes["fractional_bondorder_method"] == "AM1-Wiberg")
        let bond = try #require(forceField.parameters(in: "Bonds").first)
        #expect(bond.attributes.names == ["smirks", "id", "length", "k"])
        #expect(abs(try bond.quantity("k").internalValue - 500 * 4.184 * 100) < 1e-7)
        #expect(forceField.offxml() == Self.small)
    }

    @Test("changing one k rewrites that text alone, with 13 digits, in its own unit style")
    func edit() throws {
        var forceField = try ForceField(offxml: Self.small)
        try forceField.setValue(1.234567890123, of: "k1", in: "ProperTorsions", at: 0)
        let expected = Self.small.replacing("0.15 * mole", with: "1.234567890123e+00 * mole")
        #expect(forceField.offxml() == expected)
    }

    @Test("an unknown attribute is refused by name and line unless cosmetics are allowed")
    func cosmetics() throws {
        let text = Self.small.replacing("id=\"b1\"", with: "id=\"b1\" parameterize=\"k, length\"")
        let error = #expect(throws: ForceFieldError.self) { try ForceField(offxml: text) }
        #expect(error?.code == .unknownAttribute)
        #expect(error?.line == 9)
        #expect(error?.description.contains("<Bond> id 'b1' may not have the attribute 'parameterize'") == true)
        let kept = try ForceField(offxml: text, allowCosmetic: true)
        #expect(kept.offxml() == text)
        #expect(kept.offxml(discardingCosmetics: true) == Self.small)
    }

    @Test(
        "what is wrong is named",
        arguments: [
            ("version=\"0.3\" aro", "version=\"0.1\" aro", "the SMIRNOFF version is '0.1'"),
            ("OEAroModel_MDL", "OEAroModel_OpenEye", "aromaticity model 'OEAroModel_OpenEye'"),
            ("<Bonds ", "<Bondz ", "no section <Bondz>"),
            ("<Bonds version=\"0.4\"", "<Bonds version=\"0.9\"", "version '0.9' of <Bonds>"),
            ("1.5 * angstrom", "1.5", "write for example"),
            ("1.5 * angstrom", "1.5 * degree", "dimensionless"),
            ("1.5 * angstrom", "1.5 * furlong", "the unit 'furlong' is not known"),
            ("length=\"1.5 * angstrom\"", "", "has no attribute 'length'"),
            ("phase1=\"0.0 * degree ** 1\"", "", "has no attribute 'phase1'"),
            ("k1=\"0.15 * mole ** -1 * kilocalorie ** 1\"", "", "has no attribute 'k1'"),
            ("idivf1=\"1.0\"", "idivf2=\"1.0\"", "'idivf2'"),
            ("periodicity1=\"3\"", "periodicity1=\"3.5\"", "not a whole number"),
            ("</Bonds>", "</Bond>", "closes <Bonds>"), ("</Bonds>", "oops</Bonds>", "the text 'oops"),
            ("A &amp; B", "A & B", "not a character reference"),
        ])
    func wrong(old: String, new: String, reason: String) {
        var text = Self.small.replacing(old, with: new)
        if new == "<Bondz " { text = text.replacing("</Bonds>", with: "</Bondz>") }
        let error = #expect(throws: ForceFieldError.self) { try ForceField(offxml: text) }
        #expect(error?.message.contains(reason) == true, "\(String(describing: error))")
        #expect(error?.line != nil)
    }
}

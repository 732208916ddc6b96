import SMIRNOFF
import Testing

@Suite("Quantities")
struct QuantityTests {
    @Test(
        "unit texts of all styles convert to internal units",
        arguments: [
            ("1.0 * kilocalorie_per_mole", 4.184), ("1.0 * kilocalories_per_mole ** 1", 4.184),
            ("2 * mole ** -1 * kilocalorie ** 1", 8.368), ("2 * kilocalories / mole", 8.368),
            ("2*kilocalorie/mole", 8.368), ("2 kilocalorie/mole", 8.368), ("1 * kilojoule_per_mole ** 1", 1),
            ("500 * kilocalorie_per_mole ** 1 * angstrom ** -2", 209200),
            ("500 * kilocalorie / mole / angstrom**2", 209200),
            ("500 * (kilocalorie / mole) / (angstrom * angstrom)", 209200), ("1 * angstrom", 0.1),
            ("1 * nanometer ** 1", 1),
            ("180 * degree", Double.pi), ("-0.5 * elementary_charge ** 1", -0.5), ("+1.5e-1*e", 0.15), ("-2**2", -4),
            ("2 * (1 + 2) * nanometer", 6), ("1 * nanometer + 5 * angstrom", 1.5), ("2 ** -1 * nanometers", 0.5),
            ("3 * 2 * angstrom", 0.6), (".5 * angstrom", 0.05), ("5.*angstrom", 0.5), ("angstrom", 0.1),
            ("1.2 * mole**-1 * radian**-2 * kilocalorie", 1.2 * 4.184),
        ])
    func parsing(text: String, value: Double) throws {
        #expect(abs(try Quantity(parsing: text).internalValue - value) <= 1e-12 * max(1, abs(value)))
    }

    @Test(
        "what is no quantity is refused",
        arguments: [
            "", " ", "*", "1 *", "1 ** angstrom", "1 * furlong", "1 / 0", "(1", "1)", "1.2.3", "1 .2", "nan", "inf",
            "1e999",
            "1 * angstrom + 1 * degree", "2 ** 999", "--", "0x10", String(repeating: "(", count: 500),
        ])
    func refused(text: String) {
        #expect(throws: ForceFieldError.self) { try Quantity(parsing: text) }
    }

    @Test("conversion between units of a dimension, and its refusal between others")
    func conversion() throws {
        let k = try Quantity(parsing: "4.184 * kilojoule / mole")
        #expect(abs(try k.value(in: .kilocaloriePerMole) - 1) < 1e-15)
        #expect(throws: ForceFieldError.self) { try k.value(in: .angstrom) }
    }

    @Test("quantities are printed with 13 digits and read back")
    func printing() throws {
        let k = Quantity(1.2345678901234, .kilocaloriePerMole)
        #expect(k.description == "1.234567890123e+00 * mole**-1 * kilocalorie**1")
        #expect(try Quantity(parsing: k.description).value == 1.234567890123)
    }
}

import Testing
import Units

@Suite("Constants")
struct ConstantsTests {
    @Test("a hartree is 627.5095 kcal/mol, as ForceBalance counts it")
    func hartree() {
        #expect(abs(Constants.kilocaloriePerMolePerHartree - 627.5094646) < 1e-6)
    }

    @Test("a bohr is the same length in both units")
    func bohr() {
        #expect(Constants.nanometerPerBohr * 10 == Constants.angstromPerBohr)
    }

    @Test("two unit charges a nanometre apart repel with 138.935 kJ/mol, e²N_A/(4πε₀) from CODATA 2018")
    func coulomb() {
        let (e, avogadro, epsilon0) = (1.602176634e-19, 6.02214076e23, 8.8541878128e-12)
        let expected = e * e * avogadro / (4 * .pi * epsilon0) / 1e-9 / 1000
        #expect(abs(Constants.coulomb / expected - 1) < 1e-7)
    }
}

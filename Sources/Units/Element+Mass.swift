extension Element {
    /// The mass of an element's most abundant isotope [Da], or nil for elements that OpenFF force fields do not cover.
    ///
    /// - Source: AME2020 as NIST lists it; QCSchema uses the same isotopes where a molecule states no masses.
    public static func mass(_ atomicNumber: Int) -> Double? { masses[atomicNumber] }

    private static let masses: [Int: Double] = [
        1: 1.00782503223, 3: 7.0160034366, 5: 11.00930536, 6: 12, 7: 14.00307400443, 8: 15.99491461957,
        9: 18.99840316273, 11: 22.989769282, 12: 23.985041697, 14: 27.97692653465, 15: 30.97376199842,
        16: 31.9720711744, 17: 34.968852682, 19: 38.9637064864, 20: 39.962590863, 34: 79.9165218, 35: 78.9183376,
        53: 126.9044719,
    ]
}

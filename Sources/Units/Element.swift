/// Facts about the chemical elements.
public enum Element {
    /// The symbol of the element of an atomic number 1…118; `X` for any other number.
    public static func symbol(_ atomicNumber: Int) -> String {
        (1...118).contains(atomicNumber) ? symbols[atomicNumber - 1] : "X"
    }

    /// The atomic number of a symbol, in any case, or nil.
    public static func atomicNumber(_ symbol: String) -> Int? {
        let lowered = symbol.lowercased()
        return symbols.firstIndex { $0.lowercased() == lowered }.map { $0 + 1 }
    }

    /// The covalent radius [Å], or 1.5 outside 1…86.
    ///
    /// - Source: Cordero et al., Dalton Trans. 2008, 2832 (sp³ carbon; low-spin metals).
    public static func covalentRadius(_ atomicNumber: Int) -> Double {
        (1...86).contains(atomicNumber) ? Double(radii[atomicNumber - 1]) / 100 : 1.5
    }

    private static let symbols = """
        H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr \
        Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu \
        Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt \
        Ds Rg Cn Nh Fl Mc Lv Ts Og
        """.split(separator: " ").map(String.init)

    /// Covalent radii [pm], hydrogen first.
    private static let radii = [
        31, 28, 128, 96, 84, 76, 71, 66, 57, 58, 166, 141, 121, 111, 107, 105, 102, 106, 203, 176, 170, 160, 153, 139,
        139, 132, 126, 124, 132, 122, 122, 120, 119, 120, 120, 116, 220, 195, 190, 175, 164, 154, 147, 146, 142, 139,
        145, 144, 142, 139, 139, 138, 139, 140, 244, 215, 207, 204, 203, 201, 199, 198, 198, 196, 194, 192, 192, 189,
        190, 187, 187, 175, 170, 162, 151, 144, 141, 136, 136, 132, 145, 146, 148, 140, 150, 150,
    ]
}

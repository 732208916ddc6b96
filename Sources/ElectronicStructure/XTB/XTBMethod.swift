/// The tight-binding methods of libxtb.
public enum XTBMethod: String, Sendable, CaseIterable {
    /// GFN0-xTB: Pracht, Caldeweyher, Ehlert, Grimme, ChemRxiv 2019.
    case gfn0 = "gfn0xtb"
    /// GFN1-xTB: Grimme, Bannwarth, Shushkov, J. Chem. Theory Comput. 2017, 13, 1989.
    case gfn1 = "gfn1xtb"
    /// GFN2-xTB: Bannwarth, Ehlert, Grimme, J. Chem. Theory Comput. 2019, 15, 1652.
    case gfn2 = "gfn2xtb"
    /// GFN-FF, a force field: prints and writes files on loading, so it needs a process of its own.
    case gfnFF = "gfnff"

    /// The method of a name such as `gfn2xtb`, `GFN2-xTB` or `gfn2`.
    public init?(name: String) {
        let plain = String(name.lowercased().filter { $0.isLetter || $0.isNumber })
        let match = Self.allCases.first { $0.rawValue == plain || $0.rawValue == plain + "xtb" }
        guard let match else { return nil }
        self = match
    }

    /// Whether it may only run in a process of its own.
    public var needsOwnProcess: Bool { self == .gfnFF }
}

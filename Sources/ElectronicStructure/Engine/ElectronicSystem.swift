/// The nuclei and the number of electrons of one molecule, without a geometry.
public struct ElectronicSystem: Sendable, Codable, Hashable {
    /// Atomic numbers; shape `(atoms)`.
    public let atomicNumbers: [Int]
    /// The total charge [e].
    public let charge: Int
    /// The spin multiplicity 2S + 1.
    public let multiplicity: Int

    /// A molecule from its atomic numbers, total charge [e] and spin multiplicity.
    public init(atomicNumbers: [Int], charge: Int, multiplicity: Int = 1) {
        self.atomicNumbers = atomicNumbers
        self.charge = charge
        self.multiplicity = multiplicity
    }

    /// The number of unpaired electrons, 2S.
    public var unpairedElectrons: Int { multiplicity - 1 }

    /// Refuses a molecule no program could treat.
    ///
    /// - Parameter heaviest: the largest atomic number the method has parameters for.
    /// - Throws: ``ElectronicStructureError`` of kind `input`: no atoms, an element that is not covered, or a
    ///   multiplicity the number of electrons does not allow.
    public func validate(heaviest: Int) throws(ElectronicStructureError) {
        guard !atomicNumbers.isEmpty else { throw ElectronicStructureError(.input, "the molecule has no atoms") }
        for (atom, number) in atomicNumbers.enumerated() where !(1...heaviest).contains(number) {
            throw ElectronicStructureError(
                .input, "atom \(atom) has atomic number \(number); the method covers 1 to \(heaviest)")
        }
        let electrons = atomicNumbers.reduce(0, +) - charge
        guard electrons >= 0, multiplicity >= 1, unpairedElectrons <= electrons,
            (electrons - unpairedElectrons).isMultiple(of: 2)
        else {
            throw ElectronicStructureError(
                .input,
                "\(electrons) electrons (charge \(charge)) cannot have multiplicity \(multiplicity); check the charge")
        }
    }

    /// Refuses a geometry on which an energy would mean nothing.
    ///
    /// Atoms closer than 0.5 bohr are refused: xTB answers with a plausible-looking success there.
    /// - Parameter geometry: positions [bohr], one per atom.
    /// - Throws: ``ElectronicStructureError`` of kind `input`: wrong length, a coordinate that is not finite or
    ///   larger than 10⁶ bohr, or two atoms closer than 0.5 bohr.
    public func validate(geometry: [SIMD3<Double>]) throws(ElectronicStructureError) {
        guard geometry.count == atomicNumbers.count else {
            throw ElectronicStructureError(
                .input, "the geometry has \(geometry.count) positions for \(atomicNumbers.count) atoms")
        }
        for (i, a) in geometry.enumerated() {
            guard a.x.magnitude < 1e6, a.y.magnitude < 1e6, a.z.magnitude < 1e6 else {
                throw ElectronicStructureError(.input, "the position of atom \(i) is not finite or too large: \(a)")
            }
            for j in 0..<i {
                let d = a - geometry[j]
                guard (d * d).sum() > 0.25 else {
                    throw ElectronicStructureError(.input, "atoms \(j) and \(i) coincide (closer than 0.5 bohr)")
                }
            }
        }
    }
}

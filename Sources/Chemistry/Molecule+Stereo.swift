internal import CRDKit

extension Molecule {
    /// Stereocentres and double bonds that could have a configuration but have none stated.
    ///
    /// Atoms first, then bonds. Rings' pseudo-asymmetric centres are not looked for.
    public func undefinedStereo() -> [UndefinedStereo] {
        let (atomFlags, bondFlags) = stereoFlags(crd_undefined_stereo)
        return flagged(atomFlags).map(UndefinedStereo.atom) + flagged(bondFlags).map(UndefinedStereo.bond)
    }

    /// Atoms and bonds [0-based indices] that are stereogenic, whether or not a configuration is stated.
    public func possibleStereo() -> (atoms: [Int], bonds: [Int]) {
        let (atomFlags, bondFlags) = stereoFlags(crd_possible_stereo)
        return (flagged(atomFlags), flagged(bondFlags))
    }

    /// Distinct stereoisomers of the molecule, in a fixed order; name, properties and map numbers kept, conformers not.
    ///
    /// - Parameters:
    ///   - maximum: the most isomers to make.
    ///   - onlyUndefined: keep stated configurations and vary only the others.
    public func stereoisomers(maximum: Int, onlyUndefined: Bool = false) -> [Molecule] {
        guard maximum > 0 else { return [] }
        var pointers = [OpaquePointer?](repeating: nil, count: maximum)
        var text: UnsafeMutablePointer<CChar>?
        let count = crd_stereoisomers(handle.pointer, onlyUndefined ? 1 : 0, Int32(maximum), &pointers, &text)
        crd_free(text)
        guard count > 0 else { return [self] }
        return pointers.prefix(Int(count)).compactMap { pointer in
            guard let pointer else { return nil }
            var isomer = Molecule(taking: pointer, name: name, properties: properties)
            for index in atoms.indices {
                isomer.atoms[index].mapNumber = atoms[index].mapNumber
                isomer.atoms[index].name = atoms[index].name
            }
            return isomer
        }
    }

    /// The molecule itself or, where its stereochemistry is undefined, each stereoisomer of which a geometry can be made; their
    /// names end in `_1`, `_2`, ….
    ///
    /// - Parameter maximum: the most isomers.
    /// - Throws: ``ChemistryError`` of kind `undefinedStereo` when there are more, `conformerGeneration` when there is none.
    public func definedStereoisomers(maximum: Int = 64) throws(ChemistryError) -> [Molecule] {
        guard !undefinedStereo().isEmpty else { return [self] }
        let all = stereoisomers(maximum: maximum + 1, onlyUndefined: true)
        guard all.count <= maximum else {
            throw ChemistryError(
                .undefinedStereo,
                "\(smiles(explicitHydrogens: false, mapped: false)) has more than \(maximum) stereoisomers; "
                    + "state some of the configurations")
        }
        var isomers: [Molecule] = []
        for isomer in all where isomer.undefinedStereo().isEmpty {
            if (try? isomer.generatedConformers(maximum: 1, rmsThreshold: 0)) != nil { isomers.append(isomer) }
        }
        guard !isomers.isEmpty else {
            throw ChemistryError(
                .conformerGeneration,
                "no stereoisomer of \(smiles(explicitHydrogens: false, mapped: false)) can be given a geometry")
        }
        guard isomers.count > 1 else { return isomers }
        for index in isomers.indices { isomers[index].name += "_\(index + 1)" }
        return isomers
    }

    func refuseUndefinedStereo(in subject: String) throws(ChemistryError) {
        let places = undefinedStereo()
        guard !places.isEmpty else { return }
        let names = places.map { place in
            switch place {
            case .atom(let index): "atom \(label(index))"
            case .bond(let index): "bond \(label(bonds[index].a))=\(label(bonds[index].b))"
            }
        }
        throw ChemistryError(
            .undefinedStereo,
            "\(subject) has undefined stereochemistry at \(names.joined(separator: ", ")); "
                + "state the configuration (@ or @@ at atoms, / and \\ at double bonds), or take every one (--enumerate-stereo)"
        )
    }

    /// Symbol and 1-based place of an atom, with its map number if it has one.
    private func label(_ index: Int) -> String {
        let map = atoms[index].mapNumber
        return "\(atoms[index].symbol)\(index + 1)" + (map > 0 && map != index + 1 ? " (map \(map))" : "")
    }

    private typealias StereoCall = (
        OpaquePointer, UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<UInt8>,
        UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    ) -> Int32

    private func stereoFlags(_ call: StereoCall) -> (atoms: [UInt8], bonds: [UInt8]) {
        var atomFlags = [UInt8](repeating: 0, count: max(atoms.count, 1))
        var bondFlags = [UInt8](repeating: 0, count: max(bonds.count, 1))
        var text: UnsafeMutablePointer<CChar>?
        _ = call(handle.pointer, &atomFlags, &bondFlags, &text)
        crd_free(text)
        return (atomFlags, bondFlags)
    }

    private func flagged(_ flags: [UInt8]) -> [Int] { flags.indices.filter { flags[$0] != 0 } }
}

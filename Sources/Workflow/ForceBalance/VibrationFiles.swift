internal import Chemistry
internal import ElectronicStructure
internal import JSON
internal import LinearAlgebra
internal import MolecularMechanics
internal import Units

/// The files of a target of vibrational frequencies.
struct VibrationFiles {
    /// Name and text of each file.
    let files: [(String, String)]

    /// - Throws: ``WorkflowError`` or `ChemistryError` when the record is not a Hessian of its molecule.
    init(_ json: JSON) throws {
        let record = try HessianRecord(json)
        let texts = try MoleculeTexts(cmiles: record.cmiles)
        let geometry = record.molecule.geometry
        try record.molecule.check(is: texts.molecule, cmiles: record.cmiles, record: "the Hessian")
        let table = texts.molecule.atoms.compactMap { Element.mass($0.atomicNumber) }
        let masses = record.molecule.masses ?? table
        guard masses.count == geometry.count else {
            throw WorkflowError(
                type: "MissingReferenceError", "the Hessian of \(record.cmiles) needs the masses of its atoms")
        }
        let unit = Constants.kilojoulePerMolePerHartree / (Constants.nanometerPerBohr * Constants.nanometerPerBohr)
        var hessian = record.hessian
        for index in hessian.elements.indices { hessian.elements[index] *= unit }
        let modes = try NormalModes(hessian: hessian, masses: masses)
        let blocks = zip(modes.frequencies, modes.modes).map { Self.block($0, $1, masses) }
        files = [
            ("conf.pdb", texts.pdb(geometry)), ("input.sdf", try texts.sdf(geometry)),
            ("vdata.txt", texts.xyz(geometry, comment: record.cmiles) + "\n" + blocks.joined(separator: "\n")),
        ]
    }

    /// A frequency [cm⁻¹] and its Cartesian displacements, of unit length.
    private static func block(_ frequency: Double, _ mode: [Double], _ masses: [Double]) -> String {
        let plain = mode.enumerated().map { $0.element / masses[$0.offset / 3].squareRoot() }
        let length = plain.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let rows = stride(from: 0, to: plain.count, by: 3).map { start in
            plain[start..<start + 3].map { MoleculeTexts.fixed($0 / length, 6) }.joined(separator: " ")
        }
        return ([MoleculeTexts.fixed(frequency, 4)] + rows).joined(separator: "\n") + "\n"
    }
}

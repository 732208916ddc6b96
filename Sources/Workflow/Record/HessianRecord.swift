internal import ElectronicStructure
internal import JSON
internal import LinearAlgebra

/// What a fit reads of a QCSchema `AtomicResult` with the driver `hessian`.
struct HessianRecord {
    /// The molecule as mapped SMILES, in the order of the geometry.
    let cmiles: String
    /// Atoms and geometry.
    let molecule: RecordMolecule
    /// Second derivatives of the energy [hartree/bohr²], shape `(3 atoms, 3 atoms)`.
    let hessian: Matrix
    /// Largest component of the gradient at the geometry [hartree/bohr], where the record has it.
    let largestGradient: Double?

    /// Reads a record; the matrix may be flat or a list of rows.
    ///
    /// - Throws: ``WorkflowError`` that names what the record lacks.
    init(_ record: JSON) throws(WorkflowError) {
        func missing(_ what: String) -> WorkflowError {
            WorkflowError(type: "MissingReferenceError", "a Hessian record has \(what)")
        }
        if let driver = record["driver"]?.string, driver != "hessian" {
            throw missing("the driver \(driver), not hessian")
        }
        guard let cmiles = RecordMolecule.cmiles(of: record, molecules: record["molecule"]) else {
            throw missing("no mapped SMILES (\(SchemaMolecule.mappedSMILESKey))")
        }
        guard let molecule = RecordMolecule(record["molecule"]) else { throw missing("no geometry") }
        guard let rows = record["return_result"]?.array else { throw missing("no return_result") }
        let flat = rows.flatMap { $0.array ?? [$0] }.compactMap(\.number)
        let size = 3 * molecule.geometry.count
        guard flat.count == size * size else {
            throw missing("\(flat.count) second derivatives of \(molecule.geometry.count) atoms, not \(size * size)")
        }
        guard flat.allSatisfy(\.isFinite) else { throw missing("a second derivative that is not a number") }
        let gradient = record["properties"]?["return_gradient"]?.array?.flatMap { $0.array ?? [$0] }
        largestGradient = gradient?.compactMap { $0.number.map(abs) }.max()
        (self.cmiles, self.molecule) = (cmiles, molecule)
        hessian = Matrix(rows: size, columns: size, elements: flat)
    }
}

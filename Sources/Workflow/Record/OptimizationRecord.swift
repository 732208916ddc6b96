internal import ElectronicStructure
internal import JSON

/// What a fit reads of a QCSchema `OptimizationResult`.
struct OptimizationRecord {
    /// The molecule as mapped SMILES, in the order of the geometry.
    let cmiles: String
    /// Atoms and the optimised geometry.
    let molecule: RecordMolecule

    /// Reads a record.
    ///
    /// - Throws: ``WorkflowError`` that names what the record lacks.
    init(_ record: JSON) throws(WorkflowError) {
        func missing(_ what: String) -> WorkflowError {
            WorkflowError(type: "MissingReferenceError", "an optimisation record has \(what)")
        }
        let (first, last) = (record["initial_molecule"], record["final_molecule"])
        guard let cmiles = RecordMolecule.cmiles(of: record, molecules: last, first) else {
            throw missing("no mapped SMILES (\(SchemaMolecule.mappedSMILESKey))")
        }
        guard let molecule = RecordMolecule(last) else { throw missing("no final geometry") }
        if record["success"]?.boolean == false { throw missing("not succeeded") }
        (self.cmiles, self.molecule) = (cmiles, molecule)
    }
}

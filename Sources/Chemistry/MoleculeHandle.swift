internal import CRDKit

/// Sole owner of a finished RDKit molecule, freed with the last reference.
///
/// Unchecked because the pointer is opaque: the molecule behind it is never changed after `init`, and RDKit allows any
/// number of threads to read one molecule.
final class MoleculeHandle: @unchecked Sendable {
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { self.pointer = pointer }

    deinit { crd_mol_free(pointer) }
}

/// Sole owner of a parsed SMARTS pattern, freed with the last reference; see ``MoleculeHandle`` for threads.
final class QueryHandle: @unchecked Sendable {
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { self.pointer = pointer }

    deinit { crd_query_free(pointer) }
}

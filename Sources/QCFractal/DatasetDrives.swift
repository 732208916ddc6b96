public import JSON

/// The torsion drives of a dataset.
public struct DatasetDrives: Sendable, Hashable {
    /// A drive that can not be used.
    public struct Omission: Sendable, Hashable {
        /// The entry's name.
        public var entry: String
        /// Why.
        public var reason: String
    }

    /// QCSchema `TorsionDriveResult` records (version 1) with mapped SMILES, in the order of the entries.
    public var records: [JSON] = []
    /// The entries that are left out.
    public var omissions: [Omission] = []
    /// How many entries the dataset has.
    public var entries = 0
}

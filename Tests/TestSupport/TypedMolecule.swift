internal import Foundation

/// A molecule with what established software assigned to it.
public struct TypedMolecule: Decodable, Sendable {
    /// Energies by term [kJ/mol].
    public struct Energies: Decodable, Sendable {
        /// The energy of one kind of term [kJ/mol].
        public let bond, angle, proper, improper, vdw, electrostatics: Double
    }

    /// Name.
    public let name: String
    /// SMILES with every atom mapped, in the order of all other fields.
    public let mappedSMILES: String
    /// By section, rows of 0-based atom indices and, last, the id of the parameter.
    public let labels: [String: [[LabelField]]]
    /// NAGL charges [e].
    public let charges: [Double]
    /// A geometry [Å].
    public let positions: [[Double]]
    /// Energies with those charges at that geometry.
    public let energies: Energies

    /// A dozen molecules typed with openff_unconstrained-2.2.1.
    public static func fixtures() throws -> [TypedMolecule] {
        struct File: Decodable { let molecules: [TypedMolecule] }
        return try TestData.json(File.self, in: TestData.fixtures.appendingPathComponent("SMIRNOFF/molecules.json"))
            .molecules
    }
}

/// An atom index or a parameter id.
public enum LabelField: Decodable, Sendable, CustomStringConvertible {
    case atom(Int)
    case id(String)

    /// Reads a number or a string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let atom = try? container.decode(Int.self) {
            self = .atom(atom)
        } else {
            self = .id(try container.decode(String.self))
        }
    }

    /// The index or id as text.
    public var description: String {
        switch self {
        case .atom(let atom): String(atom)
        case .id(let id): id
        }
    }
}

/// Functional groups that a fragment holds whole or not at all: names and SMARTS whose tagged atoms are the group.
public struct FunctionalGroups: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    /// Names and patterns in order.
    public let entries: [(name: String, smarts: String)]

    /// Groups in the order given.
    public init(_ entries: [(name: String, smarts: String)]) { self.entries = entries }

    /// Groups in the order given.
    public init(dictionaryLiteral elements: (String, String)...) {
        entries = elements.map { (name: $0.0, smarts: $0.1) }
    }

    /// The 21 groups of the OpenFF fragmenter.
    public static let standard: FunctionalGroups = [
        "hydrazine": "[NX3:1][NX3:2]",
        "hydrazone": "[NX3:1][NX2:2]",
        "nitric_oxide": "[N:1]-[O:2]",
        "amide": "[#7:1][#6:2](=[#8:3])",
        "amide_n": "[#7:1][#6:2](-[O-:3])",
        "amide_2": "[NX3:1][CX3:2](=[OX1:3])[NX3:4]",
        "aldehyde": "[CX3H1:1](=[O:2])[#6:3]",
        "sulfoxide_1": "[#16X3:1]=[OX1:2]",
        "sulfoxide_2": "[#16X3+:1][OX1-:2]",
        "sulfonyl": "[#16X4:1](=[OX1:2])=[OX1:3]",
        "sulfinic_acid": "[#16X3:1](=[OX1:2])[OX2H,OX1H0-:3]",
        "sulfinamide": "[#16X4:1](=[OX1:2])(=[OX1:3])([NX3R0:4])",
        "sulfonic_acid": "[#16X4:1](=[OX1:2])(=[OX1:3])[OX2H,OX1H0-:4]",
        "phosphine_oxide": "[PX4:1](=[OX1:2])([#6:3])([#6:4])([#6:5])",
        "phosphonate": "[P:1](=[OX1:2])([OX2H,OX1-:3])([OX2H,OX1-:4])",
        "phosphate": "[PX4:1](=[OX1:2])([#8:3])([#8:4])([#8:5])",
        "carboxylic_acid": "[CX3:1](=[O:2])[OX1H0-,OX2H1:3]",
        "nitro_1": "[NX3+:1](=[O:2])[O-:3]",
        "nitro_2": "[NX3:1](=[O:2])=[O:3]",
        "ester": "[CX3:1](=[O:2])[OX2H0:3]",
        "tri_halide": "[#6:1]([F,Cl,I,Br:2])([F,Cl,I,Br:3])([F,Cl,I,Br:4])",
    ]

    /// Equal when names and patterns are, in order.
    public static func == (left: FunctionalGroups, right: FunctionalGroups) -> Bool {
        left.entries.elementsEqual(right.entries) { $0 == $1 }
    }

    /// Feeds names and patterns.
    public func hash(into hasher: inout Hasher) {
        for entry in entries {
            hasher.combine(entry.name)
            hasher.combine(entry.smarts)
        }
    }
}

extension FunctionalGroups: Codable {
    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Reads an object from names to patterns. Decoders do not keep the order of keys: standard names come first, in the
    /// standard order, then others by name.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Name.self)
        let order = Dictionary(Self.standard.entries.enumerated().map { ($1.name, $0) }) { first, _ in first }
        let names = container.allKeys.map(\.stringValue).sorted {
            (order[$0] ?? .max, $0) < (order[$1] ?? .max, $1)
        }
        entries = try names.map { ($0, try container.decode(String.self, forKey: Name(stringValue: $0))) }
    }

    /// Writes an object from names to patterns, in order.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        for entry in entries { try container.encode(entry.smarts, forKey: Name(stringValue: entry.name)) }
    }
}

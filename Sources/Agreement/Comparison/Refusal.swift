internal import Chemistry
internal import JSON

/// A record that the reference could not make, and why.
struct Refusal {
    /// Classes of reasons by which two refusals are the same.
    enum Reason: Hashable {
        /// Stereochemistry is not defined.
        case undefinedStereo
        /// The force field has no parameter, or one that cannot be used.
        case parameters
        /// More than one molecule.
        case complex
        /// Charges or elements that a model does not know.
        case charges
        /// No conformer could be made.
        case conformers
        /// The computation was not made or cut short.
        case notComputed
        /// Something else.
        case other

        private static let words: [(Reason, [String])] = [
            (
                .notComputed,
                ["not computed", "time budget", "timeout", "timed out", "not run", "memoryerror", "killed"]
            ),
            (.undefinedStereo, ["stereo"]),
            (.complex, ["complex", "fragments were found", "disconnected", "multiple molecules"]),
            (.charges, ["charge", "element", "not supported by the model"]),
            (.conformers, ["conformer"]),
            (.parameters, ["parameter", "unassigned", "interpolat", "bond order", "index out of range", "terms"]),
        ]

        init(_ text: String) {
            let lower = text.lowercased()
            self = Self.words.first { $0.1.contains { lower.contains($0) } }?.0 ?? .other
        }

        init(_ error: any Error) {
            if let chemistry = error as? ChemistryError, chemistry.kind == .undefinedStereo {
                self = .undefinedStereo
            } else {
                self.init("\(error)")
            }
        }
    }

    let name: String
    let message: String

    /// The refusals that a file lists: `errors`, `failed` and `missing`, and records with an `error`.
    static func recorded(in file: JSON) -> [Refusal] {
        var refusals = ["errors", "failed", "missing", "not_run_within_time_budget"].flatMap { key in
            entries(file[key], default: key.replacing("_", with: " "))
        }
        for record in file["molecules"]?.array ?? [] {
            guard let name = record["name"]?.string, let error = record["error"] else { continue }
            refusals.append(Refusal(name: name, message: error.string ?? error.text()))
        }
        return refusals
    }

    /// Pairs `[name, message]`, objects with a name, bare names, or an object of messages by name.
    private static func entries(_ value: JSON?, default message: String) -> [Refusal] {
        if let object = value?.object {
            return object.members.map { Refusal(name: $0.key, message: $0.value.string ?? $0.value.text()) }
        }
        return (value?.array ?? []).compactMap { entry in
            if let name = entry.string { return Refusal(name: name, message: message) }
            if let elements = entry.array, let name = elements.first?.string {
                return Refusal(
                    name: name, message: elements.dropFirst().map { $0.string ?? $0.text() }.joined(separator: " "))
            }
            guard let name = (entry["name"] ?? entry["molecule"])?.string else { return nil }
            return Refusal(name: name, message: entry.text())
        }
    }
}

extension ComparisonLine {
    /// A refusal is agreement if ours refuses for the same reason; what was not computed is skipped.
    mutating func check(_ refusal: Refusal, in set: RecordedSet, attempt: (String) throws -> Void) {
        let theirs = Refusal.Reason(refusal.message)
        let summary = refusal.message.prefix(160)
        guard theirs != .notComputed else {
            skipped.append(Skipped(name: refusal.name, reason: "not computed: \(summary)"))
            return
        }
        compare(refusal.name) { comparison in
            let record = try set.molecule(refusal.name)
            let smiles = try record["input_smiles"]?.string ?? record.text("mapped_smiles")
            do {
                try attempt(smiles)
                comparison.require("refusal", false, "the reference refuses: \(summary); ours does not")
            } catch let error as RecordError {
                throw error
            } catch {
                let ours = Refusal.Reason(error)
                comparison.require(
                    "refusal", ours == theirs, "the reference refuses: \(summary); ours for another reason: \(error)")
            }
        }
    }
}

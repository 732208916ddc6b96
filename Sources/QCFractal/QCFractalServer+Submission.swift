internal import JSON

extension QCFractalServer {
    /// What became of a submission.
    public struct SubmissionCounts: Sendable, Hashable {
        /// Entries that were not in the dataset yet.
        public var newEntries = 0
        /// Drives that the server begins to compute.
        public var newRecords = 0
        /// Drives that it knew already.
        public var knownRecords = 0
    }

    /// Asks for torsion drives: adds them to a dataset, which is made where it is not there, and submits them.
    ///
    /// All must be of one level of theory. What is there already is not computed again.
    ///
    /// - Parameters:
    ///   - tag: which of the server's managers compute it; `*` for all.
    /// - Throws: ``QCFractalError``; of cause `conflict` for a specification of that name with another content.
    public func submit(
        _ drives: [DriveRequest], toDataset name: String, specification: String = "default", tag: String = "*"
    ) async throws(QCFractalError) -> SubmissionCounts {
        guard let content = drives.first?.specification else { return SubmissionCounts() }
        guard drives.allSatisfy({ $0.specification == content }) else {
            throw QCFractalError(
                .conflict, "the drives are of several levels of theory; give each a dataset or specification of its own"
            )
        }
        try await connect()
        let made = try await post(
            Self.datasets,
            [
                "name": .string(name), "description": "Torsion drives for bespoke force fields.", "tagline": "",
                "tags": [], "provenance": ["creator": "openff-bespoke"], "default_compute_tag": .string(tag),
                "default_compute_priority": 1, "extras": [:], "existing_ok": true,
            ])
        guard let id = made.integer else {
            throw QCFractalError(.badAnswer, "\(address) did not say which id the dataset '\(name)' has")
        }
        let path = Self.datasets + "/\(id)"
        try await add(content, as: specification, to: name, path)
        var counts = SubmissionCounts()
        let size = min(batch("get_dataset_entries"), batch("add_records"), batch("add_molecules"), 50)
        for start in stride(from: 0, to: drives.count, by: size) {
            let page = drives[start..<min(start + size, drives.count)]
            let inserted = try await post(path + "/entries/bulkCreate", .array(page.map(\.entry)))
            try check(inserted, "the entries of '\(name)'")
            counts.newEntries += inserted["inserted_idx"]?.array?.count ?? 0
            let submitted = try await post(
                path + "/submit",
                [
                    "entry_names": .array(page.map { .string($0.name) }),
                    "specification_names": [.string(specification)], "compute_tag": .string(tag),
                    "find_existing": true,
                ])
            try check(submitted, "the drives of '\(name)'")
            let new = submitted["n_inserted"]?.integer ?? 0
            counts.newRecords += new
            counts.knownRecords += page.count - new
        }
        return counts
    }

    /// Adds a specification; a server says nothing where it has another one of that name.
    private func add(
        _ content: JSON, as specification: String, to name: String, _ path: String
    ) async throws(QCFractalError) {
        let answer = try await post(
            path + "/specifications", [["name": .string(specification), "specification": content]])
        try check(answer, "the specification '\(specification)'")
        let known = try await get(path + "/specifications")[specification]?["specification"]
        guard known.map(Self.level) == Self.level(content) else {
            throw QCFractalError(
                .conflict,
                "the dataset '\(name)' has a specification '\(specification)' with another level of theory or other "
                    + "options; choose another name for it")
        }
    }

    /// What tells two specifications apart: programs, method, basis and the options of the optimiser.
    private static func level(_ specification: JSON) -> JSON {
        let optimization = specification["optimization_specification"]
        let single = optimization?["qc_specification"]
        let basis = single?["basis"]?.string?.lowercased() ?? ""
        return
            ([
                "optimizer": optimization?["program"] ?? .null, "options": optimization?["keywords"] ?? [:],
                "program": single?["program"] ?? .null,
                "method": .string(single?["method"]?.string?.lowercased() ?? ""),
                "basis": .string(basis), "keywords": single?["keywords"] ?? [:],
            ] as JSON).comparable
    }

    private func check(_ answer: JSON, _ what: String) throws(QCFractalError) {
        let errors = answer["errors"]?.array ?? []
        guard let first = errors.first ?? (answer["error_description"]?.string).map(JSON.string) else { return }
        let text = first[1]?.string ?? first.string ?? first.text()
        throw QCFractalError(.badAnswer, "\(address) does not take \(what): \(text)")
    }
}

extension JSON {
    /// The same with every number written as one kind, and texts in lower case, as servers keep them.
    fileprivate var comparable: JSON {
        switch self {
        case .integer(let value): .number(Double(value))
        case .string(let text): .string(text.lowercased())
        case .array(let elements): .array(elements.map(\.comparable))
        case .object(let object): .object(JSONObject(object.members.map { ($0.key, $0.value.comparable) }))
        default: self
        }
    }
}

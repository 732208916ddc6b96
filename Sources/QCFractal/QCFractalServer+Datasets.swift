internal import JSON

extension QCFractalServer {
    private static let kind = "torsiondrive"
    static let datasets = "/api/v1/datasets/" + kind

    /// The finished torsion drives of a dataset, with what is needed to fit to them.
    ///
    /// - Parameters:
    ///   - name: the dataset's name; upper and lower case are the same.
    ///   - specification: the name of the level of theory in the dataset.
    ///   - progress: told how many entries have been read, and of how many.
    /// - Throws: ``QCFractalError``; of cause `unknown` for a dataset or specification that is not there.
    public func torsionDrives(
        ofDataset name: String, specification: String = "default",
        progress: @Sendable (Int, Int) async -> Void = { _, _ in }
    ) async throws(QCFractalError) -> DatasetDrives {
        try await connect()
        let path = try await Self.datasets + "/\(datasetID(name))"
        try await checkSpecification(specification, of: name, path)
        let names = try await get(path + "/entry_names").array?.compactMap(\.string) ?? []
        var drives = DatasetDrives(entries: names.count)
        let size = min(batch("get_dataset_entries"), batch("get_records"), 50)
        for start in stride(from: 0, to: names.count, by: size) {
            await progress(start, names.count)
            try await add(Array(names[start..<min(start + size, names.count)]), specification, path, to: &drives)
        }
        await progress(names.count, names.count)
        return drives
    }

    /// The id of a dataset.
    private func datasetID(_ name: String) async throws(QCFractalError) -> Int {
        let query: JSON = ["dataset_type": .string(Self.kind), "dataset_name": .string(name)]
        do throws(QCFractalError) {
            if let id = try await post("/api/v1/datasets/query", query)["id"]?.integer { return id }
        } catch {
            guard error.cause == .unknown else { throw error }
            throw QCFractalError(.unknown, "\(address) has no torsion drive dataset '\(name)'\(try await others())")
        }
        throw QCFractalError(.badAnswer, "\(address) describes the dataset '\(name)' without its id")
    }

    /// The names of some datasets that there are, for a message.
    private func others() async throws(QCFractalError) -> String {
        let all = try await get("/api/v1/datasets").array ?? []
        let names = all.filter { $0["dataset_type"]?.string == Self.kind }.compactMap { $0["dataset_name"]?.string }
        guard !names.isEmpty else { return "; it has none at all" }
        return "; it has " + names.prefix(10).map { "'\($0)'" }.joined(separator: ", ")
            + (names.count > 10 ? " and \(names.count - 10) more" : "")
    }

    private func checkSpecification(
        _ specification: String, of name: String, _ path: String
    ) async throws(QCFractalError) {
        let names = try await get(path + "/specification_names").array?.compactMap(\.string) ?? []
        guard names.contains(specification) else {
            let known = names.isEmpty ? "none" : names.joined(separator: ", ")
            throw QCFractalError(
                .unknown, "the dataset '\(name)' has no specification '\(specification)'; there are: \(known)")
        }
    }

    /// Reads one page of entries and what belongs to them.
    private func add(
        _ names: [String], _ specification: String, _ path: String, to drives: inout DatasetDrives
    ) async throws(QCFractalError) {
        let list = JSON.array(names.map(JSON.string))
        let entries = try await post(path + "/entries/bulkFetch", ["names": list, "missing_ok": true])
        let pairs = try await post(
            path + "/records/bulkFetch", ["entry_names": list, "specification_names": [.string(specification)]])
        var ids: [String: Int] = [:]
        for pair in pairs.array ?? [] {
            if let entry = pair[0]?.string, let id = pair[2]?.integer ?? pair[2]?["id"]?.integer { ids[entry] = id }
        }
        let records = try await things(
            "/api/v1/records/torsiondrive", Array(ids.values), "get_records",
            include: ["*", "minimum_optimizations"])
        let optimizationIDs = records.values.filter { $0["status"]?.string == "complete" }.flatMap { record in
            record["minimum_optimizations"]?.object?.members.compactMap(\.value.integer) ?? []
        }
        let optimizations = try await things("/api/v1/records/optimization", optimizationIDs, "get_records")
        let moleculeIDs = optimizations.values.compactMap { $0["final_molecule_id"]?.integer }
        let molecules = try await things("/api/v1/molecules", moleculeIDs, "get_molecules")
        for name in names {
            do throws(DriveAssembly.Gap) {
                let assembly = DriveAssembly(
                    server: address, entry: entries[name], record: ids[name].flatMap { records[$0] },
                    optimizations: optimizations, molecules: molecules)
                drives.records.append(try assembly.torsionDrive())
            } catch {
                drives.omissions.append(DatasetDrives.Omission(entry: name, reason: error.reason))
            }
        }
    }

    /// Things by their ids, in as many requests as the server's limit asks for.
    private func things(
        _ path: String, _ ids: [Int], _ limit: String, include: [JSON]? = nil
    ) async throws(QCFractalError) -> [Int: JSON] {
        var found: [Int: JSON] = [:]
        let (unique, size) = (Set(ids).sorted(), batch(limit))
        for start in stride(from: 0, to: unique.count, by: size) {
            let page = unique[start..<min(start + size, unique.count)].map(JSON.integer)
            var body: JSON = ["ids": .array(page), "missing_ok": true]
            if let include { body = ["ids": .array(page), "include": .array(include), "missing_ok": true] }
            for thing in try await post(path + "/bulkGet", body).array ?? [] {
                if let id = thing["id"]?.integer { found[id] = thing }
            }
        }
        return found
    }
}

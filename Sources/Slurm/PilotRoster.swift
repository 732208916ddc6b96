internal import Foundation
internal import Pilots
internal import Spool

/// The pilots that have a folder: what is known of them after a restart.
struct PilotRoster {
    /// The executor's id, which is part of its pilots' names.
    let owner: String
    /// Where the pilots have their folders; no other executor uses it.
    let folder: String
    /// The pilots, as they were noted.
    let pilots: [Pilot]

    private struct Owner: Codable {
        var owner: String
    }

    /// Reads the folder of an executor's pilots; makes it, and an id for the executor, where there is none.
    ///
    /// - Parameters:
    ///   - executor: the executor's folder.
    ///   - shared: a folder on a shared file system, perhaps one for several executors.
    init(executor: String, shared: String) throws(SpoolError) {
        let home = PilotFolder(path: executor + "/pilot-owner")
        if let note = home.notes(as: Owner.self) {
            owner = note.owner
        } else {
            owner = String(UUID().uuidString.lowercased().prefix(8))
            try home.makeRoot()
            try home.write(notes: Owner(owner: owner))
        }
        let root = PilotFolder(path: URL(fileURLWithPath: shared).standardizedFileURL.path + "/" + owner)
        try root.makeRoot()
        folder = root.path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
        pilots = names.sorted().compactMap { name in
            guard UUID(uuidString: name) != nil else { return nil }
            let place = PilotFolder(path: root.path + "/" + name)
            guard let pilot = place.notes(as: Pilot.self), pilot.id == name else {
                place.remove()
                return nil
            }
            return pilot
        }
    }

    /// Keeps what a pilot that failed has printed, as `last-failure.log`.
    static func keepLog(of place: PilotFolder, in folder: String) {
        let kept = folder + "/last-failure.log"
        try? FileManager.default.removeItem(atPath: kept)
        try? FileManager.default.moveItem(atPath: place.log, toPath: kept)
    }
}

internal import Foundation
internal import Glibc

/// What a server that was killed may have left behind: processes and working folders.
///
/// A worker ends by itself when its server is gone; only when both were killed in the same moment do programs that the
/// worker had started live on. All of them carry the folder of their pool in their environment.
enum Leftovers {
    static let mark = "BESPOKE_WORKERS_OF"

    /// Ends the processes of an earlier pool in this folder, and removes their working folders.
    static func clear(folder: String, work: String) {
        let entry = Array("\(mark)=\(folder)".utf8)
        for _ in 0..<100 {
            let left = processes().filter { carries(entry, $0) }
            for id in left { kill(id, SIGKILL) }
            if left.isEmpty { break }
        }
        try? FileManager.default.removeItem(atPath: work)
    }

    private static func processes() -> [Int32] {
        let own = getpid()
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { Int32($0) }.filter { $0 != own }
    }

    /// Whether a process has an entry in its environment; a dead one has no environment.
    private static func carries(_ entry: [UInt8], _ id: Int32) -> Bool {
        guard let environment = FileManager.default.contents(atPath: "/proc/\(id)/environ") else { return false }
        return environment.split(separator: 0).contains { $0.elementsEqual(entry) }
    }
}

import Executor
import Foundation
import GRDB
import Glibc
import Testing
import Workflow

@testable import Store

@Suite("Disks")
struct DiskTests {
    static func open(_ directory: String) throws -> Store { try Store(directory: directory) }

    @Test("a directory that can not be made is refused with a sentence")
    func belowAFile() throws {
        let place = Workplace()
        #expect(FileManager.default.createFile(atPath: place.directory, contents: Data()))
        let error = #expect(throws: StoreError.self) { try Self.open(place.directory + "/below") }
        #expect(error?.cause == .unwritable)
        #expect(error?.message.contains("choose another place") == true)
    }

    @Test("a directory that may not be written is refused with a sentence", .enabled(if: geteuid() != 0))
    func readOnly() throws {
        let place = Workplace()
        _ = try place.store()
        #expect(chmod(place.directory, 0o555) == 0)
        defer { chmod(place.directory, 0o755) }
        let error = #expect(throws: StoreError.self) { try place.store() }
        #expect(error?.cause == .unwritable)
    }

    @Test("a full database refuses what does not fit, keeps all that was there, and goes on when there is room")
    func fullDatabase() throws {
        let place = Workplace()
        let store = try place.store()
        let schema = try Sample.schema()
        try store.pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA max_page_count = 60")
        }
        var count = 0
        let error = #expect(throws: StoreError.self) {
            while count < 10_000 {
                try store.write([.taskAdded(id: count + 1, Submission(schema: schema))])
                count += 1
            }
        }
        #expect(error?.cause == .full)
        #expect(error?.message.contains("make room") == true)
        #expect(try store.tasks(TaskQuery()).total == count)
        try store.pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA max_page_count = 100000")
        }
        try store.write([.taskAdded(id: count + 1, Submission(schema: schema))])
        #expect(try store.submission(ofTask: count + 1)?.schema == schema)
    }
}

/// A small file system in memory, which needs the right to mount.
final class SmallDisk {
    let path: String

    init?(kilobytes: Int) {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("disk-" + UUID().uuidString).path
        guard (try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)) != nil,
            mount("tmpfs", path, "tmpfs", 0, "size=\(kilobytes)k") == 0
        else { return nil }
    }

    func remount(readOnly: Bool) -> Bool {
        mount("tmpfs", path, "tmpfs", UInt(MS_REMOUNT) | (readOnly ? UInt(MS_RDONLY) : 0), nil) == 0
    }

    deinit {
        umount2(path, Int32(MNT_DETACH))
        rmdir(path)
    }
}

@Suite("Small and locked disks", .enabled(if: SmallDisk(kilobytes: 64) != nil))
struct SmallDiskTests {
    private static func fill(_ disk: SmallDisk) throws -> String {
        let path = disk.path + "/ballast"
        let descriptor = open(path, O_WRONLY | O_CREAT, 0o644)
        defer { close(descriptor) }
        let block = [UInt8](repeating: 1, count: 1024)
        while write(descriptor, block, block.count) > 0 {}
        return path
    }

    @Test("on a full disk large and small texts are refused as a whole, and are taken once there is room")
    func full() throws {
        let disk = try #require(SmallDisk(kilobytes: 4096))
        let directory = disk.path + "/store"
        let store = try Store(directory: directory)
        let schema = try Sample.schema()
        try store.write([
            .taskAdded(id: 1, Submission(schema: schema)), .workBegan(key: "a", .charges, request: nil),
        ])
        let ballast = try Self.fill(disk)
        for changes: [Change] in [
            [.workEnded(key: "a", .success(.charges(Sample.many)))],
            (0..<500).map { .event(task: $0, .progress, "event") },
        ] {
            let error = #expect(throws: StoreError.self) { try store.write(changes) }
            #expect(error?.cause == .full)
        }
        #expect(try store.task(1)?.status == .waiting)
        #expect(try store.work(id: "a")?.status == .live)
        #expect(try store.lastSequence() == 0)
        unlink(ballast)
        try store.write([.workEnded(key: "a", .success(.charges(Sample.many)))])
        #expect(try store.transaction(at: 0) { try $0.result(ofWork: "a") } == .charges(Sample.many))
    }

    @Test("a server on a disk that is read-only does not start, and says why")
    func readOnly() throws {
        let disk = try #require(SmallDisk(kilobytes: 4096))
        let directory = disk.path + "/store"
        try Store(directory: directory).close()
        #expect(disk.remount(readOnly: true))
        for place in [directory, disk.path + "/other"] {
            let error = #expect(throws: StoreError.self) { try DiskTests.open(place) }
            #expect(error?.cause == .unwritable)
        }
        #expect(disk.remount(readOnly: false))
        #expect(try Store(directory: directory).taskCounts().isEmpty)
    }
}

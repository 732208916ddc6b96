import ElectronicStructure
import Foundation
import TestSupport
import Testing

@testable import TorsionDrive

@Suite("Wavefront")
struct WavefrontTests {
    private static let conformers = [(60.0, 70.0), (-75, 160), (150, -20)]

    private static func finished(_ setup: TorsionDriveSetup, _ engine: RotorEngine = RotorEngine()) throws -> Wavefront
    {
        TorsionDriveRunner(engine: engine).finished(try Wavefront(setup: setup))
    }

    @Test("a full turn gives every grid angle an exact dihedral and its lowest energy")
    func fullTurn() throws {
        let drive = try Self.finished(RotorEngine.setup(Self.conformers))
        #expect(drive.profile.map(\.angle) == Array(stride(from: -165, through: 180, by: 15)))
        #expect(drive.lost.isEmpty && drive.failure == nil)
        #expect(drive.progress == 1)
        for point in drive.profile {
            let apart = drive.dihedral(point.geometry) - Double(point.angle)
            #expect(wrapped(apart * .pi / 180).magnitude < 1e-10)
        }
    }

    @Test("the outcome does not depend on the order in which results arrive", arguments: [1, 2, 3, 4, 5])
    func anyOrder(seed: UInt64) throws {
        let setup = RotorEngine.setup(Self.conformers)
        let expected = try Self.finished(setup)
        var random = SeededGenerator(seed: seed)
        var drive = try Wavefront(setup: setup)
        while let job = drive.ready.randomElement(using: &random) {
            drive.record(job.optimization.result(engine: RotorEngine()), for: job.id)
        }
        let isSame = drive == expected
        #expect(isSame)
    }

    @Test("several workers find what one finds")
    func workers() async throws {
        let setup = RotorEngine.setup(Self.conformers)
        let drive = await TorsionDriveRunner(engine: RotorEngine(), workers: 3).finishedConcurrently(
            try Wavefront(setup: setup))
        #expect(try drive == Self.finished(setup))
    }

    @Test("a drive written down and read back at any moment ends like an undisturbed one")
    func resumed() throws {
        let setup = RotorEngine.setup(Self.conformers)
        let expected = try Self.finished(setup)
        var drive = try Wavefront(setup: setup)
        var random = SeededGenerator(seed: 9)
        while let job = drive.ready.randomElement(using: &random) {
            let stored = try JSONDecoder().decode(GridPointJob.self, from: JSONEncoder().encode(job))
            #expect(stored == job)
            let result = stored.optimization.result(engine: RotorEngine())
            let sent = try JSONDecoder().decode(
                ConstrainedOptimizationResult.self, from: JSONEncoder().encode(result))
            drive.record(sent, for: job.id)
            if drive.ready.count.isMultiple(of: 3) {
                drive = try JSONDecoder().decode(Wavefront.self, from: JSONEncoder().encode(drive))
            }
        }
        let isSame = drive == expected
        #expect(isSame)
    }

    @Test("results that were not asked for, or come twice, change nothing")
    func strayResults() throws {
        var drive = try Wavefront(setup: RotorEngine.setup(Self.conformers))
        let before = drive
        let job = try #require(drive.ready.first)
        let result = job.optimization.result(engine: RotorEngine())
        drive.record(result, for: "no such job")
        #expect(drive == before)
        drive.record(result, for: job.id)
        let once = drive
        var altered = result
        altered.energy = -100
        drive.record(altered, for: job.id)
        #expect(drive == once)
    }

    @Test("half a scan by mirror symmetry equals the whole, for fewer optimisations")
    func mirror() throws {
        var setup = RotorEngine.setup(Self.conformers)
        let folded = try Self.finished(setup)
        #expect(folded.isFolded)
        setup.usesMirrorSymmetry = false
        let whole = try Self.finished(setup)
        #expect(folded.optimizations < whole.optimizations)
        for (a, b) in zip(folded.profile, whole.profile) { #expect(a.energy < b.energy + 2e-5) }
        let energies = Dictionary(uniqueKeysWithValues: folded.profile.map { ($0.angle, $0.energy) })
        for angle in stride(from: 15, to: 180, by: 15) { #expect(energies[angle] == energies[-angle]) }
    }

    @Test("a folded drive follows the branch of minima that the other half would have kept, in any order of results")
    func branches() throws {
        let engine = RotorEngine(skew: 0.001)
        let setup = RotorEngine.setup([(180, 80)])
        var drive = try Wavefront(setup: setup)
        var followed: [Int] = []
        var random = SeededGenerator(seed: 4)
        while let job = drive.ready.randomElement(using: &random) {
            if job.isBranch == true { followed.append(job.gridAngle) }
            drive.record(job.optimization.result(engine: engine), for: job.id)
        }
        #expect(followed.count >= 3)
        #expect(drive.isFinished)
        let isSame = try drive == Self.finished(setup, engine)
        #expect(isSame)
        var everywhere = RotorEngine.setup(
            stride(from: -165.0, through: 180, by: 15).flatMap { [($0, 60), ($0, -60), ($0, 150)] })
        everywhere.usesMirrorSymmetry = false
        let lowest = try Self.finished(everywhere, engine)
        for (point, known) in zip(drive.profile, lowest.profile) {
            #expect(point.energy < known.energy + 2e-5, "at \(point.angle)°")
        }
    }

    @Test(
        "a point far from every start conformer begins with the optimum of one, in any order of results",
        arguments: [1, 2, 3])
    func farStarts(seed: UInt64) throws {
        var setup = RotorEngine.setup([(165, 80)])
        setup.usesMirrorSymmetry = false
        let expected = try Self.finished(setup)
        var random = SeededGenerator(seed: seed)
        var drive = try Wavefront(setup: setup)
        #expect(drive.far == [-15: 165])
        var turned: [Int] = []
        while let job = drive.ready.randomElement(using: &random) {
            if job.sourceAngle == 165 && job.gridAngle == -15 { turned.append(job.round) }
            drive.record(job.optimization.result(engine: RotorEngine()), for: job.id)
        }
        #expect(turned == [1])
        #expect(drive.lost.isEmpty)
        let isSame = drive == expected
        #expect(isSame)
    }

    @Test(
        "with one worker for each job, a whole turn from one conformer ends after few more waves than the farthest point is away"
    )
    func chains() throws {
        var drive = try Wavefront(setup: RotorEngine.setup([(180, 80)]))
        for _ in 0..<8 {
            #expect(!drive.isFinished)
            for job in drive.ready { drive.record(job.optimization.result(engine: RotorEngine()), for: job.id) }
        }
        #expect(drive.progress == 1)
    }

    @Test("no conformer is turned to where its atoms would be in each other's way, and none across an energy limit")
    func room() throws {
        var setup = RotorEngine.setup([(180, 0)])
        let drive = try Wavefront(setup: setup)
        #expect(drive.far == [0: 180])
        #expect(drive.hasRoom(RotorEngine.geometry(0, 90)))
        var pressed = RotorEngine.geometry(0, 0)
        pressed[4] = pressed[0] + SIMD3(1.5, 1, 0)
        #expect(!drive.hasRoom(pressed))
        setup.energyUpperLimit = 0.002
        #expect(try Wavefront(setup: setup).far.isEmpty)
    }

    @Test("jobs for points that none has reached come first, for the longest chain begins there")
    func front() throws {
        let engine = RotorEngine()
        var drive = try Wavefront(setup: RotorEngine.setup(Self.conformers))
        var isMixed = false
        while let job = drive.ready.first {
            let reached = Set(drive.profile.map(\.angle))
            let isNew = drive.ready.map { !reached.contains($0.gridAngle) }
            #expect(isNew == isNew.filter { $0 } + isNew.filter { !$0 })
            isMixed = isMixed || Set(isNew).count == 2
            drive.record(job.optimization.result(engine: engine), for: job.id)
        }
        #expect(isMixed)
    }

    @Test("equal and mirrored conformers are optimised once")
    func duplicates() throws {
        let drive = try Wavefront(setup: RotorEngine.setup([(60, 70), (60, 70), (-60, -70), (62, 71)]))
        #expect(drive.ready.count == 1)
    }

    @Test("a failing region costs its own points and no others")
    func locality() throws {
        var engine = RotorEngine()
        engine.broken = (90, 2)
        let drive = try Self.finished(RotorEngine.setup([(150, -20)]), engine)
        #expect(drive.lost.map(\.angle) == [-90, 90])
        #expect(drive.lost.allSatisfy { $0.reason.contains("stuck") })
        #expect(drive.failure == nil)
        let healthy = try Self.finished(RotorEngine.setup([(150, -20)]))
        for point in drive.profile where abs(abs(point.angle) - 90) > 20 {
            let other = healthy.profile.first { $0.angle == point.angle }
            #expect((point.energy - (other?.energy ?? 0)).magnitude < 1e-2)
        }
    }

    @Test("a range cut in two by a failing point is finished on both sides")
    func gap() throws {
        var engine = RotorEngine()
        engine.broken = (90, 2)
        var setup = RotorEngine.setup([(40, 70)])
        setup.scanRange = [30, 150]
        let drive = try Self.finished(setup, engine)
        #expect(drive.profile.map(\.angle) == [30, 45, 60, 75, 105, 120, 135, 150])
    }

    @Test("a point whose bonds changed is left out and named")
    func bonding() throws {
        var engine = RotorEngine()
        engine.broken = (90, 2)
        engine.tearsBond = true
        let drive = try Self.finished(RotorEngine.setup([(150, -20)]), engine)
        #expect(drive.lost.map(\.angle) == [-90, 90])
        #expect(drive.lost.first?.reason.contains("a bond broke between H0 and O1") == true)
    }

    @Test("the drive fails below the least number of good points, and says so")
    func tooFew() throws {
        var engine = RotorEngine()
        engine.broken = (0, 170)
        let drive = try Self.finished(RotorEngine.setup([(20, 0)]), engine)
        let message = try #require(drive.failure?.message)
        #expect(message.contains("8 are needed"))
        #expect(drive.profile.map(\.angle) == [180])
    }

    @Test("points above the energy limit are not propagated from")
    func upperLimit() throws {
        var setup = RotorEngine.setup([(60, 70)])
        setup.energyUpperLimit = 0.002
        setup.minimumGoodPoints = 1
        let limited = try Self.finished(setup)
        setup.energyUpperLimit = nil
        #expect(try limited.profile.count < Self.finished(setup).profile.count)
        #expect(limited.failure == nil)
    }

    @Test("a conformer outside the range starts at the nearest angle inside when there is no other")
    func outside() throws {
        var setup = RotorEngine.setup([(-120, 70)])
        setup.scanRange = [0, 90]
        let drive = try Wavefront(setup: setup)
        #expect(drive.ready.map(\.gridAngle) == [0])
    }
}

@Suite("Grid of a torsion drive")
struct TorsionGridTests {
    @Test(
        "ranges keep the angles they name",
        arguments: [
            ([-180, 180], [-150, -120, -90, -60, -30, 0, 30, 60, 90, 120, 150, 180]),
            ([-180, -100], [-150, -120, 180]),
            ([150, 240], [-150, -120, 150, 180]),
            ([-30, 30], [-30, 0, 30]),
            ([-179, 0], [-150, -120, -90, -60, -30, 0]),
            ([0, 360], [-150, -120, -90, -60, -30, 0, 30, 60, 90, 120, 150, 180]),
        ])
    func ranges(range: [Int], angles: [Int]) throws {
        #expect(try TorsionGrid(spacing: 30, range: range).angles == angles)
    }

    @Test(
        "grids that are not allowed are refused",
        arguments: [[10, 10], [20, -20], [-181, 0], [0, 361], [1, 2], [5]])
    func refusedRanges(range: [Int]) {
        #expect(throws: TorsionDriveError.self) { try TorsionGrid(spacing: 15, range: range) }
    }

    @Test("a spacing must divide 360", arguments: [0, 7, -15, 360])
    func refusedSpacings(spacing: Int) {
        #expect(throws: TorsionDriveError.self) { try TorsionGrid(spacing: spacing) }
    }

    @Test("dihedrals are filed under the nearest angle, round the circle")
    func nearest() throws {
        let grid = try TorsionGrid(spacing: 15)
        #expect([-179.0, -173, -172, 7, 8, 179].map(grid.nearest) == [180, 180, -165, 0, 15, 180])
        #expect(grid.neighbours(of: 180) == [165, -165])
        #expect(try TorsionGrid(spacing: 40).angles == [-140, -100, -60, -20, 20, 60, 100, 140, 180])
        #expect(try TorsionGrid(spacing: 40).nearest(to: 3) == 20)
        #expect(try TorsionGrid(spacing: 15, range: [-30, 30]).neighbours(of: 30) == [15])
    }
}

@Suite("Mirror symmetry")
struct MirrorSymmetryTests {
    @Test(
        "stereocentres, sulfoxides and cumulene axes are told from achiral molecules",
        arguments: [
            ("butadiene", true), ("ethyl_acetate", true), ("tert_sulfonamide", true), ("hydrazine", true),
            ("ser_chiral", false), ("sulfoxide", false), ("allenyl", false),
        ])
    func chirality(name: String, isMirrored: Bool) throws {
        let record = try DriveRecord.named(name)
        #expect(try Wavefront(setup: record.setup).isFolded == isMirrored)
    }
}

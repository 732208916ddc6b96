internal import ElectronicStructure
internal import Foundation
internal import JSON
internal import TorsionDrive

/// Torsion drives run together on some cores, and what they cost.
struct DriveReport {
    let drives: [Wavefront]
    let processSeconds: Double
    let wallSeconds: Double
    let engineSeconds: Double
    let gradients: Int

    /// Runs drives to their ends.
    init(_ setups: [TorsionDriveSetup], engine: any QCEngine, workers: Int) async throws {
        let counting = CountingEngine(engine)
        let (cpu, clock) = (CPUTime.process, ContinuousClock.now)
        let starts = try setups.map { try Wavefront(setup: $0) }
        let runner = TorsionDriveRunner(engine: counting, workers: workers)
        drives = workers == 1 ? starts.map(runner.finished) : await runner.finishedConcurrently(starts)
        processSeconds = Double(CPUTime.process - cpu) * 1e-9
        wallSeconds = (ContinuousClock.now - clock) / .seconds(1)
        (engineSeconds, gradients) = (counting.seconds, counting.gradients)
    }

    /// The report: costs, and for each drive its energies [hartree] by grid angle and the points that were lost.
    var json: JSON {
        [
            "cpu_s": .number(processSeconds), "wall_s": .number(wallSeconds), "xtb_cpu_s": .number(engineSeconds),
            "gradients": .integer(gradients), "drives": .array(drives.map(Self.summary)),
        ]
    }

    private static func summary(_ drive: Wavefront) -> JSON {
        let energies = drive.profile.map { (String($0.angle), JSON.number($0.energy)) }
        let lost = drive.lost.map { (String($0.angle), JSON.string($0.reason)) }
        return [
            "dihedral": .array(drive.setup.dihedral.map(JSON.integer)), "optimisations": .integer(drive.optimizations),
            "gradients": .integer(drive.gradients), "grid": .integer(drive.grid.angles.count),
            "energies": .object(JSONObject(energies)), "lost": .object(JSONObject(lost)),
            "held": .array(drive.heldAngles.map(JSON.integer)), "failure": .optional(drive.failure?.description),
        ]
    }
}

internal import ElectronicStructure
internal import TorsionDrive
internal import Workflow

/// How long jobs took of late, and so how long others like them may take.
public struct JobDurations: Sendable {
    /// How many of each class are remembered.
    private static let memory = 32
    private var recent: [String: [Double]] = [:]

    /// Nothing measured yet.
    public init() {}

    /// Takes in how long a job of a class took [s].
    mutating func record(_ seconds: Double, of classification: String) {
        recent[classification, default: []].append(seconds)
        if recent[classification, default: []].count > Self.memory { recent[classification]?.removeFirst() }
    }

    /// How long a job may take [s]: the longest of its class of late, or a bound by kind where none was done.
    func expected(of queued: QueuedJob) -> Double {
        recent[queued.durationClass]?.max() ?? queued.job.unmeasuredSeconds
    }
}

extension Job {
    /// Jobs of one class take about as long as each other: same kind, level of theory and size.
    var durationClass: String {
        switch self {
        case .gridPoint(let optimization):
            "\(kind.rawValue) \(optimization.level.name) \(optimization.geometry.count / 8)"
        case .gradients(let job): "\(kind.rawValue) \(job.level.name) \(job.system.atomicNumbers.count / 8)"
        case .bondOrder(let job): "\(kind.rawValue) \(job.method) \(job.geometry.count / 8)"
        default: kind.rawValue
        }
    }

    /// How long a job may take while none of its class has been done [s].
    var unmeasuredSeconds: Double {
        switch self {
        case .fragmentation, .parameters, .drivePreparation, .minimumPreparation: 120
        case .conformers, .bondOrder: 600
        case .charges: 900
        case .gridPoint(let optimization): optimization.level.program == "xtb" ? 300 : 3600
        case .gradients(let job): job.level.program == "xtb" ? 300 : 3600
        case .fit: 1800
        }
    }
}

extension LevelOfTheory {
    /// Program, method and basis in one word each.
    fileprivate var name: String { "\(program) \(method) \(basis ?? "-")" }
}

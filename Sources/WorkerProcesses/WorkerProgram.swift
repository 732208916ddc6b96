internal import Foundation

/// A program that works as a worker: it serves a ``WorkerLoop``.
public struct WorkerProgram: Sendable, Equatable {
    /// The file of the program that is running, even after an update has put another in its place.
    public static let running = "/proc/self/exe"

    /// The program's file.
    public let path: String
    /// What follows its name on the command line.
    public let arguments: [String]
    /// Its environment.
    public let environment: [String: String]

    /// Names a program.
    ///
    /// The environment is this process's, with `OMP_NUM_THREADS`, `OPENBLAS_NUM_THREADS` and `MKL_NUM_THREADS` for the
    /// cores, `OMP_STACKSIZE=64M`, `OMP_WAIT_POLICY=passive`, Fortran output that is not held back and, where unset,
    /// `XTBPATH=/usr/share/xtb` and `SWIFT_BACKTRACE=enable=no`, without which a crash is known only after a while.
    ///
    /// - Parameters:
    ///   - path: the program's file; this program itself unless given.
    ///   - arguments: what follows its name on the command line.
    ///   - cores: how many threads numerical libraries may use.
    ///   - settings: further variables of the environment, which win over all others.
    public init(
        path: String = Self.running, arguments: [String], cores: Int = 1, settings: [String: String] = [:]
    ) {
        self.path = path.hasPrefix("/") ? path : URL(fileURLWithPath: path).path
        self.arguments = arguments
        var environment = ["XTBPATH": "/usr/share/xtb", "SWIFT_BACKTRACE": "enable=no"]
        environment.merge(ProcessInfo.processInfo.environment) { $1 }
        for threads in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"] {
            environment[threads] = String(cores)
        }
        environment["OMP_STACKSIZE"] = "64M"
        environment["GFORTRAN_UNBUFFERED_PRECONNECTED"] = "y"
        environment["OMP_WAIT_POLICY"] = "passive"
        self.environment = environment.merging(settings) { $1 }
    }

    /// The same program with further variables in its environment.
    init(_ program: WorkerProgram, settings: [String: String]) {
        (path, arguments) = (program.path, program.arguments)
        environment = program.environment.merging(settings) { $1 }
    }
}

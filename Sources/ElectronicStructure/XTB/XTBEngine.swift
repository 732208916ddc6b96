internal import CXTB
internal import Glibc

/// GFN-xTB in this process, through libxtb.
public struct XTBEngine: QCEngine {
    private let isOnlyUser: Bool

    /// An engine on the linked library.
    ///
    /// - Parameter isOnlyUser: whether this process does nothing else, so that GFN-FF may print and write files.
    public init(isOnlyUser: Bool = false) { self.isOnlyUser = isOnlyUser }

    /// `xtb`.
    public var program: String { "xtb" }

    /// The version of the library's C interface.
    public var version: String? {
        let packed = xtb_getAPIVersion()
        return "\(packed / 10000).\(packed / 100 % 100).\(packed % 100)"
    }

    /// GFN0, GFN1 and GFN2; several sessions may run at once.
    public var capabilities: EngineCapabilities {
        EngineCapabilities(
            methods: XTBMethod.allCases.filter { !$0.needsOwnProcess }.map(\.rawValue), isThreadSafe: true,
            isInProcess: true, hasBondOrders: true)
    }

    /// Starts a series of calculations.
    public func session(
        for system: ElectronicSystem, level: LevelOfTheory
    ) throws(ElectronicStructureError) -> any QCSession {
        try xtbSession(for: system, level: level)
    }

    /// Starts a series of calculations whose bond orders can be read too.
    ///
    /// - Throws: ``ElectronicStructureError`` of kind `input` for an unknown method, keyword or element, or for GFN-FF,
    ///   which needs a process of its own.
    public func xtbSession(
        for system: ElectronicSystem, level: LevelOfTheory
    ) throws(ElectronicStructureError) -> XTBSession {
        guard level.program == program else {
            throw ElectronicStructureError(.input, "the xtb engine was asked to run '\(level.program)'")
        }
        let settings = try XTBSettings(level: level)
        guard isOnlyUser || !settings.method.needsOwnProcess else {
            throw ElectronicStructureError(
                .input, "GFN-FF prints and writes files on loading and cannot run inside this process; use gfn2xtb")
        }
        try system.validate(heaviest: 86)
        Self.locateParameters
        return XTBSession(system: system, settings: settings)
    }

    /// GFN0's parameters are only on disk; without `XTBPATH` the library does not look where the package puts them.
    private static let locateParameters: Void = { _ = setenv("XTBPATH", "/usr/share/xtb", 0) }()
}

public import JSON

/// The settings of servers, workers and clients: environment variables, over a settings file, over defaults.
///
/// Options of the command line are assigned to ``subscript(_:)``'s properties afterwards and so come first.
public struct Settings: Sendable, Hashable {
    private var values: [String: String] = [:]
    /// Things a user should know: variables that are set and have no effect, names that nothing has.
    public private(set) var warnings: [String] = []

    /// The defaults.
    public init() {}

    /// Settings from the environment and from the content of a settings file.
    ///
    /// Names count in any case. In the file the leading `BEFLOW_` may be left out, so `gateway_port: 8001` will do.
    ///
    /// - Throws: ``SettingsError`` that lists every value that cannot be used.
    public init(environment: [String: String], file: JSON? = nil) throws(SettingsError) {
        var problems: [String] = []
        if let file, !file.isNull {
            guard let members = file.object?.members else {
                throw SettingsError(problems: [
                    "the settings file must hold names and values, as in `gateway_port: 8001`"
                ])
            }
            for (key, value) in members { take(value, at: key, &problems) }
        }
        for (key, value) in environment.sorted(by: { $0.key < $1.key }) {
            let name = key.uppercased()
            guard name.hasPrefix("BEFLOW_") else { continue }
            take(value, named: name, from: "the environment", &problems)
        }
        if !(0...65535).contains(gatewayPort) {
            problems.append("BEFLOW_GATEWAY_PORT is \(gatewayPort), which is no port: use 0…65535")
        }
        guard problems.isEmpty else { throw SettingsError(problems: problems) }
    }

    private mutating func take(_ value: JSON, at key: String, _ problems: inout [String]) {
        let upper = key.uppercased()
        let name = upper.hasPrefix("BEFLOW_") ? upper : "BEFLOW_" + upper
        switch value {
        case .null: return
        case .array, .object: problems.append("\(key) in the settings file must be a plain value")
        case .string(let text): take(text, named: name, from: "the settings file", &problems)
        default: take(value.text(), named: name, from: "the settings file", &problems)
        }
    }

    private mutating func take(_ value: String, named name: String, from source: String, _ problems: inout [String]) {
        guard let setting = Setting.all.first(where: { $0.name == name }) else {
            warnings.append("\(name) in \(source) is not a setting of this version")
            return
        }
        guard !value.isEmpty || setting.form == .text else { return }
        if let problem = setting.problem(with: value) {
            problems.append("\(problem) (in \(source))")
            return
        }
        if !setting.isEffective { warnings.append("\(name) in \(source) is \(setting.meaning)") }
        values[name] = value
    }

    private func text(_ name: String) -> String {
        let full = "BEFLOW_" + name
        return values[full] ?? Setting.all.first { $0.name == full }?.standard ?? ""
    }

    private mutating func set(_ name: String, _ value: String?) { values["BEFLOW_" + name] = value }

    /// The address that the server binds.
    public var gatewayHost: String {
        get { text("GATEWAY_HOST") }
        set { set("GATEWAY_HOST", newValue) }
    }

    /// The port of the server; 0 for a free one.
    public var gatewayPort: Int {
        get { Int(text("GATEWAY_PORT")) ?? 8000 }
        set { set("GATEWAY_PORT", String(newValue)) }
    }

    /// Where clients find the server: scheme and host, no port.
    public var gatewayAddress: String {
        get { text("GATEWAY_ADDRESS") }
        set { set("GATEWAY_ADDRESS", newValue) }
    }

    /// The token of the API; empty for none.
    public var token: String {
        get { text("API_TOKEN") }
        set { set("API_TOKEN", newValue) }
    }

    /// What the paths of all routes begin with.
    public var prefix: String {
        get { text("API_V1_STR") }
        set { set("API_V1_STR", newValue) }
    }

    /// The path segments of tasks, fragmentations, QC calculations and optimizations.
    public var segments: (tasks: String, fragmentations: String, qcCalculations: String, optimizations: String) {
        (text("COORDINATOR_PREFIX"), text("FRAGMENTER_PREFIX"), text("QC_COMPUTE_PREFIX"), text("OPTIMIZER_PREFIX"))
    }

    /// What the server logs.
    public var logLevel: String { text("GATEWAY_LOG_LEVEL") }
    /// The largest body of a request that is read [byte].
    public var largestBody: Int { Int((Double(text("GATEWAY_MAX_BODY")) ?? 64) * 1_000_000) }
    /// Origins of web pages that may use the server; `*` for all.
    public var corsOrigins: [String] {
        text("GATEWAY_CORS_ORIGINS").split(separator: ",").map { $0.filter { $0 != " " } }
    }

    /// Cores for each worker of a category; nil for auto.
    public var fragmenterCores: Int? { Int(text("FRAGMENTER_WORKER_N_CORES")) }
    /// Memory that one core of such a worker needs [GB]; nil for no limit.
    public var fragmenterMemory: Double? { Double(text("FRAGMENTER_WORKER_MAX_MEM")) }
    /// Cores for each QC worker; nil for auto.
    public var qcComputeCores: Int? { Int(text("QC_COMPUTE_WORKER_N_CORES")) }
    /// Memory that one core of such a worker needs [GB]; nil for no limit.
    public var qcComputeMemory: Double? { Double(text("QC_COMPUTE_WORKER_MAX_MEM")) }
    /// Cores for each optimization worker; nil for auto.
    public var optimizerCores: Int? { Int(text("OPTIMIZER_WORKER_N_CORES")) }
    /// Memory that one core of such a worker needs [GB]; nil for no limit.
    public var optimizerMemory: Double? { Double(text("OPTIMIZER_WORKER_MAX_MEM")) }
    /// Whether the working folders of finished work are kept.
    public var keepsTemporaryFiles: Bool {
        Setting.boolean(text("KEEP_TMP_FILES")) == true || Setting.boolean(text("OPTIMIZER_KEEP_FILES")) == true
    }
}

/// Settings that cannot be used.
public struct SettingsError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A sentence for each value at fault.
    public let problems: [String]

    /// The sentences.
    public var description: String { problems.joined(separator: "; ") }
}

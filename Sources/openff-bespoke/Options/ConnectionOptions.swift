import ArgumentParser
import Executor
import ExecutorClient
import Foundation

/// Which executor a command talks to.
struct ConnectionOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The executor's address with scheme, without port; default: BEFLOW_GATEWAY_ADDRESS.", valueName: "url"))
    var address: String?

    @Option(name: .long, help: ArgumentHelp("The executor's port; default: BEFLOW_GATEWAY_PORT.", valueName: "n"))
    var port: Int?

    /// The settings of the environment, with what the options say.
    func settings() throws -> Settings {
        var settings = try SettingsFile.settings()
        if let address { settings.gatewayAddress = address }
        if let port { settings.gatewayPort = port }
        return settings
    }

    /// The executor, over HTTP.
    func executor() throws -> ExecutorClient { try ExecutorClient(settings: settings()) }
}

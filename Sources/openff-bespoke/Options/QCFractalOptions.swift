import ArgumentParser
import Files
import Foundation
import JSON
import QCFractal

/// Which dataset of which QCFractal server a command is about.
struct QCFractalOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("A dataset of torsion drives on a QCFractal server.", valueName: "name"))
    var qcfDataset: String?

    @Option(
        name: .long,
        help: ArgumentHelp("The server: host and port, https unless it begins with http://.", valueName: "address"))
    var qcfAddress = "api.qcarchive.molssi.org:443"

    @Option(name: .long, help: ArgumentHelp("The specification (level of theory) of the dataset.", valueName: "name"))
    var qcfSpec = "default"

    @Option(
        name: .long,
        help: ArgumentHelp(
            """
            A QCPortal configuration file with address and username with password, or api_token; without one, \
            QCPORTAL_API_TOKEN, or QCPORTAL_USERNAME and QCPORTAL_PASSWORD, are used.
            """, valueName: "path"))
    var qcfConfig: String?

    /// The server that the options and the environment name.
    func server() throws -> QCFractalServer {
        let environment = ProcessInfo.processInfo.environment
        guard let qcfConfig else {
            return try QCFractalServer(address: qcfAddress, credentials: Credentials(environment: environment))
        }
        var path = qcfConfig
        var isFolder = ObjCBool(false)
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            path += "/qcportal_config.yaml"
        }
        let document = try DocumentFile(path: path).read()
        guard let address = document["address"]?.string else {
            throw HandledError("the configuration file \(path) has no address")
        }
        let names = [
            "api_token": "QCPORTAL_API_TOKEN", "username": "QCPORTAL_USERNAME", "password": "QCPORTAL_PASSWORD",
        ]
        var held: [String: String] = [:]
        for (key, name) in names { held[name] = document[key]?.string }
        return try QCFractalServer(address: address, credentials: Credentials(environment: held))
    }
}

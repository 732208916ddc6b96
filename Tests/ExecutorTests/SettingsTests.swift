import Executor
import Foundation
import JSON
import TestSupport
import Testing

@Suite("Settings")
struct SettingsTests {
    @Test("the environment comes before the file, and the file before the defaults")
    func precedence() throws {
        let file: JSON = ["gateway_port": 8001, "BEFLOW_API_TOKEN": "from the file", "Keep_Tmp_Files": true]
        let settings = try Settings(environment: ["beflow_gateway_port": "8002", "HOME": "/"], file: file)
        #expect(settings.gatewayPort == 8002)
        #expect(settings.token == "from the file")
        #expect(settings.keepsTemporaryFiles)
        #expect(settings.prefix == "/api/v1")
        #expect(settings.warnings.isEmpty)
    }

    @Test("settings of parts that do not exist here are accepted, and said to be without effect")
    func withoutEffect() throws {
        let settings = try Settings(environment: [
            "BEFLOW_REDIS_PORT": "6380", "BEFLOW_QC_COMPUTE_ROUTER": "a.b:c",
            "BEFLOW_QC_COMPUTE_WORKER_N_TASKS": "auto",
        ])
        #expect(settings.warnings.count == 3)
        #expect(settings.warnings.allSatisfy { $0.contains("without effect") })
        #expect(try Settings(environment: ["BEFLOW_GATEWAY_PROT": "1"]).warnings.count == 1)
    }

    @Test(
        "values that cannot be used are named, all at once",
        arguments: [
            ("BEFLOW_GATEWAY_PORT", "eighty"), ("BEFLOW_GATEWAY_PORT", "70000"), ("BEFLOW_KEEP_TMP_FILES", "perhaps"),
            ("BEFLOW_QC_COMPUTE_WORKER_N_CORES", "0"), ("BEFLOW_GATEWAY_MAX_BODY", "nan"),
        ])
    func badValues(name: String, value: String) throws {
        let error = #expect(throws: SettingsError.self) {
            try Settings(environment: [name: value, "BEFLOW_REDIS_DB": "x"])
        }
        #expect(error?.problems.count == 2)
        #expect(error?.description.contains(name) == true)
    }

    @Test("cores are a number or left to the scheduler")
    func cores() throws {
        let settings = try Settings(environment: ["BEFLOW_QC_COMPUTE_WORKER_N_CORES": "4"])
        #expect(settings.qcComputeCores == 4)
        #expect(settings.fragmenterCores == nil)
    }

    @Test("the documentation has a row for every setting, and no other")
    func documentation() throws {
        let page = TestData.packageRoot.appendingPathComponent("docs/settings.md")
        let rows = try String(contentsOf: page, encoding: .utf8).split(separator: "\n").filter {
            $0.hasPrefix("| `BEFLOW_")
        }
        let wanted = Setting.all.map { setting in
            let standard = setting.standard.isEmpty ? "" : "`\(setting.standard)`"
            return "| `\(setting.name)` | \(setting.form.rawValue) | \(standard) | \(setting.meaning) |"
        }
        #expect(rows.map(String.init) == wanted)
    }
}

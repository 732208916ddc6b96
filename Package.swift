// swift-tools-version: 6.1
import PackageDescription

/// Language settings shared by every Swift target.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let rdkitLibraries = [
    "RDKitRDGeneral", "RDKitRDGeometryLib", "RDKitGraphMol", "RDKitSmilesParse", "RDKitFileParsers",
    "RDKitSubstructMatch", "RDKitChemTransforms", "RDKitDistGeomHelpers", "RDKitForceFieldHelpers",
    "RDKitForceField", "RDKitMolAlign", "RDKitMolDraw2D", "RDKitDepictor", "RDKitMolTransforms", "RDKitAlignment",
]

/// A room of the house: a Swift target, its tests, and the rooms below it.
func room(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: [.target(name: name), "TestSupport"] + dependencies, swiftSettings: strict)
}

let package = Package(
    name: "openff-bespoke",
    products: [
        .executable(name: "openff-bespoke", targets: ["openff-bespoke"]),
        .library(name: "OpenFFBespoke", targets: ["OpenFFBespoke"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.20.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.8.0"),
    ],
    targets: [
        // C and C++
        .target(
            name: "CRDKit",
            cxxSettings: [.headerSearchPath("../../vendor/rdkit-include"), .headerSearchPath("../../vendor/eigen3")],
            linkerSettings: rdkitLibraries.map { .linkedLibrary($0) } + [.linkedLibrary("inchi"), .linkedLibrary("m")]),
        .systemLibrary(name: "CXTB", pkgConfig: "xtb", providers: [.apt(["libxtb-dev"])]),
        .systemLibrary(name: "CLAPACK", providers: [.apt(["liblapacke-dev", "libopenblas-dev"])]),
        .target(name: "CProcess"),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        // Science: values and functions
        room("Units"),
        room("JSON"),
        room("LinearAlgebra", ["CLAPACK"]),
        room("Chemistry", ["Units", "CRDKit"]),
        room("SMIRNOFF", ["Units", "Chemistry"]),
        room("MolecularMechanics", ["Units", "LinearAlgebra", "Chemistry", "SMIRNOFF"]),
        room("NAGL", ["Units", "LinearAlgebra", "Chemistry"]),
        room("Fragmentation", ["Chemistry"]),
        room("BespokeSMIRKS", ["Chemistry", "SMIRNOFF", "Fragmentation"]),
        room("ElectronicStructure", ["Units", "JSON", "LinearAlgebra", "CXTB"]),
        room("TorsionDrive", ["Units", "JSON", "LinearAlgebra", "ElectronicStructure"]),
        room("Fitting", ["Units", "LinearAlgebra", "SMIRNOFF", "MolecularMechanics"]),

        room("Report", ["JSON"]),

        // Decisions as values
        room(
            "Workflow",
            [
                "CCrypto", "Units", "LinearAlgebra", "JSON", "Chemistry", "SMIRNOFF", "MolecularMechanics",
                "Fragmentation",
                "BespokeSMIRKS",
                "ElectronicStructure", "TorsionDrive", "Fitting", "Report",
            ]),

        room("Executor", ["Workflow", "JSON", "Report", "TorsionDrive", "ElectronicStructure"]),
        room("Pilots", ["JSON", "Workflow", "Executor"]),

        room(
            "Pages", ["Chemistry", "Report", "Workflow", "Executor"],
            resources: ["page.css", "page.js", "scan.js"].map { .embedInCode("Assets/\($0)") }),

        // Edge: one outside thing per room
        room("Store", ["CZlib", "JSON", "Workflow", "Executor", .product(name: "GRDB", package: "GRDB.swift")]),
        room(
            "Programs",
            [
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        room("AmberTools", ["Chemistry", "Programs"]),
        room("Spool", ["Executor"]),
        room("Slurm", ["Executor", "Pilots", "Programs", "Spool"]),
        room("WorkerProcesses", ["CProcess"]),
        room(
            "Calculation",
            [
                "Units", "JSON", "Workflow", "Executor", "AmberTools", "NAGL", "Chemistry", "Fragmentation",
                "ElectronicStructure", "QCPrograms", "TorsionDrive",
            ]),
        room(
            "OpenFFBespoke",
            ["JSON", "Workflow", "TorsionDrive", "Executor", "Calculation", "Store", "WorkerProcesses"]),
        room(
            "QCPrograms", ["Units", "JSON", "ElectronicStructure"],
            resources: ["bridge", "dispersion", "pyscf_adapter", "psi4_adapter", "qcengine_adapter", "tblite_adapter"]
                .map { .embedInCode("Adapters/\($0).py") }),
        room("Files", ["JSON", "Workflow", .product(name: "Yams", package: "Yams")]),
        room(
            "Gateway",
            [
                "JSON", "Chemistry", "SMIRNOFF", "Fragmentation", "Workflow", "Report", "Executor", "Pages",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),
        room("ExecutorClient", ["JSON", "Workflow", "Executor"]),
        room("QCFractal", ["JSON"]),
        .executableTarget(
            name: "openff-bespoke",
            dependencies: [
                "Workflow", "Files", "Calculation", "Executor", "OpenFFBespoke", "Gateway", "ExecutorClient",
                "QCFractal", "WorkerProcesses", "QCPrograms", "Report", "JSON", "Chemistry", "SMIRNOFF", "Pilots",
                "Spool",
                "Slurm",
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        // Conformance with recorded results of established software
        room(
            "Agreement",
            [
                "Units", "JSON", "Chemistry", "SMIRNOFF", "MolecularMechanics", "NAGL", "Fragmentation",
                "BespokeSMIRKS", "Fitting", "Workflow",
            ]),
        .executableTarget(
            name: "conformance",
            dependencies: [
                "Agreement", "AmberTools", "Chemistry", "Fragmentation",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        .executableTarget(
            name: "kernels", dependencies: ["Chemistry", "SMIRNOFF", "MolecularMechanics", "Workflow"],
            path: "Benchmarks/Kernels", swiftSettings: strict),

        .executableTarget(
            name: "transitions", dependencies: ["Store", "Executor", "Workflow"], path: "Benchmarks/Transitions",
            swiftSettings: strict),
        .executableTarget(
            name: "storage", dependencies: ["JSON", "BespokeSMIRKS", "Store", "Executor", "Workflow", "TorsionDrive"],
            path: "Benchmarks/Storage", swiftSettings: strict),
        .executableTarget(
            name: "scale",
            dependencies: [
                "Chemistry", "SMIRNOFF", "Fragmentation", "ElectronicStructure", "TorsionDrive", "Workflow", "Executor",
                "Store",
            ],
            path: "Benchmarks/Scale", swiftSettings: strict),
        .executableTarget(
            name: "fit-molecule",
            dependencies: ["OpenFFBespoke", "Executor", "Workflow", "Chemistry", "Fragmentation", "SMIRNOFF"],
            path: "Examples/FitMolecule", swiftSettings: strict),
        .executableTarget(
            name: "torsion-drives",
            dependencies: ["Units", "JSON", "Chemistry", "ElectronicStructure", "TorsionDrive", "Workflow"],
            path: "Benchmarks/TorsionDrive", swiftSettings: strict),

        // Tests
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        tests("Units"),
        tests("JSON"),
        tests("LinearAlgebra"),
        tests("Chemistry"),
        tests("SMIRNOFF", ["Chemistry", "Units"]),
        tests("MolecularMechanics", ["Chemistry", "SMIRNOFF", "Units", "LinearAlgebra"]),
        tests("NAGL", ["Chemistry"]),
        tests("Fragmentation", ["Chemistry", "JSON"]),
        tests("BespokeSMIRKS", ["Chemistry", "SMIRNOFF", "Fragmentation"]),
        tests("ElectronicStructure", ["Units", "JSON"]),
        tests("TorsionDrive", ["Units", "JSON", "LinearAlgebra", "ElectronicStructure"]),
        tests("Fitting", ["Units", "LinearAlgebra", "Chemistry", "SMIRNOFF", "MolecularMechanics"]),
        .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"], swiftSettings: strict),
        tests("AmberTools", ["Chemistry"]),
        tests("Calculation"),
        tests("Pilots", ["JSON", "Workflow", "Executor"]),
        tests("Spool", ["ExecutorTestSupport", "Executor", "Workflow"]),
        tests("Slurm", ["ExecutorTestSupport", "Executor", "Pilots"]),
        .executableTarget(
            name: "rehearsed-worker", dependencies: ["WorkerProcesses"], path: "Tests/RehearsedWorker",
            swiftSettings: strict),
        tests("WorkerProcesses", ["rehearsed-worker"]),
        tests(
            "Store",
            [
                "ExecutorTestSupport", "JSON", "Workflow", "Executor", "Chemistry", "Fragmentation", "SMIRNOFF",
                "TorsionDrive", "Report", .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        tests("QCPrograms", ["JSON", "ElectronicStructure", "TorsionDrive"]),
        tests("Files", ["JSON", "BespokeSMIRKS", "Workflow"]),
        tests("Report", ["JSON"]),
        tests("Pages", ["Chemistry", "Executor", "Report", "Workflow"]),
        tests(
            "Workflow",
            [
                "Units", "LinearAlgebra", "JSON", "Chemistry", "SMIRNOFF", "MolecularMechanics", "Fragmentation",
                "ElectronicStructure", "TorsionDrive", "Fitting", "Report",
            ]),
        tests(
            "Executor",
            ["ExecutorTestSupport", "JSON", "Chemistry", "SMIRNOFF", "Fragmentation", "TorsionDrive", "Workflow"]),
        .target(
            name: "ExecutorTestSupport", dependencies: ["Executor", "TorsionDrive", "Workflow"],
            path: "Tests/ExecutorTestSupport", swiftSettings: strict),
        tests("ExecutorClient", ["ExecutorTestSupport", "JSON", "Workflow", "Executor", "Gateway"]),
        tests("QCFractal", ["JSON", "Workflow"]),
        tests(
            "Gateway",
            [
                "ExecutorTestSupport", "JSON", "Fragmentation", "Workflow", "Executor", "OpenFFBespoke",
                "openff-bespoke",
            ]),
        tests(
            "OpenFFBespoke", ["openff-bespoke", "Executor", "Workflow", "Chemistry", "Fragmentation", "SMIRNOFF"]),
        tests("Agreement", ["JSON"]),
        .testTarget(
            name: "CommandLineTests", dependencies: ["openff-bespoke", "TestSupport", "Chemistry", "SMIRNOFF"],
            swiftSettings: strict),
    ],
    cxxLanguageStandard: .cxx17
)

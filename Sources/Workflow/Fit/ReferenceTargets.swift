internal import Chemistry
internal import ElectronicStructure
internal import Fitting
internal import JSON
internal import MolecularMechanics
internal import SMIRNOFF
internal import Units

/// The records of a stage as targets of a fit, each with its own name.
///
/// A record that cannot be used is left out and named; only when none is left is that an error.
struct ReferenceTargets {
    /// A torsion profile that is fitted, and where it comes from.
    struct Profile {
        let name: String
        let record: TorsionDriveRecord
    }

    private(set) var targets: [FitTarget] = []
    private(set) var profiles: [Profile] = []
    private(set) var warnings: [String] = []
    private let forceField: CompiledForceField
    private let request: FitRequest

    /// - Throws: ``WorkflowError`` and the like, when the stage has records but none can be used.
    init(_ schemas: [TargetSchema], _ forceField: CompiledForceField, _ request: FitRequest) throws {
        (self.forceField, self.request) = (forceField, request)
        var failures: [any Error] = []
        var counts: [String: Int] = [:]
        for schema in schemas {
            for record in records(of: schema) {
                let number = counts[schema.namePrefix, default: 0]
                counts[schema.namePrefix] = number + 1
                let name = "\(schema.namePrefix)-\(number)"
                do { try add(schema, record, name: name) } catch {
                    failures.append(error)
                    warnings.append("the reference data \(name) are left out: \(error)")
                }
            }
        }
        if targets.isEmpty, let failure = failures.first { throw failure }
    }

    private mutating func records(of schema: TargetSchema) -> [JSON] {
        switch schema.referenceData {
        case .local(let records): return records
        case .collection:
            warnings.append(
                """
                a target of type \(schema.typeName) names records on a QCArchive server, which this program does not \
                download: give them as local records
                """)
            return []
        case .bespoke, nil: return []
        }
    }

    private mutating func add(_ schema: TargetSchema, _ json: JSON, name: String) throws {
        switch schema.kind {
        case .torsionProfile, .abInitio: try addEnergies(schema, TorsionDriveRecord(json), name: name)
        case .vibration(let mode): try addVibration(schema, HessianRecord(json), mode, name: name)
        case .optGeo: try addGeometry(schema, OptimizationRecord(json), name: name)
        }
    }

    private mutating func addEnergies(_ schema: TargetSchema, _ drive: TorsionDriveRecord, name: String) throws {
        let molecule = try Molecule(mappedSMILES: drive.cmiles, allowUndefinedStereo: true)
        let record = try intact(drive, molecule, name: name)
        let system = try system(of: molecule, cmiles: drive.cmiles)
        let geometries = record.points.map { Self.nanometers($0.geometry) }
        let energies = record.points.map(\.energy)
        switch schema.kind {
        case .torsionProfile(let attenuates, let denominator, let cutoff):
            profiles.append(Profile(name: name, record: record))
            targets.append(
                .torsionProfile(
                    TorsionProfileTarget(
                        name: name, weight: schema.weight, system: system, dihedral: record.dihedral,
                        angles: record.points.map { Double($0.angle) }, geometries: geometries, energies: energies,
                        weighting: EnergyWeighting(attenuates: attenuates, denominator: denominator, cutoff: cutoff))))
        case .abInitio(let attenuates, let denominator, let cutoff, let energy, let force):
            targets.append(
                .abInitio(
                    AbInitioTarget(
                        name: name, weight: schema.weight, system: system, geometries: geometries, energies: energies,
                        fitsEnergy: energy, fitsForces: force,
                        weighting: EnergyWeighting(attenuates: attenuates, denominator: denominator, cutoff: cutoff))))
        case .vibration, .optGeo: break
        }
    }

    /// A drive without the points whose bonds are not those of the molecule.
    private mutating func intact(
        _ drive: TorsionDriveRecord, _ molecule: Molecule, name: String
    ) throws(WorkflowError) -> TorsionDriveRecord {
        var record = drive
        record.points = []
        for point in drive.points {
            try point.molecule.check(is: molecule, cmiles: drive.cmiles, record: name)
            if let change = Connectivity(point.geometry, of: molecule).change {
                warnings.append("the grid point \(point.angle)° of \(name) (\(drive.cmiles)) is left out: \(change)")
            } else {
                record.points.append(point)
            }
        }
        guard !record.points.isEmpty else {
            throw WorkflowError(
                type: "ConnectivityError",
                "\(name): Reference data does not match target. No geometry has the bonds of \(drive.cmiles)")
        }
        return record
    }

    private mutating func addVibration(
        _ schema: TargetSchema, _ record: HessianRecord, _ mode: String?, name: String
    ) throws {
        let molecule = try Molecule(mappedSMILES: record.cmiles, allowUndefinedStereo: true)
        try record.molecule.check(is: molecule, cmiles: record.cmiles, record: name)
        try Connectivity.check(record.molecule.geometry, of: molecule, cmiles: record.cmiles, record: name)
        if let gradient = record.largestGradient, gradient > 1e-3 {
            warnings.append(
                "\(name): the Hessian of \(record.cmiles) was not computed at a minimum: a gradient is \(gradient)")
        }
        let table = molecule.atoms.compactMap { Element.mass($0.atomicNumber) }
        let masses = record.molecule.masses ?? table
        targets.append(
            .vibration(
                VibrationTarget(
                    name: name, weight: schema.weight, system: try system(of: molecule, cmiles: record.cmiles),
                    masses: masses, geometry: Self.nanometers(record.molecule.geometry), hessian: record.hessian,
                    matching: mode.flatMap(VibrationTarget.ModeMatching.init(rawValue:)) ?? .none)))
    }

    private mutating func addGeometry(_ schema: TargetSchema, _ record: OptimizationRecord, name: String) throws {
        guard case .optGeo(let bond, let angle, let dihedral, let improper) = schema.kind else { return }
        let molecule = try Molecule(mappedSMILES: record.cmiles, allowUndefinedStereo: true)
        try record.molecule.check(is: molecule, cmiles: record.cmiles, record: name)
        try Connectivity.check(record.molecule.geometry, of: molecule, cmiles: record.cmiles, record: name)
        targets.append(
            .optimizedGeometry(
                OptimizedGeometryTarget(
                    name: name, weight: schema.weight, system: try system(of: molecule, cmiles: record.cmiles),
                    geometry: Self.nanometers(record.molecule.geometry), bondDenominator: bond,
                    angleDenominator: angle, dihedralDenominator: dihedral, improperDenominator: improper)))
    }

    private func system(of molecule: Molecule, cmiles: String) throws -> System {
        let charges = try request.charges(of: molecule, cmiles: cmiles, forceField)
        return try System(molecule, forceField: forceField, charges: charges)
    }

    private static func nanometers(_ geometry: [SIMD3<Double>]) -> [SIMD3<Double>] {
        geometry.map { $0 * Constants.nanometerPerBohr }
    }
}

extension TargetSchema {
    /// How ForceBalance targets of the kind are called, before their number.
    var namePrefix: String {
        switch kind {
        case .torsionProfile: "torsion"
        case .abInitio: "ab-initio"
        case .vibration: "vib-freq"
        case .optGeo: "opt-geo-batch"
        }
    }
}

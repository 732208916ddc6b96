import ElectronicStructure
import Foundation
import TestSupport
import TorsionDrive
import Units

/// A molecule with start conformers and, for some, the profile that established software finds.
struct DriveRecord: Decodable, Sendable {
    let atomicNumbers: [Int]
    let bonds: [[Int]]
    let charge: Int
    let dihedral: [Int]
    /// Positions [Å].
    let conformers: [[[Double]]]
    /// Energies [hartree] by grid angle [degree].
    let energies: [String: Double]?
    /// How many gradients the other software needed.
    let gradients: Int?

    private struct File: Decodable { let molecules: [String: DriveRecord] }

    static func named(_ name: String) throws -> DriveRecord {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let file = TestData.fixtures.appendingPathComponent("TorsionDrive/drives.json")
        let records = try decoder.decode(File.self, from: Data(contentsOf: file)).molecules
        guard let record = records[name] else { throw CocoaError(.fileNoSuchFile) }
        return record
    }

    var positions: [[SIMD3<Double>]] {
        conformers.map { $0.map { SIMD3($0[0], $0[1], $0[2]) / Constants.angstromPerBohr } }
    }

    var setup: TorsionDriveSetup {
        TorsionDriveSetup(
            system: ElectronicSystem(atomicNumbers: atomicNumbers, charge: charge), bonds: bonds, dihedral: dihedral,
            conformers: positions)
    }

    func optimization(at angle: Double) -> ConstrainedOptimization {
        ConstrainedOptimization(
            system: ElectronicSystem(atomicNumbers: atomicNumbers, charge: charge), bonds: bonds, dihedral: dihedral,
            targetAngle: angle, geometry: positions[0])
    }
}

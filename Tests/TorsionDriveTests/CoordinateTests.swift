import Glibc
import LinearAlgebra
import TestSupport
import Testing

@testable import TorsionDrive

@Suite("Internal coordinates")
struct CoordinateTests {
    private static func scattered(_ seed: UInt64) -> [SIMD3<Double>] {
        var random = SeededGenerator(seed: seed)
        return (0..<4).map { i in
            SIMD3(2 * Double(i), 0, 0)
                + SIMD3(
                    .random(in: -1...1, using: &random), .random(in: -1...1, using: &random),
                    .random(in: -1...1, using: &random))
        }
    }

    @Test(
        "derivatives of every kind of coordinate are its slopes",
        arguments: [Primitive.Kind.bond, .angle, .torsion, .outOfPlane, .linearBendInPlane, .linearBendAcross],
        [1, 2, 3])
    func derivatives(kind: Primitive.Kind, seed: UInt64) {
        let x = Self.scattered(seed)
        let p = Primitive(kind, 0, 1, 2, 3)
        let analytic = InternalCoordinates.wilson([p], x)
        func value(_ y: [SIMD3<Double>]) -> Double { y.withUnsafeBufferPointer { p.value($0) } }
        for atom in 0..<p.atomCount {
            for axis in 0..<3 {
                var y = x
                y[atom][axis] += 1e-5
                let up = value(y)
                y[atom][axis] -= 2e-5
                #expect((wrapped(up - value(y)) / 2e-5 - analytic[atom][axis]).magnitude < 1e-7)
            }
        }
    }

    @Test("a linear bend and its derivatives are smooth at 180°")
    func straight() {
        let x: [SIMD3<Double>] = [[0, 0, 0], [2, 0, 0], [4, 0, 0], [-1, 2, 0]]
        for kind in [Primitive.Kind.linearBendInPlane, .linearBendAcross] {
            let d = InternalCoordinates.wilson([Primitive(kind, 0, 1, 2, 3)], x)
            #expect(d.allSatisfy { $0.x.isFinite && $0.y.isFinite && $0.z.isFinite })
            #expect(length(d[1]) > 0.9)
        }
    }

    @Test("the signs of dihedrals are IUPAC's", arguments: [-150.0, -60, 0.0, 75, 179])
    func sign(degrees: Double) {
        let turn = degrees * .pi / 180
        let d = SIMD3(cos(turn), -sin(turn), 1)
        // Looking from b = (0, 0, 0) to c = (0, 0, 1), a lies at 12 o'clock and d clockwise from it.
        let found = dihedralAngle([1, 0, 0], [0, 0, 0], [0, 0, 1], [d.x, -d.y, 1])
        #expect((found * 180 / .pi - degrees).magnitude < 1e-10)
    }

    @Test(
        "the coordinates span every internal motion, over nitriles, alkynes and cumulenes too",
        arguments: ["malononitrile_ether", "butynyl_ether", "allenyl", "phosphate_anion", "nitrobenzene", "butadiene"])
    func complete(name: String) throws {
        let record = try DriveRecord.named(name)
        let x = record.positions[0]
        let graph = BondGraph(atoms: x.count, bonds: record.bonds)
        let set = PrimitiveSet(graph: graph, geometry: x, dihedral: record.dihedral)
        let coordinates = try #require(InternalCoordinates(primitives: set.primitives, geometry: x))
        #expect(coordinates.count == 3 * x.count - 6)
    }

    @Test("a step in the coordinates is carried over to the atoms, whatever the molecule's place and turn")
    func backTransformation() throws {
        let record = try DriveRecord.named("butadiene")
        let (c, s) = (cos(1.1), sin(1.1))
        let x = record.positions[0]
        let moved = x.map { SIMD3($0.x + 5, c * $0.y - s * $0.z, s * $0.y + c * $0.z - 2) }
        var distances: [[Double]] = []
        for geometry in [x, moved] {
            let graph = BondGraph(atoms: x.count, bonds: record.bonds)
            let set = PrimitiveSet(graph: graph, geometry: x, dihedral: record.dihedral)
            let coordinates = try #require(InternalCoordinates(primitives: set.primitives, geometry: x))
            let zero = [Double](repeating: 0, count: 3 * x.count)
            let frame = try #require(
                OptimizerFrame(coordinates, geometry, 0, cartesian: zero, dihedral: record.dihedral))
            let step = (0..<coordinates.count).map { 0.02 * sin(Double($0)) }
            let reached = frame.geometry(after: step, in: coordinates)
            let change = coordinates.change(from: frame.values, geometry, to: reached)
            for (wanted, found) in zip(step, change) { #expect((wanted - found).magnitude < 1e-6) }
            distances.append(reached.map { length($0 - reached[0]) })
        }
        for (a, b) in zip(distances[0], distances[1]) { #expect((a - b).magnitude < 1e-5) }
    }

    @Test("turning a dihedral is exact and moves one side only")
    func rotation() throws {
        let record = try DriveRecord.named("ethyl_acetate")
        let x = record.positions[0]
        let d = record.dihedral
        let moving = BondGraph(atoms: x.count, bonds: record.bonds).side(of: d[2], awayFrom: d[1])
        let turned = DihedralRotation.rotated(x, dihedral: d, moving: moving, to: 2.5)
        #expect((dihedralAngle(turned[d[0]], turned[d[1]], turned[d[2]], turned[d[3]]) - 2.5).magnitude < 1e-12)
        for atom in x.indices where !moving.contains(atom) { #expect(turned[atom] == x[atom]) }
        for i in moving {
            for j in moving { #expect((length(turned[i] - turned[j]) - length(x[i] - x[j])).magnitude < 1e-10) }
        }
    }

    @Test("a step of rational function optimisation stays within its radius and goes downhill")
    func step() throws {
        var hessian = Matrix.diagonal(0.5, size: 3)
        hessian[0, 0] = 0.001
        let gradient = [0.1, -0.2, 0.05]
        for radius in [0.01, 0.1, 1] {
            let step = try #require(
                RationalStep(hessian: hessian, gradient: gradient, radius: radius) { inner($0, $0).squareRoot() })
            #expect(inner(step.step, step.step).squareRoot() <= radius * (1 + 1e-12))
            #expect(step.predicted < 0)
        }
        hessian[1, 1] = -0.3
        let uphill = RationalStep(hessian: hessian, gradient: gradient, radius: 0.1) { inner($0, $0).squareRoot() }
        #expect(uphill?.wasIndefinite == true)
        #expect((uphill?.predicted ?? 1) < 0)
    }

    @Test("the Hessian of a mirror image is the mirror image of the Hessian")
    func mirroredHessian() throws {
        var random = SeededGenerator(seed: 4)
        var h = Matrix(rows: 6, columns: 6)
        for i in 0..<6 {
            for j in 0...i {
                h[i, j] = Double(Float.random(in: -1...1, using: &random))
                h[j, i] = h[i, j]
            }
        }
        let mirrored = try #require(CartesianHessian(h).mirrored.matrix(atoms: 2))
        for i in 0..<6 {
            for j in 0..<6 {
                let sign = (i % 3 == 0 ? -1.0 : 1) * (j % 3 == 0 ? -1.0 : 1)
                #expect(mirrored[i, j] == sign * h[i, j])
            }
        }
    }
}

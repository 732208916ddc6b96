internal import Glibc
internal import LinearAlgebra
internal import MolecularMechanics
internal import Units

/// The residuals of an ``OptimizedGeometryTarget``.
struct OptimizedGeometryModel: ResidualModel {
    let target: OptimizedGeometryTarget
    let coordinates: [InternalCoordinate]
    /// 1/denominator of each coordinate [1/nm or 1/rad].
    let factors: [Double]
    let reference: [Double]

    var name: String { target.name }
    var weight: Double { target.weight }
    var system: System { target.system }
    var warnings: [FitWarning] { [] }

    init(_ target: OptimizedGeometryTarget, initial system: System) throws(FittingError) {
        guard target.geometry.count == system.particles.count else {
            throw FittingError(
                .badTarget,
                "target \(target.name): the geometry has \(target.geometry.count) atoms, the molecule \(system.particles.count)"
            )
        }
        var target = target
        target.system = system
        self.target = target
        let terms = Self.terms(of: target)
        coordinates = terms.map(\.coordinate)
        factors = terms.map(\.factor)
        reference = coordinates.map { $0.value(at: target.geometry) }
        guard !coordinates.isEmpty else {
            throw FittingError(.badTarget, "target \(target.name): every denominator is 0, so nothing is compared")
        }
    }

    /// Coordinates over nearly straight angles (over 175°) have no defined dihedral and are left out.
    private static func terms(
        of target: OptimizedGeometryTarget
    ) -> [(coordinate: InternalCoordinate, factor: Double)] {
        var result: [(coordinate: InternalCoordinate, factor: Double)] = []
        var seen: Set<InternalCoordinate> = []
        func add(_ coordinate: InternalCoordinate, _ denominator: Double, _ unit: Double) {
            guard denominator > 0, seen.insert(coordinate).inserted else { return }
            result.append((coordinate, 1 / (denominator * unit)))
        }
        func isBent(_ i: Int, _ j: Int, _ k: Int) -> Bool {
            InternalCoordinate.angle(i, j, k).value(at: target.geometry) < 175 * Constants.radianPerDegree
        }
        for bond in target.system.bonds { add(.distance(bond.i, bond.j), target.bondDenominator, 0.1) }
        for angle in target.system.angles where isBent(angle.i, angle.j, angle.k) {
            add(.angle(angle.i, angle.j, angle.k), target.angleDenominator, Constants.radianPerDegree)
        }
        for (torsions, denominator) in [
            (target.system.propers, target.dihedralDenominator), (target.system.impropers, target.improperDenominator),
        ] {
            for t in torsions where isBent(t.i, t.j, t.k) && isBent(t.j, t.k, t.l) {
                add(.dihedral(t.i, t.j, t.k, t.l), denominator, Constants.radianPerDegree)
            }
        }
        return result
    }

    func evaluate(
        _ system: System, near known: (any ResidualEvaluation)?
    ) throws(FittingError) -> any ResidualEvaluation {
        OptimizedGeometryEvaluation(
            model: self, geometry: try MinimumGeometry(system, from: target.geometry, name: name))
    }
}

/// Internal coordinates at the MM minimum at one set of parameters.
struct OptimizedGeometryEvaluation: ResidualEvaluation {
    let model: OptimizedGeometryModel
    let geometry: MinimumGeometry
    let residuals: [Double]

    init(model: OptimizedGeometryModel, geometry: MinimumGeometry) {
        self.model = model
        self.geometry = geometry
        residuals = model.coordinates.indices.map { n in
            var change = model.coordinates[n].value(at: geometry.minimum.positions) - model.reference[n]
            if case .dihedral = model.coordinates[n] { change = remainder(change, 2 * .pi) }
            return change * model.factors[n]
        }
    }

    func jacobian(_ parameters: [SystemParameter]) throws(FittingError) -> Matrix {
        var result = Matrix(rows: residuals.count, columns: parameters.count)
        for (column, displacement) in geometry.displacements(parameters).enumerated() {
            for (row, coordinate) in model.coordinates.enumerated() {
                result[row, column] =
                    model.factors[row] * coordinate.slope(at: geometry.minimum.positions, along: displacement)
            }
        }
        return result
    }
}

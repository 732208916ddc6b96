internal import BespokeSMIRKS
internal import JSON
internal import LinearAlgebra

extension FitRequest {
    /// The request reduced to what the fit depends on: requests whose fits are the same have the same essence.
    ///
    /// Left out are the task's identifier, the settings of earlier steps, and of each record when, where and by what program
    /// it was made. Parameters, targets, priors, options, force field and charges stay: what was fitted in other company is
    /// another fit.
    var essence: FitRequest {
        var result = self
        result.schema.id = nil
        result.schema.initialForceFieldHash = ""
        result.schema.fragmentationEngine = nil
        result.schema.targetTorsionSMIRKS = nil
        result.schema.smirkSettings = SMIRKSSettings()
        for stage in result.schema.stages.indices {
            for index in result.schema.stages[stage].targets.indices {
                let target = result.schema.stages[stage].targets[index]
                result.schema.stages[stage].targets[index].calculationSpecification = nil
                switch target.referenceData {
                case .local(let records):
                    result.schema.stages[stage].targets[index].referenceData = .local(
                        records: records.map(target.essence))
                case .bespoke: result.schema.stages[stage].targets[index].referenceData = nil
                case .collection, nil: break
                }
            }
        }
        return result
    }
}

extension TargetSchema {
    /// What a fit reads of a record; a record that it cannot read stays as it is.
    func essence(of record: JSON) -> JSON {
        switch kind {
        case .torsionProfile, .abInitio: (try? TorsionDriveRecord(record))?.json ?? record
        case .vibration: (try? HessianRecord(record))?.json ?? record
        case .optGeo: (try? OptimizationRecord(record))?.json ?? record
        }
    }
}

extension TorsionDriveRecord {
    fileprivate var json: JSON {
        let points = points.map { point -> JSON in
            [
                "angle": .integer(point.angle), "energy": point.energy.isFinite ? .number(point.energy) : .null,
                "molecule": point.molecule.json,
            ]
        }
        return [
            "cmiles": .string(cmiles), "dihedral": .array(dihedral.map(JSON.integer)), "points": .array(points),
        ]
    }
}

extension HessianRecord {
    fileprivate var json: JSON {
        [
            "cmiles": .string(cmiles), "molecule": molecule.json, "hessian": .array(hessian.elements.map(JSON.number)),
            "largest_gradient": largestGradient.map(JSON.number) ?? .null,
        ]
    }
}

extension OptimizationRecord {
    fileprivate var json: JSON { ["cmiles": .string(cmiles), "molecule": molecule.json] }
}

extension RecordMolecule {
    fileprivate var json: JSON {
        [
            "symbols": .strings(symbols), "geometry": .array(geometry.flatMap { [$0.x, $0.y, $0.z] }.map(JSON.number)),
            "masses": masses.map { .array($0.map(JSON.number)) } ?? .null,
        ]
    }
}

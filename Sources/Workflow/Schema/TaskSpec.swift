public import JSON

/// What is to be computed for a target, without the molecule: a `Torsion1DTaskSpec`, `OptimizationTaskSpec` or
/// `HessianTaskSpec` of the reference system.
public struct TaskSpec: SchemaValue, Hashable {
    /// The kind of calculation.
    public enum Kind: String, Sendable, CaseIterable {
        case torsion1d, optimization, hessian
    }

    /// The kind of calculation.
    public var kind: Kind
    /// The QC program.
    public var program: String
    /// The level of theory.
    public var model: QCModel
    /// Spacing of the grid of a torsion drive [degree].
    public var gridSpacing = 15
    /// Lower and upper end of a torsion drive's grid [degree]; nil for the full turn.
    public var scanRange: [Int]?
    /// Options of the geometry optimiser.
    public var optimizationSpec: GeometricProcedure
    /// Upper limit of conformers to start from.
    public var nConformers = 10

    /// A calculation with the defaults of its kind.
    public init(kind: Kind, program: String, model: QCModel) {
        (self.kind, self.program, self.model) = (kind, program, model)
        optimizationSpec = kind == .torsion1d ? .torsionDrive : GeometricProcedure()
    }

    /// Reads a calculation of any kind.
    public init?(reading node: SchemaNode) { self.init(reading: node, kinds: Kind.allCases) }

    /// Reads a calculation of one of the given kinds; without a `type` the first kind is assumed.
    init?(reading node: SchemaNode, kinds: [Kind]) {
        guard let fields = node.fields(),
            let kind = fields.optional("type", default: kinds[0].rawValue, { $0.choice(kinds.map(\.rawValue)) })
                .flatMap(Kind.init(rawValue:))
        else { return nil }
        self.init(fields: fields, kind: kind)
        fields.forbidOthers()
    }

    init?(fields: SchemaFields, kind: Kind) {
        let program = fields.required("program") { $0.string() }
        let model = fields.required("model") { QCModel(reading: $0) }
        let defaults = TaskSpec(kind: kind, program: "", model: QCModel(method: ""))
        let procedure = fields.optional("optimization_spec", default: defaults.optimizationSpec) {
            GeometricProcedure(reading: $0)
        }
        let nConformers = fields.optional("n_conformers", default: 10) { $0.positiveInteger() }
        var spacing: Int? = 15
        var range: [Int]?? = .some(nil)
        if kind == .torsion1d {
            spacing = fields.optional("grid_spacing", default: 15) { $0.gridSpacing() }
            range = fields.optional("scan_range", default: nil) { $0.nullable { $0.scanRange() } }
        }
        guard let program, let model, let procedure, let nConformers, let spacing, let range else { return nil }
        (self.kind, self.program, self.model, self.optimizationSpec) = (kind, program, model, procedure)
        (self.nConformers, self.gridSpacing, self.scanRange) = (nConformers, spacing, range)
    }

    /// The calculation as JSON.
    public var json: JSON { .object(JSONObject(members)) }

    var members: [(String, JSON)] {
        let head: [(String, JSON)] = [
            ("type", .string(kind.rawValue)), ("program", .string(program)), ("model", model.json),
        ]
        let procedure: (String, JSON) = ("optimization_spec", optimizationSpec.json)
        let conformers: (String, JSON) = ("n_conformers", .integer(nConformers))
        guard kind == .torsion1d else { return head + [conformers, procedure] }
        let range = scanRange.map { JSON.array($0.map(JSON.integer)) } ?? .null
        return head + [("grid_spacing", .integer(gridSpacing)), ("scan_range", range), procedure, conformers]
    }
}

extension SchemaNode {
    fileprivate func gridSpacing() -> Int? {
        guard let spacing = integer() else { return nil }
        guard spacing > 0, 360 % spacing == 0 else {
            return fail("the grid spacing must be a positive divisor of 360 degrees", "value_error")
        }
        return spacing
    }

    fileprivate func scanRange() -> [Int]? {
        guard let range = list({ $0.integer() }) else { return nil }
        guard range.count == 2 else { return fail("a scan range has a lower and an upper end", "value_error") }
        guard range[0] >= -180, range[0] < range[1], range[1] <= 360 else {
            return fail("a scan range needs -180 <= lower < upper <= 360 degrees", "value_error")
        }
        return range
    }
}

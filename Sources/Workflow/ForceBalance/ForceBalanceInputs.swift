internal import Chemistry
internal import JSON
public import SMIRNOFF

/// The input files of ForceBalance for one stage, as texts by path.
///
/// - Source: ForceBalance 1.9 manual, sections "Options" and "Targets"; the file formats of its SMIRNOFF targets.
public struct ForceBalanceInputs: Sendable {
    /// A file.
    public struct File: Sendable, Hashable {
        /// Where it goes, from the folder in which ForceBalance is run.
        public var path: String
        /// What is in it.
        public var text: String
    }

    /// The files, `optimize.in` first.
    public private(set) var files: [File] = []
    /// What a user should know about the records.
    public private(set) var warnings: [String] = []

    /// How many records one target of optimised geometries holds, unless its extras say otherwise.
    private static let batchSize = 50

    /// The inputs of a stage whose targets have local records.
    ///
    /// - Throws: ``WorkflowError`` for a target without local records, a record that is not what its target needs, or a
    ///   SMIRKS that the force field does not have.
    public init(stage: OptimizationStageSchema, forceField: ForceField) throws {
        var blocks: [String] = []
        var numbers: [String: Int] = [:]
        for target in stage.targets {
            let records = try Self.records(of: target)
            let size = target.typeName == "OptGeo" ? Self.batchSize(of: target) : 1
            for start in stride(from: 0, to: records.count, by: size) {
                let number = numbers[target.namePrefix, default: 0]
                numbers[target.namePrefix] = number + 1
                let name = "\(target.namePrefix)-\(number)"
                blocks.append(ForceBalanceBlock(target, name: name).text)
                try add(target, Array(records[start..<min(start + size, records.count)]), name: name)
            }
        }
        let options = ForceBalanceOptions(stage.optimizer, priors: stage.parameterHyperparameters).text
        files.insert(File(path: "optimize.in", text: ([options] + blocks).joined(separator: "\n")), at: 0)
        let marked = try Self.marked(forceField, stage)
        files.append(File(path: "forcefield/force-field.offxml", text: marked.offxml()))
    }

    private static func batchSize(of target: TargetSchema) -> Int {
        max(1, target.extras["batch_size"].flatMap { Int($0) } ?? batchSize)
    }

    private static func records(of target: TargetSchema) throws(WorkflowError) -> [JSON] {
        if case .local(let records) = target.referenceData, !records.isEmpty { return records }
        let what =
            switch target.referenceData {
            case .bespoke: "reference data that are still to be generated"
            case .collection: "records on a QCArchive server, which this program does not download"
            case .local, nil: "no reference data"
            }
        throw WorkflowError(
            type: "RuntimeError", "a target of type \(target.typeName) has \(what): give it local QCSchema records")
    }

    /// The force field with the attributes to fit named in `parameterize`.
    private static func marked(_ forceField: ForceField, _ stage: OptimizationStageSchema) throws -> ForceField {
        var marked = forceField
        for schema in stage.parameters where !schema.cached {
            let tag = schema.type.rawValue
            guard let index = marked[tag]?.index(ofSMIRKS: schema.smirks) else {
                throw WorkflowError(
                    type: "force_field_error", "the force field has no parameter \(schema.smirks) in \(tag) to fit")
            }
            try marked.setParameterized(schema.attributes.sorted(), in: tag, at: index)
        }
        return marked
    }

    private mutating func add(_ target: TargetSchema, _ records: [JSON], name: String) throws {
        let folder = "targets/\(name)/"
        let texts: [(String, String)]
        switch target.kind {
        case .torsionProfile, .abInitio:
            let scan = try ScanFiles(records[0], target)
            (texts, warnings) = (scan.files, warnings + scan.warnings.map { "\(name): \($0)" })
        case .vibration: texts = try VibrationFiles(records[0]).files
        case .optGeo: texts = try OptimizedGeometryFiles(records, target).files
        }
        files += texts.map { File(path: folder + $0.0, text: $0.1) }
    }
}

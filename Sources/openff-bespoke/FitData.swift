import Files
import JSON
import SMIRNOFF
import Workflow

/// What `fit` starts from: stages with their reference data, and a force field.
struct FitData {
    let stages: [OptimizationStageSchema]
    let forceField: ForceField
    /// What a user should know.
    let warnings: [String]
    /// What the report calls the molecules; nil for the first one's SMILES.
    let name: String?

    /// One stage from a file.
    init(_ options: StageOptions) throws {
        var forceField = try options.initialForceField()
        forceField.removeConstraints()
        (stages, self.forceField, warnings, name) = ([try options.stage()], forceField, [], nil)
    }

    /// The fits of several molecules, from files of results or of schemas with their records.
    init(joint paths: [String]) throws {
        let pooled = try JointSchema(
            paths.map { path in JointSchema.Source(name: path, schema: try Self.schema(in: path)) })
        var forceField = pooled.forceField
        forceField.removeConstraints()
        (stages, self.forceField, warnings, name) = (pooled.stages, forceField, pooled.warnings, pooled.name)
    }

    private static func schema(in path: String) throws -> BespokeOptimizationSchema {
        let json = try DocumentFile(path: path).read()
        if json["initial_force_field"] != nil { return try BespokeOptimizationSchema(json: json) }
        let results =
            json["results"] == nil
            ? try BespokeOptimizationResults(json: json) : try BespokeExecutorOutput(json: json).results
        guard let schema = results?.inputSchema else {
            throw HandledError("\(path) holds no results with their reference data: run the molecule first")
        }
        return schema
    }
}

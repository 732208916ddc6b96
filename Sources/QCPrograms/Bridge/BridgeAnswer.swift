internal import ElectronicStructure
internal import JSON

/// What a program answered to a single point.
struct BridgeAnswer {
    /// Energy [hartree] and gradient [hartree/bohr].
    let result: EnergyGradient
    /// What the next single point of the same optimisation may start from.
    let guess: String?

    /// Reads an AtomicResult or a FailedOperation.
    ///
    /// - Throws: ``ElectronicStructureError`` of the class the program names, or of kind `random` for an answer that lacks
    ///   a number.
    init(_ json: JSON, atoms: Int, program: String) throws(ElectronicStructureError) {
        guard json["success"]?.boolean == true else { throw Self.failure(json, program: program) }
        let flat = json["return_result"].map(Self.flattened) ?? []
        let energy = json["properties"]?["return_energy"]?.number ?? .nan
        guard flat.count == 3 * atoms, energy.isFinite, flat.allSatisfy(\.isFinite) else {
            throw ElectronicStructureError(
                .random, "\(program) answered without an energy and \(3 * atoms) finite derivatives")
        }
        let gradient = (0..<atoms).map { SIMD3(flat[3 * $0], flat[3 * $0 + 1], flat[3 * $0 + 2]) }
        result = EnergyGradient(energy: energy, gradient: gradient)
        guess = json["extras"]?["openff_bespoke"]?["guess"]?.string
    }

    /// The error of a FailedOperation.
    static func failure(_ json: JSON, program: String) -> ElectronicStructureError {
        let error = json["error"]
        let message = error?["error_message"]?.string ?? "it failed without a message"
        let kind: ElectronicStructureError.Kind =
            switch error?["error_type"]?.string {
            case "input_error": .input
            case "resource_error": .resource
            case "convergence_error": .convergence
            default: .random
            }
        return ElectronicStructureError(kind, "\(program): \(message)")
    }

    private static func flattened(_ json: JSON) -> [Double] {
        if let elements = json.array { return elements.flatMap(flattened) }
        return [json.number ?? .nan]
    }
}

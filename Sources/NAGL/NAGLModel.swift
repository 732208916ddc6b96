public import Chemistry
internal import LinearAlgebra

/// A NAGL model of AM1-BCC charges: a table of small molecules, a graph network for all others, and the domain of both.
public struct NAGLModel: Sendable {
    /// The name of the file that the weights came from, e.g. `openff-gnn-am1bcc-1.0.0.pt`.
    public let name: String
    /// The SHA-256 of that file, as force fields give it in `model_file_hash`.
    public let sourceHash: String
    let network: ChargeNetwork
    let table: ChargeTable
    let domain: ChemicalDomain

    /// Reads a model that `scripts/convert-nagl-weights` has written.
    ///
    /// - Throws: ``NAGLError`` when the file is missing, damaged, or of another architecture.
    public init(contentsOf path: String) throws(NAGLError) {
        let file = try TensorFile(path: path)
        guard file.metadata["architecture"] == "sage-mean/regularized-charges/1" else {
            throw NAGLError(.badModel, "the NAGL model '\(path)' has an architecture that this program does not have")
        }
        name = file.metadata["name"] ?? path
        sourceHash = file.metadata["source_sha256"] ?? ""
        network = try ChargeNetwork(file)
        table = try ChargeTable(
            lines: try file.text("table.molecules"), charges: try file.numbers("table.charges").values)
        domain = try ChemicalDomain(file)
    }

    /// Partial charges [e] of a molecule, in its atom order; they add up to its formal charge.
    ///
    /// - Throws: ``NAGLError`` when the molecule is outside the model's domain.
    public func charges(of molecule: Molecule) throws(NAGLError) -> [Double] {
        try domain.check(molecule)
        let known = table.charges(of: molecule)
        let charges = if let known { known } else { try predictedCharges(of: molecule) }
        let excess = (charges.reduce(0, +) - Double(molecule.formalCharge)) / Double(max(charges.count, 1))
        return charges.map { $0 - excess }
    }

    /// The network's charges [e], whether or not the table knows the molecule.
    func predictedCharges(of molecule: Molecule) throws(NAGLError) -> [Double] {
        network.charges(
            features: try AtomFeatures.matrix(of: molecule), neighbors: molecule.neighbors,
            totalCharge: molecule.formalCharge)
    }
}

extension ChargeNetwork {
    /// The network of a file with tensors `convolution.N.{own,neighbor,bias}`, `hidden.{weight,bias}`, `output.{weight,bias}`.
    init(_ file: TensorFile) throws(NAGLError) {
        func matrix(_ name: String) throws(NAGLError) -> Matrix {
            let (shape, values) = try file.numbers(name)
            guard shape.count == 2 else {
                throw NAGLError(.badModel, "the tensor '\(name)' of the NAGL model is no matrix")
            }
            return Matrix(rows: shape[0], columns: shape[1], elements: values)
        }
        var convolutions: [Convolution] = []
        let count = Int(file.metadata["convolutions"] ?? "") ?? 0
        var width = AtomFeatures.count
        for number in 0..<count {
            let stem = "convolution.\(number)."
            let layer = Convolution(
                own: try matrix(stem + "own"), neighbor: try matrix(stem + "neighbor"),
                bias: try file.numbers(stem + "bias").values)
            guard layer.own.columns == width, layer.neighbor.columns == width, layer.neighbor.rows == layer.own.rows,
                layer.bias.count == layer.own.rows
            else { throw NAGLError(.badModel, "layer \(number) of the NAGL model has an unexpected size") }
            width = layer.own.rows
            convolutions.append(layer)
        }
        let hidden = Linear(weight: try matrix("hidden.weight"), bias: try file.numbers("hidden.bias").values)
        let output = Linear(weight: try matrix("output.weight"), bias: try file.numbers("output.bias").values)
        guard hidden.weight.columns == width, hidden.bias.count == hidden.weight.rows,
            output.weight.columns == hidden.weight.rows, output.weight.rows == 3, output.bias.count == 3
        else { throw NAGLError(.badModel, "the read-out of the NAGL model has an unexpected size") }
        self.init(convolutions: convolutions, hidden: hidden, output: output)
    }
}

extension ChemicalDomain {
    /// The domain in a file's texts `elements` and `forbidden_patterns`.
    init(_ file: TensorFile) throws(NAGLError) {
        elements = Set((file.metadata["elements"] ?? "").split(separator: " ").compactMap { Int($0) })
        var patterns: [SMARTS] = []
        for pattern in (file.metadata["forbidden_patterns"] ?? "").split(separator: "\n") {
            do {
                patterns.append(try SMARTS(String(pattern)))
            } catch {
                throw NAGLError(.badModel, "the NAGL model forbids a pattern that cannot be parsed: \(error)")
            }
        }
        forbidden = patterns
    }
}

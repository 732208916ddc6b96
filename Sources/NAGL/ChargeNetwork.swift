internal import Glibc
internal import LinearAlgebra

/// A graph network that predicts partial charges.
///
/// Layers: h' = max(0, W_self h + b + W_neigh · mean over bonded atoms of h) (GraphSAGE with mean aggregation).
/// Read-out: a linear layer, a sigmoid, a linear layer to (prior charge p, electronegativity e, hardness s) of each atom.
/// Charges: q_i = p_i − e_i/s_i − (1/s_i) (Σp − Q − Σ e/s) / Σ (1/s), with the total charge Q.
/// - Source: Hamilton, Ying, Leskovec, arXiv:1706.02216; Wang et al., doi:10.1039/D3DD00096H for the charge equilibration.
struct ChargeNetwork: Sendable {
    struct Convolution: Sendable {
        let own, neighbor: Matrix
        let bias: [Double]
    }

    struct Linear: Sendable {
        let weight: Matrix
        let bias: [Double]
    }

    let convolutions: [Convolution]
    let hidden: Linear
    let output: Linear

    /// Partial charges [e].
    ///
    /// - Parameter features: shape (atoms, features).
    /// - Parameter totalCharge: Q [e].
    func charges(features: Matrix, neighbors: [[Int]], totalCharge: Int) -> [Double] {
        var state = features
        for layer in convolutions {
            var next = Matrix.product(state, layer.own, transposeB: true)
            let gathered = Matrix.product(Self.mean(of: state, over: neighbors), layer.neighbor, transposeB: true)
            for row in 0..<next.rows {
                for column in 0..<next.columns {
                    next[row, column] = max(0, next[row, column] + gathered[row, column] + layer.bias[column])
                }
            }
            state = next
        }
        var activated = Self.apply(hidden, to: state)
        for index in activated.elements.indices {
            activated.elements[index] = 1 / (1 + exp(-activated.elements[index]))
        }
        return Self.equilibrated(Self.apply(output, to: activated), totalCharge: Double(totalCharge))
    }

    private static func mean(of state: Matrix, over neighbors: [[Int]]) -> Matrix {
        var mean = Matrix(rows: state.rows, columns: state.columns)
        for (row, atoms) in neighbors.enumerated() where !atoms.isEmpty {
            let share = 1 / Double(atoms.count)
            for atom in atoms {
                for column in 0..<state.columns { mean[row, column] += share * state[atom, column] }
            }
        }
        return mean
    }

    private static func apply(_ layer: Linear, to state: Matrix) -> Matrix {
        var result = Matrix.product(state, layer.weight, transposeB: true)
        for row in 0..<result.rows {
            for column in 0..<result.columns { result[row, column] += layer.bias[column] }
        }
        return result
    }

    private static func equilibrated(_ outputs: Matrix, totalCharge: Double) -> [Double] {
        var (prior, ratio, softness) = (0.0, 0.0, 0.0)
        for atom in 0..<outputs.rows {
            prior += outputs[atom, 0]
            ratio += outputs[atom, 1] / outputs[atom, 2]
            softness += 1 / outputs[atom, 2]
        }
        let shift = (prior - totalCharge - ratio) / softness
        return (0..<outputs.rows).map { outputs[$0, 0] - (outputs[$0, 1] + shift) / outputs[$0, 2] }
    }
}

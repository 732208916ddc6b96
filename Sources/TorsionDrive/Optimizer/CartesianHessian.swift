internal import FoundationEssentials
internal import LinearAlgebra

/// Approximate second derivatives of the energy with respect to Cartesian coordinates, kept in single precision.
public struct CartesianHessian: Sendable, Codable, Hashable {
    /// The lower triangle, row after row [hartree/bohr²]; 3N·(3N+1)/2 numbers.
    public let lowerTriangle: [Float]

    /// Writes the numbers as Base64 of their little-endian bytes, which is short and quick to read.
    public func encode(to encoder: any Encoder) throws {
        let bytes = lowerTriangle.map { $0.bitPattern.littleEndian }.withUnsafeBytes { Data($0) }
        var container = encoder.singleValueContainer()
        try container.encode(bytes.base64EncodedString())
    }

    /// Reads the Base64 text.
    ///
    /// - Throws: `DecodingError` when it is not one of whole numbers.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let data = Data(base64Encoded: try container.decode(String.self)), data.count.isMultiple(of: 4) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "a Hessian is not Base64 of single-precision numbers")
        }
        lowerTriangle = data.withUnsafeBytes { bytes in
            stride(from: 0, to: bytes.count, by: 4).map {
                Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: UInt32.self)))
            }
        }
    }

    init(_ matrix: Matrix) {
        lowerTriangle = (0..<matrix.rows).flatMap { i in (0...i).map { Float(matrix[i, $0]) } }
    }

    /// The Hessian of the mirror image in the plane x = 0.
    public var mirrored: CartesianHessian {
        var triangle = lowerTriangle
        var (row, index) = (0, 0)
        while index < triangle.count {
            for column in 0...row {
                guard index < triangle.count else { break }
                if row.isMultiple(of: 3) != column.isMultiple(of: 3) { triangle[index].negate() }
                index += 1
            }
            row += 1
        }
        return CartesianHessian(lowerTriangle: triangle)
    }

    private init(lowerTriangle: [Float]) { self.lowerTriangle = lowerTriangle }

    /// The full matrix, or nil when the list has the wrong length or holds a value that is not finite.
    func matrix(atoms: Int) -> Matrix? {
        let n = 3 * atoms
        guard lowerTriangle.count == n * (n + 1) / 2, lowerTriangle.allSatisfy(\.isFinite) else { return nil }
        var matrix = Matrix(rows: n, columns: n)
        var index = 0
        for i in 0..<n {
            for j in 0...i {
                matrix[i, j] = Double(lowerTriangle[index])
                matrix[j, i] = matrix[i, j]
                index += 1
            }
        }
        return matrix
    }
}

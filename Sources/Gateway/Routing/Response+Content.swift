internal import HTTPTypes
internal import Hummingbird
internal import JSON
internal import NIOCore

extension Response {
    /// A JSON answer.
    static func json(_ value: JSON, status: HTTPResponse.Status = .ok) -> Response {
        text(value.text(), type: "application/json", status: status)
    }

    /// The JSON of a value.
    static func json(encoding value: some Encodable) throws -> Response { json(try JSON(encoding: value)) }

    /// A text of a media type.
    static func text(_ text: String, type: String, status: HTTPResponse.Status = .ok) -> Response {
        let buffer = ByteBuffer(string: text)
        return Response(
            status: status, headers: [.contentType: type, .contentLength: String(buffer.readableBytes)],
            body: ResponseBody(byteBuffer: buffer))
    }

    /// Bytes of a media type.
    static func bytes(_ bytes: [UInt8], type: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: type, .contentLength: String(bytes.count)],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// A drawing.
    static func svg(_ text: String) -> Response { .text(text, type: "image/svg+xml") }

    /// A page that may load nothing from elsewhere.
    static func html(_ text: String) -> Response {
        var response = Response.text(text, type: "text/html; charset=utf-8")
        if let name = HTTPField.Name("content-security-policy") {
            response.headers[name] = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
        }
        return response
    }

    /// No content.
    static var nothing: Response { Response(status: .noContent) }

    /// A stream of text with no known end.
    static func stream(
        type: String, _ write: @escaping @Sendable (inout any ResponseBodyWriter) async throws -> Void
    ) -> Response {
        Response(
            status: .ok, headers: [.contentType: type, .cacheControl: "no-cache"],
            body: ResponseBody { writer in
                try await write(&writer)
                try await writer.finish(nil)
            })
    }
}

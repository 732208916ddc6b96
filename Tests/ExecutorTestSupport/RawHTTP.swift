public import Foundation
internal import Glibc

/// HTTP over a plain socket, so that a test says what is sent to the byte.
public enum RawHTTP {
    /// An answer.
    public struct Answer: Sendable {
        /// See the protocol.
        public var status: Int
        /// By lower-case name.
        public var headers: [String: String]
        /// See the protocol.
        public var body: Data

        /// See the protocol.
        public var text: String { String(decoding: body, as: UTF8.self) }
    }

    /// What can go wrong with a socket.
    public struct Failure: Error {
        let step: String
        let code: Int32
    }

    /// Sends a request and reads the whole answer.
    public static func exchange(
        port: Int, _ method: String, _ path: String, headers: [String: String] = [:], body: Data? = nil
    ) throws -> Answer {
        let socket = try connected(port: port)
        defer { close(socket) }
        var lines = ["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1:\(port)", "Connection: close"]
        lines += headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        if let body { lines.append("Content-Length: \(body.count)") }
        var bytes = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
        bytes += body ?? Data()
        try send(bytes, to: socket)
        return try parse(readAll(socket))
    }

    /// A connection to this machine.
    public static func connected(port: Int, receiveBuffer: Int32? = nil) throws -> Int32 {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { throw Failure(step: "socket", code: errno) }
        if var size = receiveBuffer {
            setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Failure(step: "connect", code: errno) }
        return socket
    }

    /// Sends all of some bytes.
    public static func send(_ bytes: [UInt8], to socket: Int32) throws {
        var position = 0
        while position < bytes.count {
            let sent = bytes[position...].withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { throw Failure(step: "send", code: errno) }
            position += sent
        }
    }

    /// Reads what is there; empty when the other side has closed.
    public static func read(_ socket: Int32, atMost count: Int = 65536) throws -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: count)
        let read = recv(socket, &buffer, count, 0)
        guard read >= 0 else { throw Failure(step: "recv", code: errno) }
        return Array(buffer.prefix(read))
    }

    private static func readAll(_ socket: Int32) throws -> [UInt8] {
        var all: [UInt8] = []
        while case let part = try read(socket), !part.isEmpty { all += part }
        return all
    }

    private static func parse(_ bytes: [UInt8]) throws -> Answer {
        let end = Data("\r\n\r\n".utf8)
        let data = Data(bytes)
        guard let range = data.range(of: end) else { throw Failure(step: "answer", code: 0) }
        let lines = String(decoding: data[..<range.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
        }
        let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        let body = Data(data[range.upperBound...])
        let isChunked = headers["transfer-encoding"] == "chunked"
        return Answer(status: status, headers: headers, body: isChunked ? unchunked(body) : body)
    }

    private static func unchunked(_ body: Data) -> Data {
        var (result, rest) = (Data(), body)
        while let line = rest.range(of: Data("\r\n".utf8)) {
            let size = Int(String(decoding: rest[..<line.lowerBound], as: UTF8.self), radix: 16) ?? 0
            guard size > 0 else { break }
            result += rest[line.upperBound..<(line.upperBound + size)]
            rest = Data(rest[(line.upperBound + size + 2)...])
        }
        return result
    }
}

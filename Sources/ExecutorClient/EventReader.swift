internal import Foundation

/// Reads the form `text/event-stream`: fields a line, an empty line after each event.
struct EventReader {
    private var line: [UInt8] = []
    private var data: [String] = []

    /// The data of the events that some bytes complete.
    mutating func take(_ bytes: some Sequence<UInt8>) -> [String] {
        var events: [String] = []
        for byte in bytes {
            guard byte == UInt8(ascii: "\n") else {
                line.append(byte)
                continue
            }
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            if let event = endLine() { events.append(event) }
        }
        return events
    }

    private mutating func endLine() -> String? {
        defer { line = [] }
        guard !line.isEmpty else {
            defer { data = [] }
            return data.isEmpty ? nil : data.joined(separator: "\n")
        }
        let text = String(decoding: line, as: UTF8.self)
        if text.hasPrefix("data:") {
            let value = text.dropFirst("data:".count)
            data.append(String(value.hasPrefix(" ") ? value.dropFirst() : value))
        }
        return nil
    }
}

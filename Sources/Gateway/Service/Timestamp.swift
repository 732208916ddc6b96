internal import Foundation

/// Times for people.
enum Timestamp {
    /// A time [s since 1970] in the form of ISO 8601.
    static func text(_ time: Double) -> String { Date(timeIntervalSince1970: time).formatted(.iso8601) }
}

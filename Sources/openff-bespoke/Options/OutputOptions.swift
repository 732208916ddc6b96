import ArgumentParser
import Foundation
import JSON

/// How a command prints what it has to say.
struct OutputOptions: ParsableArguments {
    @Flag(name: .long, help: "Print one JSON document instead of text for people.")
    var json = false

    /// The console for text for people; silent when JSON is asked for.
    func console() -> Console { Console(isSilent: json) }

    /// Prints a JSON document if that is asked for.
    func print(_ document: @autoclosure () throws -> JSON) rethrows {
        guard json else { return }
        try? FileHandle.standardOutput.write(contentsOf: Data((document().text(indent: 2) + "\n").utf8))
    }
}

internal import Foundation
internal import Glibc

/// What the user sees: marked lines on standard output, and one live line where that is a terminal.
actor Console {
    /// A mark before a line.
    enum Mark: String {
        case success = "\u{1B}[32m[✓]\u{1B}[0m"
        case failure = "\u{1B}[31m[x]\u{1B}[0m"
        case error = "\u{1B}[31m[ERROR]\u{1B}[0m"
        case warning = "\u{1B}[33m[WARNING]\u{1B}[0m"
        case waiting = "\u{1B}[90m[⧖]\u{1B}[0m"
        case running = "\u{1B}[33m[↻]\u{1B}[0m"
    }

    /// Whether standard output is a terminal.
    nonisolated let isTerminal: Bool
    /// Columns of the terminal; 80 where there is none.
    nonisolated let width: Int
    private var liveLine = ""
    private let isSilent: Bool

    /// A console; a silent one prints nothing.
    init(isSilent: Bool = false) {
        self.isSilent = isSilent
        isTerminal = !isSilent && isatty(STDOUT_FILENO) == 1
        var size = winsize()
        let known = isTerminal && ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        width = known ? Int(size.ws_col) : 80
    }

    /// Prints lines as they are.
    func print(_ text: String = "") {
        clearLive()
        write(text + "\n")
    }

    /// Prints a line with a mark; without colour where standard output is no terminal.
    func print(_ mark: Mark, _ text: String) {
        print(styled(mark.rawValue) + " " + text)
    }

    /// Prints the title between two rules, with a blank line before and after.
    func printHeader(_ title: String = "OpenFF Bespoke") {
        let free = max(0, width - title.count - 2)
        let left = free / 2
        let line = String(repeating: "─", count: left) + " \(title) " + String(repeating: "─", count: free - left)
        print("\n" + line + "\n")
    }

    /// Shows a line that the next one replaces; nothing where standard output is no terminal.
    func showLive(_ text: String) {
        guard isTerminal, text != liveLine else { return }
        clearLive()
        write(String(text.prefix(max(0, width - 1))))
        liveLine = text
    }

    private func clearLive() {
        guard !liveLine.isEmpty else { return }
        write("\r\u{1B}[K")
        liveLine = ""
    }

    private nonisolated func styled(_ text: String) -> String {
        isTerminal ? text : text.replacing(/\u{1B}\[[0-9]*m/, with: "")
    }

    private nonisolated func write(_ text: String) {
        guard !isSilent else { return }
        try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    }
}

import ArgumentParser

/// The tasks that a command is about.
struct TaskOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("A task's id; may be given again.", valueName: "id"))
    var id: [Int] = []

    @Flag(name: .long, help: "All tasks.")
    var all = false

    func validate() throws {
        guard all != !id.isEmpty else { throw ValidationError("Give either `--id`, once or more, or `--all`.") }
    }
}

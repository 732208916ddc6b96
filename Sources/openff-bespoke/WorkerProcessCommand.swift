import ArgumentParser
import Calculation
import WorkerProcesses

/// `worker-process`: what an executor starts for itself; it takes jobs on its standard input.
struct WorkerProcessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker-process", abstract: "Do jobs for the executor that started this process.",
        shouldDisplay: false)

    func run() async throws {
        let calculator = Calculator()
        await WorkerLoop.serve { message, _ in await calculator.answer(to: message) }
    }
}

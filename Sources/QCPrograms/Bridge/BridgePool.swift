internal import ElectronicStructure
internal import JSON
internal import Synchronization

/// The running processes of one program that no optimisation is using.
final class BridgePool: Sendable {
    let program: String
    let command: BridgeCommand
    let threads: Int
    let workingFolder: String?
    private let idle = Mutex<[ChildProcess]>([])

    init(program: String, command: BridgeCommand, threads: Int, workingFolder: String?) {
        (self.program, self.command) = (program, command)
        (self.threads, self.workingFolder) = (threads, workingFolder)
    }

    deinit { idle.withLock { $0.forEach { $0.end() } } }

    /// A process that is ready for a single point: an idle one, or a new one.
    func taken() throws(ElectronicStructureError) -> ChildProcess {
        if let process = idle.withLock({ $0.popLast() }) { return process }
        return try started().process
    }

    /// Keeps a process that is no longer used.
    func give(_ process: ChildProcess) { idle.withLock { $0.append(process) } }

    /// A new process, and what it said about itself.
    ///
    /// - Throws: ``ElectronicStructureError`` of kind `resource` when the program does not start or cannot serve.
    func started() throws(ElectronicStructureError) -> (process: ChildProcess, introduction: JSON) {
        var process = try ChildProcess(
            arguments: command.arguments, environment: BridgeCommand.environment(threads: threads),
            files: command.files, in: workingFolder)
        guard command.introducesItself else { return (process, .null) }
        do {
            let line = try process.line(until: .now + .seconds(120))
            let json = try JSON.parse(line)
            guard json["success"]?.boolean == true else { throw BridgeAnswer.failure(json, program: program) }
            return (process, json["provenance"] ?? .null)
        } catch let error as ElectronicStructureError {
            process.end()
            throw error
        } catch {
            let complaint = process.complaint
            process.end()
            throw ElectronicStructureError(.resource, "\(program) does not start: \(complaint)")
        }
    }
}

public import Executor
internal import JSON
public import Workflow

/// What a worker process answers: the report of a job, and what it cost.
///
/// As bytes it is two lines of JSON, the cost and the report.
public struct WorkerAnswer: Sendable {
    /// The job's report.
    public var report: JobReport
    /// The CPU time.
    public var cost: JobCost

    /// An answer from its parts.
    public init(report: JobReport, cost: JobCost) { (self.report, self.cost) = (report, cost) }

    /// Reads the two lines.
    ///
    /// - Throws: `JSONSyntaxError` and `DecodingError`, with the place at fault.
    public init(bytes: [UInt8]) throws {
        let end = bytes.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
        cost = try JSON.parse(bytes: Array(bytes[..<end])).decoded(as: JobCost.self)
        report = try JobReport(text: String(decoding: bytes[end...].dropFirst(), as: UTF8.self))
    }

    /// The two lines.
    ///
    /// - Throws: `EncodingError` for what has no form in JSON.
    public var bytes: [UInt8] {
        get throws { Array("\(try JSON(encoding: cost).text())\n\(try report.text)".utf8) }
    }
}

extension Calculator {
    /// Carries out a job that came as JSON; the answer is a ``WorkerAnswer`` as bytes.
    public func answer(to message: [UInt8]) async -> [UInt8] {
        let (own, programs, engine) = (ProcessTime.own, ProcessTime.programs, engineSeconds)
        let report: JobReport
        do {
            report = await self.report(of: try JSON.parse(bytes: message).decoded(as: Job.self))
        } catch {
            let failure = WorkFailure(type: "InputError", message: "the job can not be read: \(error)")
            report = JobReport(.failure(failure))
        }
        let cost = JobCost(
            own: ProcessTime.own - own, engine: engineSeconds - engine,
            programs: max(0, ProcessTime.programs - programs))
        return (try? WorkerAnswer(report: report, cost: cost).bytes) ?? []
    }
}

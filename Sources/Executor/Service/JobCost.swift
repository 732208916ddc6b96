/// CPU time that jobs took [s].
public struct JobCost: Sendable, Codable, Hashable {
    /// In the worker process, the QC engine in it included.
    public var own: Double
    /// Of that, inside the QC engine.
    public var engine: Double
    /// In programs that the worker ran.
    public var programs: Double

    /// CPU times [s].
    public init(own: Double = 0, engine: Double = 0, programs: Double = 0) {
        (self.own, self.engine, self.programs) = (own, engine, programs)
    }

    /// All of it.
    public var total: Double { own + programs }

    /// Adds another's times.
    public static func += (a: inout JobCost, b: JobCost) {
        a = JobCost(own: a.own + b.own, engine: a.engine + b.engine, programs: a.programs + b.programs)
    }
}

public import Workflow

/// A task as others see it; results are read separately, because they are large.
public struct TaskView: Sendable, Codable, Hashable {
    /// The task's id, from 1.
    public var id: Int
    /// The molecule as mapped SMILES.
    public var smiles: String
    /// The name given at submission; empty for none.
    public var name: String
    /// The state of the whole.
    public var status: TaskStatus
    /// Higher ones go first.
    public var priority: Int
    /// When it was submitted [s since 1970].
    public var submitted: Double
    /// When it began and when it finished [s since 1970].
    public var began: Double?
    /// When it ended [s since 1970].
    public var finished: Double?
    /// What is known of its course.
    public var detail: TaskDetail

    /// A task as others see it.
    public init(
        id: Int, smiles: String, name: String, status: TaskStatus, priority: Int, submitted: Double, began: Double?,
        finished: Double?, detail: TaskDetail
    ) {
        (self.id, self.smiles, self.name, self.status, self.priority) = (id, smiles, name, status, priority)
        (self.submitted, self.began, self.finished, self.detail) = (submitted, began, finished, detail)
    }
}

/// What is known of a task's course.
public struct TaskDetail: Sendable, Codable, Hashable {
    /// The state of one stage.
    public struct Stage: Sendable, Codable, Hashable {
        /// `fragmentation`, `qc-generation` or `optimization`.
        public var type: String
        /// `waiting`, `running`, `errored` or `success`.
        public var status: String
        /// Why it failed, if it did.
        public var failure: WorkFailure?
        /// Ids of the work of the stage; nil before it began.
        public var work: [String]?
        /// Why each of these failed; nil for one that did not, and as a whole for tasks of earlier versions.
        public var workFailures: [WorkFailure?]?
    }

    /// The stages in the order of the pipeline.
    public var stages: [Stage]
    /// Torsion drives that are finished, and of how many.
    public var drives: Count
    /// Grid points that have a geometry, and of how many.
    public var gridPoints: Count
    /// Calculations of bond orders that are finished, and of how many that are known to be needed.
    public var bondOrders: Count
    /// How many energies with gradients the finished drives took.
    public var gradients: Int
    /// Things a user should know: points left out, torsions not fitted, and why.
    public var warnings: [String]

    /// A number of finished things out of a number of things.
    public struct Count: Sendable, Codable, Hashable {
        /// How many are finished.
        public var finished: Int
        /// How many there are.
        public var total: Int

        /// A number of finished things out of a number of things.
        public init(_ finished: Int, of total: Int) { (self.finished, self.total) = (finished, total) }
    }

    /// What is known of a task's course.
    public init(
        stages: [Stage], drives: Count, gridPoints: Count, bondOrders: Count, gradients: Int, warnings: [String]
    ) {
        (self.stages, self.drives, self.gridPoints, self.bondOrders) = (stages, drives, gridPoints, bondOrders)
        (self.gradients, self.warnings) = (gradients, warnings)
    }
}

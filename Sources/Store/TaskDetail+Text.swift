internal import Executor

extension TaskDetail {
    /// The course of a task of which nothing is known.
    static let unknown = TaskDetail(
        stages: [], drives: Count(0, of: 0), gridPoints: Count(0, of: 0), bondOrders: Count(0, of: 0), gradients: 0,
        warnings: [])

    /// What a column says of a task's course; one that can not be read says nothing.
    init(text: String?) {
        self = text.flatMap { try? Coding.value(TaskDetail.self, from: $0) } ?? .unknown
    }
}

internal import Executor
internal import JSON

/// A task as the reference system's clients read it.
struct TaskDocument {
    let task: TaskView
    /// The results as they are stored; they are passed on without being read.
    let results: String?
    let paths: Paths

    /// The JSON text.
    var text: String {
        let id = String(task.id)
        let head: JSON = [
            "self": .string(paths.link(paths.tasks, id)), "id": .string(id), "smiles": .string(task.smiles),
            "stages": .array(
                StageDocument.ordered(task.detail.stages).map { StageDocument(stage: $0, paths: paths).json }),
        ]
        let links: JSON = ["image": .string(paths.link(paths.tasks, id) + "/image")]
        return head.text().dropLast() + ", \"results\": " + (results ?? "null") + ", \"_links\": " + links.text() + "}"
    }
}

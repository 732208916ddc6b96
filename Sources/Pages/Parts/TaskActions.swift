internal import Executor
internal import Report

/// What can be done with a task: end it, begin it again, move it.
struct TaskActions {
    let task: TaskView
    let visitor: PageFrame.Visitor

    var html: HTML {
        let end: HTML =
            task.status.isFinished
            ? "<button name=\"action\" value=\"retry\">Retry</button>"
            : """
            <button name="action" value="cancel" data-confirm="Cancel this task?">Cancel</button>
            <span class="joined"><label>Priority <input type="number" name="priority" value="\(task.priority)" step="1">\
            </label><button name="action" value="priority">Set</button></span>
            """
        return """
            <form method="post" action="/tasks" class="actions" id="actions" data-live>\(visitor.field)
            <input type="hidden" name="task" value="\(task.id)"><input type="hidden" name="back" value="/tasks/\(task.id)">
            \(end)
            </form>
            """
    }
}

"""How far a task is, for people: lines, and bars in terminals and notebooks."""

import importlib.util
from types import TracebackType
from typing import Any

import rich.console
import rich.markup
import rich.progress

_STAGES = {
    "fragmentation": "fragmenting the molecule",
    "qc-generation": "generating bespoke QC data",
    "optimization": "optimizing the parameters",
}
_COUNTS = {"fragmentation": "bondOrders", "qc-generation": "gridPoints"}


class StageProgress:
    """The course of one task."""

    def __init__(self, console: rich.console.Console) -> None:
        self._console = console
        can_live = console.is_terminal or console.is_jupyter and importlib.util.find_spec("ipywidgets") is not None
        self._bars = rich.progress.Progress(
            rich.progress.SpinnerColumn(),
            rich.progress.TextColumn("{task.description}"),
            rich.progress.BarColumn(),
            rich.progress.TextColumn("{task.fields[count]}"),
            rich.progress.TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not can_live,
        )
        self._bar: rich.progress.TaskID | None = None
        self._current = ""
        self._told: set[str] = set()

    def __enter__(self) -> "StageProgress":
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def show(self, task: dict[str, Any]) -> bool:
        """Show what is new; whether the task has ended."""
        stages = {stage["type"]: stage for stage in task["detail"]["stages"]}
        known = [stages[name] for name in _STAGES if name in stages]
        for stage in known:
            if stage["status"] == "success":
                self._tell(stage["type"], f"[[green]✓[/green]] {stage['type']} successful")
            elif stage["status"] == "errored":
                self._tell(stage["type"], f"[[red]x[/red]] {stage['type']} failed")
                self._explain(stage.get("failure"))
                return True
            else:
                self._advance(stage["type"], task["detail"])
                return task.get("status") in ("errored", "cancelled")
        return True

    def _tell(self, stage: str, line: str) -> None:
        if stage not in self._told:
            self._told.add(stage)
            self._console.print(line)

    def _explain(self, failure: dict[str, str] | None) -> None:
        if failure is not None:
            self._console.print(rich.markup.escape(failure.get("message", "unknown error")))

    def _advance(self, stage: str, detail: dict[str, Any]) -> None:
        if stage != self._current:
            if self._bar is not None:
                self._bars.remove_task(self._bar)
            self._current = stage
            self._bar = self._bars.add_task(_STAGES[stage], total=None, count="")
        count = detail.get(_COUNTS.get(stage, ""), {"finished": 0, "total": 0})
        if self._bar is not None and count["total"]:
            text = f"{count['finished']}/{count['total']}"
            self._bars.update(self._bar, total=count["total"], completed=count["finished"], count=text)

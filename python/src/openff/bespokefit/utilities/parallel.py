"""The same function for many arguments."""

import multiprocessing
from collections.abc import Callable, Iterable
from typing import Any


def apply_async(
    function: Callable[..., Any],
    sequence: Iterable[tuple[Any, ...]],
    processors: int | None = 1,
    description: str | None = None,
    **options: Any,
) -> list[Any]:
    """The function of each tuple of arguments, in order; with `processors` other than 1 in as many processes."""
    if processors == 1:
        return [function(*arguments) for arguments in sequence]
    with multiprocessing.Pool(processes=processors) as pool:
        jobs = [pool.apply_async(function, arguments) for arguments in sequence]
        return [job.get() for job in jobs]

"""Where problems come from: the built-in ones, or a file, under one name.

for problem in open_dataset("venus", sandbox, report=faults.append): ...
"""

from collections.abc import Iterator
from pathlib import Path

from afterburner.core.errors import UsageError
from afterburner.core.problem import Problem
from afterburner.dataset import builtin
from afterburner.dataset.files import Report, read_problems
from afterburner.dataset.tables import read_table
from afterburner.sandbox.port import Sandbox

BUILT_IN = "venus"


def open_dataset(name: str, sandbox: Sandbox, *, report: Report) -> Iterator[Problem]:
    """Yield the problems of ``name`` with their tests, one at a time: ``venus`` for the built-in ones, or a file.

    Raises:
        UsageError: there is no such file.
        DataError: the file can't be read, or a built-in generator fails.
        SandboxError: the machine failed.

    """
    if name == BUILT_IN:
        yield from (builtin.load(problem_id, sandbox) for problem_id in builtin.problem_ids())
        return
    path = Path(name)
    if not path.is_file():
        raise UsageError(
            f"there is no dataset {name!r}", hint=f"give {BUILT_IN} for the built-in one, or a JSONL or Parquet file"
        )
    lines = read_table(path) if path.suffix == ".parquet" else None
    yield from read_problems(path, report=report, lines=lines)

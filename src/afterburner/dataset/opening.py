"""Where problems come from: the built-in ones, or a file, under one name.

for problem in open_dataset("venus", sandbox, report=faults.append): ...
"""

from collections.abc import Iterator
from pathlib import Path

from afterburner.core.errors import UsageError
from afterburner.core.problem import Problem
from afterburner.dataset import builtin
from afterburner.dataset.files import Fault, Report, read_problems
from afterburner.dataset.tables import read_table
from afterburner.sandbox.port import Sandbox

BUILT_IN = "venus"


def open_dataset(name: str, sandbox: Sandbox, *, report: Report) -> Iterator[Problem]:
    """Yield the problems of ``name`` with their tests, one at a time: ``venus`` for the built-in ones, a file, or a folder.

    Raises:
        UsageError: there is no such file.
        DataError: the file can't be read, or a built-in generator fails.
        SandboxError: the machine failed.

    """
    if name == BUILT_IN:
        yield from (builtin.load(problem_id, sandbox) for problem_id in builtin.problem_ids())
        return
    path = Path(name)
    if path.is_dir():
        for one in _files_of(path):
            yield from open_dataset(str(one), sandbox, report=report)
        return
    if not path.is_file():
        raise UsageError(
            f"there is no dataset {name!r}", hint=f"give {BUILT_IN} for the built-in one, or a JSONL or Parquet file"
        )
    lines = read_table(path) if path.suffix == ".parquet" else None
    yield from read_problems(path, report=report, lines=lines)


def _files_of(folder: Path) -> list[Path]:
    """Return the files of problems in a folder that `dataset build` or `dataset export` wrote.

    Raises:
        UsageError: there are none.

    """
    data = folder / "data" if (folder / "data").is_dir() else folder
    found = [data / f"{split}.{kind}" for split in ("train", "test") for kind in ("jsonl", "parquet")]
    files = [path for path in found if path.is_file() and path.stat().st_size > 0]
    if not files:
        raise UsageError(
            f"{folder} holds no dataset", hint="give the folder that `dataset build` or `dataset export` wrote"
        )
    return files


def problem_in(name: str, problem_id: str, sandbox: Sandbox) -> Problem:
    """Return one problem of a file or folder.

    Raises:
        UsageError: there is no such file, or no such problem in it; the message says if its record can't be used.
        DataError: the file can't be read.

    """
    faults: list[Fault] = []
    for problem in open_dataset(name, sandbox, report=faults.append):
        if problem.id == problem_id:
            return problem
    broken = [str(fault) for fault in faults if fault.id == problem_id]
    why = f": {broken[0]}" if broken else ""
    raise UsageError(f"{name} has no problem {problem_id!r}{why}", hint=f"`afterburner dataset list --dataset {name}`")

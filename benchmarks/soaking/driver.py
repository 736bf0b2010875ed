"""Who judges in a soak test: a process that may be killed at any moment, and started again.

    python -m soaking.driver FOLDER --workers 1|ray|http://127.0.0.1:8000

It judges piece after piece of work and keeps each as an attempt in an archive; started again, it goes on with what is in no
archive. An archive holds a thousand pieces: then the next one is begun, so that memory has no reason to grow. It begins nothing
while there is a file ``pause`` in the folder, and ends when there is a file ``stop``.
"""

import argparse
import itertools
import sqlite3
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Protocol

from afterburner.core.attempt import Attempt, Judgement
from afterburner.core.errors import SandboxError
from afterburner.core.objective import Objective
from afterburner.judge.judge import Effort, Judge
from afterburner.loop.archive import Archive
from afterburner.service.client import Client, JudgeJob, Task
from soaking.items import LIMITS, PROBLEM, TESTS, Item, item

VOLUME = 1000
"""Pieces of work in one archive."""
BATCH = 20
"""Pieces in one request to the service."""
MOST_FAILED = 5
"""Pieces in a row that the machine may fail: then this process ends, and is started again."""
_VERDICT = Effort(repeats=0)


class Judged(Protocol):
    """Judges some pieces of work; what the machine failed is left out, and asked for again."""

    def __call__(self, items: Iterable[Item]) -> Iterator[tuple[Item, Judgement]]:
        """Yield the judgements as they come."""
        ...


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--workers", required=True)
    options = arguments.parse_args()
    if options.workers.startswith("http"):
        _drive(options.folder, partial(_served, options.workers))
        return
    from afterburner.cli.workers import opened_workers  # noqa: PLC0415 - not needed where a service judges

    with (
        closing(opened_workers(options.workers, needs={"python", "c"})) as pool,
        ThreadPoolExecutor(pool.workers) as threads,
    ):
        _drive(options.folder, partial(_pooled, pool, threads))


def _drive(folder: Path, judged: Judged) -> None:
    for volume in itertools.count():
        numbers = range(volume * VOLUME, (volume + 1) * VOLUME)
        path = folder / f"{volume:04}.sqlite"
        known = finished(path)
        if len(known) >= VOLUME:
            continue
        with closing(Archive(path)) as archive:
            left = [number for number in numbers if number not in known]
            while left and not _is_stopped(folder):
                for one, judgement in judged(_while_wanted(folder, left[: VOLUME // 4])):
                    archive.append(_attempt(one, judgement))
                    left.remove(one.number)
        if _is_stopped(folder):
            return


def _while_wanted(folder: Path, numbers: Iterable[int]) -> Iterator[Item]:
    for number in numbers:
        if _is_stopped(folder):
            return
        yield item(number)


def _is_stopped(folder: Path) -> bool:
    while (folder.parent / "pause").exists() and not (folder.parent / "stop").exists():
        time.sleep(0.2)
    return (folder.parent / "stop").exists()


def finished(path: Path) -> dict[int, list[str]]:
    """Return the verdicts of an archive, by the number of the piece of work."""
    found: dict[int, list[str]] = {}
    if path.exists():
        with closing(sqlite3.connect(path, timeout=30)) as database:
            query = (
                "SELECT json_extract(body, '$.extra.item'), json_extract(body, '$.judgement.verdict')"
                " FROM records WHERE kind = 'attempt'"
            )
            try:
                rows = database.execute(query).fetchall()
            except sqlite3.OperationalError:  # it was ended before it had made its tables
                rows = []
        for number, verdict in rows:
            found.setdefault(number, []).append(verdict)
    return found


def _attempt(one: Item, judgement: Judgement) -> Attempt:
    return Attempt(
        id="",
        problem_id=PROBLEM.id,
        objective=Objective.TIME,
        solution=one.solution,
        judgement=judgement,
        round=0,
        extra={"item": one.number},
    )


def _pooled(pool, threads: ThreadPoolExecutor, items: Iterable[Item]) -> Iterator[tuple[Item, Judgement]]:  # noqa: ANN001
    """Judge on the workers of a pool, one piece each at a time."""
    source, pending, failed = iter(items), dict[Future[Judgement], Item](), 0
    while True:
        for one in itertools.islice(source, pool.workers - len(pending)):
            pending[threads.submit(_on, pool, one)] = one
        if not pending:
            return
        for future in wait(pending, return_when=FIRST_COMPLETED).done:
            one = pending.pop(future)
            error = future.exception()
            failed = failed + 1 if isinstance(error, SandboxError) else 0
            if failed == 0 or failed > MOST_FAILED:
                yield one, future.result()


def _on(pool, one: Item) -> Judgement:  # noqa: ANN001 - a pool of either kind
    with pool.worker(PROBLEM.program(one.solution)) as sandbox:
        return Judge(sandbox).judge(PROBLEM, one.solution, effort=_VERDICT)


def _served(url: str, items: Iterable[Item]) -> Iterator[tuple[Item, Judgement]]:
    """Have the service judge, some pieces in one request; what it did not answer is asked for again later."""
    task = Task(tests=TESTS, limits=LIMITS)
    with Client(url, token=None, retries=1) as client:
        source = iter(items)
        while asked := {one.number: one for one in itertools.islice(source, BATCH)}:
            jobs = [JudgeJob(id=one.number, solution=one.solution, repeats=0) for one in asked.values()]
            try:
                for result in client.batch(jobs, shared=task):
                    if isinstance(result.outcome, Judgement):
                        yield asked[int(result.id)], result.outcome
            except SandboxError:
                time.sleep(0.5)  # it is gone, and will be back


if __name__ == "__main__":
    main()

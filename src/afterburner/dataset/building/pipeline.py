"""Problems through the stages, several at a time; every stage that a problem passed is kept.

    with Journal(path) as journal:
        for outcome in build(problems, workshop, journal, workers=2): ...      in the order of the problems

A line of the journal counts for exactly the problem, plan and version that made it: a second run does only what changed, and a
killed one loses at most the stages under way.
"""

import hashlib
import json
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from afterburner.core.journal import Journal
from afterburner.core.problem import Problem
from afterburner.dataset.building.plan import Built, Quarantined, QuarantineReason
from afterburner.dataset.building.stages import STAGES, Outcome, Workshop
from afterburner.dataset.files import to_line
from afterburner.dataset.records import ProblemRecord, from_record

BUILD_VERSION = 1
"""1: the first. It rises when a stage makes something else of the same problem."""

_AHEAD = 2
"""Problems in memory beyond those under way, for each worker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """What became of one problem, and how much of it was known already."""

    outcome: Outcome
    reused: int
    """Stages that an earlier run had done."""


class _Kept:
    """The outcomes of stages that a journal holds, by key; where each stands in the file, so that memory stays small."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._known: dict[str, int] = {}
        self._lock = threading.Lock()
        for entry in journal.entries():
            if entry.value.get("schema_version") == BUILD_VERSION:
                self._known[str(entry.value.get("key"))] = entry.offset

    def get(self, key: str) -> Outcome | None:
        """Return the outcome kept under ``key``."""
        offset = self._known.get(key)
        if offset is None:
            return None
        line = self._journal.at(offset)
        if line["quarantined"] is not None:
            aside = dict(line["quarantined"])  # type: ignore[call-overload] # as `put` wrote it
            return Quarantined(
                id=str(aside["id"]), reason=QuarantineReason(aside["reason"]), detail=str(aside["detail"])
            )
        problem = from_record(ProblemRecord.model_validate_json(str(line["problem"])))
        return Built(problem=problem, notes=tuple(line["notes"]))  # type: ignore[arg-type] # as above

    def put(self, key: str, stage: str, outcome: Outcome) -> None:
        """Keep ``outcome``."""
        line: dict[str, object] = {
            "schema_version": BUILD_VERSION,
            "key": key,
            "stage": stage,
            "problem": to_line(outcome.problem) if isinstance(outcome, Built) else None,
            "notes": list(outcome.notes) if isinstance(outcome, Built) else [],
            "quarantined": _aside(outcome),
        }
        with self._lock:
            self._journal.append(line)


def _aside(outcome: Outcome) -> dict[str, str] | None:
    if isinstance(outcome, Built):
        return None
    return {"id": outcome.id, "reason": outcome.reason.value, "detail": outcome.detail}


def build(problems: Iterable[Problem], workshop: Workshop, journal: Journal, *, workers: int = 1) -> Iterator[Passed]:
    """Yield what becomes of each problem, in their order.

    Raises:
        SandboxError, CheckerError: the machine or a problem's checker failed; what was done before is kept.

    """
    kept = _Kept(journal)
    waiting: deque[Future[Passed]] = deque()
    with ThreadPoolExecutor(workers) as threads:
        try:
            for problem in problems:
                waiting.append(threads.submit(_through, problem, workshop, kept))
                if len(waiting) > _AHEAD * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            threads.shutdown(cancel_futures=True)


def _through(problem: Problem, workshop: Workshop, kept: _Kept) -> Passed:
    notes: list[str] = []
    reused = 0
    for name, stage in STAGES.items():
        key = _key(name, problem, workshop)
        outcome = kept.get(key)
        reused += outcome is not None
        if outcome is None:
            outcome = stage(problem, workshop)
            kept.put(key, name, outcome)
        if isinstance(outcome, Quarantined):
            return Passed(outcome=outcome, reused=reused)
        problem = outcome.problem
        notes += outcome.notes
    return Passed(outcome=Built(problem=problem, notes=tuple(notes)), reused=reused)


def _key(stage: str, problem: Problem, workshop: Workshop) -> str:
    digest = hashlib.sha256(f"{BUILD_VERSION} {stage} {workshop.plan!r}\0".encode())
    if stage == "collect":
        digest.update(hashlib.sha256(json.dumps(sorted(workshop.benchmarks)).encode()).digest())
    if stage == "author":
        digest.update(b"asked" if workshop.author is not None else b"nobody")
    digest.update(to_line(problem).encode(errors="surrogatepass"))
    return digest.hexdigest()[:32]


def is_for_testing(problem_id: str, *, seed: int, share: float) -> bool:
    """Tell whether a problem belongs to ``test`` instead of ``train``: by its id alone, so that it stays there."""
    digest = hashlib.sha256(f"{seed} {problem_id}".encode(errors="surrogatepass")).digest()
    return int.from_bytes(digest[:8]) < share * 2**64

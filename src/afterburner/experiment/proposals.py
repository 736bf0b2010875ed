"""All that was proposed in an evaluation, out of the archives of its runs.

proposals_of(folder, results)                   what rewards depend on
ArchivedAttempts(folder, results)               the attempt behind a score: its code, and how it failed
"""

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from afterburner.core.attempt import Attempt
from afterburner.core.errors import DataError
from afterburner.experiment.evaluation_folder import archive_path
from afterburner.experiment.proposed import Proposed, proposed_in
from afterburner.experiment.results import Results, Score
from afterburner.loop.archive import Archive


def proposals_of(folder: Path, results: Results) -> tuple[Proposed, ...]:
    """Return the proposals of all runs behind ``results``, by condition, problem and solution.

    Raises:
        DataError: an archive is not there any more, or can't be read.

    """
    found: list[Proposed] = []
    for condition in results.conditions:
        for problem in results.problems:
            for solution in range(results.solutions):
                path = archive_path(folder, condition, problem.id, problem.digests[condition.tests], solution)
                if not path.exists():
                    raise DataError(f"{path} is not there any more", hint="name another --out to run it anew")
                with closing(Archive(path, read_only=True)) as archive:
                    found += proposed_in(archive.attempts(), condition=condition.name, run=solution)
    return tuple(found)


class ArchivedAttempts:
    """The attempts behind scores, read when they are asked for; those of the last run are kept."""

    def __init__(self, folder: Path, results: Results) -> None:
        self._folder = folder
        self._results = results
        self._digests = {problem.id: problem.digests for problem in results.problems}
        self._path: Path | None = None
        self._attempts: Mapping[str, Attempt] = {}

    def attempt_of(self, score: Score) -> Attempt | None:
        """Return the attempt that ``score`` is about; None: nothing was proposed, or its archive is not there.

        Raises:
            DataError: the archive can't be read.

        """
        condition = self._results.condition(score.condition)
        digest = self._digests.get(score.problem, {}).get(condition.tests)
        if score.attempt is None or digest is None:
            return None
        path = archive_path(self._folder, condition, score.problem, digest, score.solution)
        if path != self._path:
            self._path, self._attempts = path, _attempts_in(path)
        return self._attempts.get(score.attempt)


def _attempts_in(path: Path) -> Mapping[str, Attempt]:
    if not path.exists():
        return {}
    with closing(Archive(path, read_only=True)) as archive:
        return {attempt.id: attempt for attempt in archive.attempts()}

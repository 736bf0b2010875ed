"""All that was proposed in an evaluation, out of the archives of its runs."""

from contextlib import closing
from pathlib import Path

from afterburner.core.errors import DataError
from afterburner.experiment.evaluation_folder import archive_path
from afterburner.experiment.proposed import Proposed, proposed_in
from afterburner.experiment.results import Results
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

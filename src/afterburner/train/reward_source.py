"""All that a reward needs, opened from plain settings: problems, workers, grader, archive.

with RewardSource("builtin", config=RewardConfig()) as source:
    source.scorer.score([group], step=0, progress=0.0)
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, closing
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from afterburner.core.errors import DataError, UsageError
from afterburner.core.journal import Journal
from afterburner.core.problem import Problem
from afterburner.dataset import builtin
from afterburner.dataset.calibration import Calibration
from afterburner.dataset.distribution import Distribution, distribution_of
from afterburner.dataset.opening import BUILT_IN, open_dataset
from afterburner.loop.rollouts import RolloutArchive
from afterburner.sandbox import host
from afterburner.sandbox.pool import Pool
from afterburner.sandbox.port import Sandbox, Workers
from afterburner.train.config import GradingSection
from afterburner.train.grading import Distributions, Grader
from afterburner.train.reward import Efficiency, RewardConfig
from afterburner.train.scoring import Scorer

if TYPE_CHECKING:
    from afterburner.dataset.files import Fault

BUILT_IN_NAMES = (BUILT_IN, "builtin")


class RewardSource:
    """A scorer, and all that is behind it; safe in several threads."""

    def __init__(
        self,
        dataset: str | Path,
        *,
        config: RewardConfig,
        grading: GradingSection | None = None,
        archive: str | Path | None = None,
        calibration: str | Path | None = None,
        pool: Workers | None = None,
    ) -> None:
        """Open everything; workers' cells start on first use. A ``pool`` that is given stays its owner's to close.

        Raises:
            UsageError: there is no such dataset or calibration, or ``beyond`` is wanted without one.
            DataError: a file can't be read.

        """
        chosen = grading or GradingSection()
        self.config = config
        self.can_rank_among_references = calibration is not None
        """Whether the efficiency ``beyond`` is to be had."""
        with ExitStack() as opening:
            self.pool = pool or opening.enter_context(Pool(workers=chosen.workers))
            self.problems = problems_of(str(dataset), self.pool)
            self._distributions = _distributions(config, self.problems, calibration, opening)
            grader = Grader(
                self.pool,
                self.problems,
                passes=chosen.passes,
                budget_s=chosen.budget_s,
                distributions=self._distributions,
            )
            self.grader = opening.enter_context(closing(grader))
            """What judges: its ``begin`` is for whoever has completions before a whole step is there."""
            self._archive = None if archive is None else opening.enter_context(closing(RolloutArchive(Path(archive))))
            self.scorer = self.scorer_for(config)
            self._opened = opening.pop_all()

    def scorer_for(self, config: RewardConfig) -> Scorer:
        """Return a scorer by another configuration, over the same workers and archive."""
        return Scorer(self.grader, config, archive=self._archive, distributions=self._distributions)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the workers and close the archive; closing again does nothing."""
        self._opened.close()


def problems_of(dataset: str, sandbox: Sandbox) -> Mapping[str, Problem]:
    """Return the problems of ``dataset`` by id; built-in ones are loaded when they are asked for first.

    Raises:
        UsageError: there is no such dataset.
        DataError: it can't be read, or not one record in it can be used.

    """
    if dataset in BUILT_IN_NAMES:
        return _Lazily(builtin.problem_ids(), lambda problem_id: builtin.load(problem_id, sandbox))
    faults: list[Fault] = []
    found = {problem.id: problem for problem in open_dataset(dataset, sandbox, report=faults.append)}
    if not found:
        why = str(faults[0]) if faults else "there is none in it"
        raise DataError(f"{dataset} has no problem that can be used: {why}", hint="see `afterburner dataset verify`")
    return found


Key = TypeVar("Key")
Value = TypeVar("Value")


class _Lazily(Mapping[Key, Value]):
    """A mapping whose values are made when they are asked for first, each once; safe in several threads."""

    def __init__(self, keys: Iterable[Key], make: Callable[[Key], Value]) -> None:
        self._keys = dict.fromkeys(keys)
        self._make = make
        self._made: dict[Key, Value] = {}
        self._making = Lock()

    def __getitem__(self, key: Key) -> Value:
        if key not in self._keys:
            raise KeyError(key)
        with self._making:
            if key not in self._made:
                self._made[key] = self._make(key)
            return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[Key]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def _distributions(
    config: RewardConfig, problems: Mapping[str, Problem], journal: str | Path | None, opening: ExitStack
) -> Distributions | None:
    """Return the distributions that ``beyond`` ranks in; None: there is no calibration, and nobody needs one.

    Raises:
        UsageError: there is no calibration.
        DataError: it can't be read, or is another machine's.

    """
    if journal is None and config.efficiency is not Efficiency.BEYOND:
        return None
    hint = "`afterburner dataset calibrate --out FILE`, and calibration=FILE"
    if journal is None or not Path(journal).is_file():
        what = "none is named" if journal is None else f"there is none at {journal}"
        raise UsageError(f"a calibration is needed to rank programs among references, and {what}", hint=hint)
    known = Calibration(opening.enter_context(closing(Journal(Path(journal)))), host=host.facts())
    return _Ranks(problems, known)


class _Ranks(Mapping[tuple[str, str], Distribution | None]):
    """The distribution of each problem and language; None where nothing was measured. Safe in several threads."""

    def __init__(self, problems: Mapping[str, Problem], known: Calibration) -> None:
        self._problems = problems
        self._known = known
        self._found: dict[tuple[str, str], Distribution | None] = {}

    def __getitem__(self, key: tuple[str, str]) -> Distribution | None:
        if key not in self._found:  # two threads that look at one time find the same
            problem, language = key
            try:
                self._found[key] = distribution_of(self._problems[problem], self._known, language=language)
            except DataError:
                self._found[key] = None
        return self._found[key]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        for problem in self._problems.values():
            yield from ((problem.id, language) for language in {one.solution.language for one in problem.references})

    def __len__(self) -> int:
        return sum(1 for _ in self)

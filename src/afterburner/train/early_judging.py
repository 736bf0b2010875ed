"""Hands completions to the judge while the model still writes others, and keeps what a step's groups were found to be.

    judging = Judging(grader, archive)
    judging.begin(truth, text)              a row has ended
    judging.begin_group(truth, texts, was_cut)      a chunk of groups has
    judging.signals                         of the groups that the reward was asked for last

Theory of operation. Completions of a batch end at different times, and the longest is often several times as long as the middle
one. ``EndOfRows`` is called by Transformers after each token; it ends nothing, and hands over the rows that have just ended.
Groups are generated in chunks, so that whole groups are measured while the next chunk is written.
"""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from afterburner.core.rollout import Rollout, Signal
from afterburner.train.grading import Asked
from afterburner.train.ground_truth import GroundTruth
from afterburner.train.scoring import Grades, Keeps


class BeginsEarly(Grades, Protocol):
    """What ``Grader`` is to us."""

    def begin(self, truth: GroundTruth, completion: str) -> None:
        """Start judging a completion; errors show when its group is graded."""
        ...

    def begin_group(self, asked: Asked) -> None:
        """Start judging and measuring a whole group; errors show when it is graded."""
        ...


class Judging:
    """Stands between a trainer and its judge; a ``Keeps`` for the reward function."""

    def __init__(self, grader: BeginsEarly, archive: Keeps | None) -> None:
        self._grader = grader
        self._archive = archive
        self.keeps = True
        """Whether rollouts go into the archive: not those of an evaluation."""
        self.signals: list[Signal] = []
        """Of each group that was scored last, in order."""

    def begin(self, truth: GroundTruth, text: str) -> None:
        """Start judging a completion that has ended."""
        self._grader.begin(truth, text)

    def begin_group(self, truth: GroundTruth, texts: Sequence[str], was_cut: Sequence[bool]) -> None:
        """Start judging and measuring a group that has ended."""
        self._grader.begin_group(Asked(truth=truth, completions=tuple(texts), was_cut=tuple(was_cut)))

    def append(self, rollouts: Sequence[Rollout]) -> None:
        """Note the groups' signals, and keep the rollouts.

        Raises:
            SandboxError: the archive can't be written.

        """
        self.signals = list({rollout.group: rollout.signal for rollout in rollouts}.values())
        if self._archive is not None and self.keeps:
            self._archive.append(rollouts)


class EndOfRows:
    """A stopping criterion of Transformers that stops nothing: calls ``ended`` with each row that has just ended, once."""

    def __init__(self, ends: Sequence[int], ended: Callable[[int, list[int]], None]) -> None:
        """Watch for the tokens ``ends``; ``ended`` takes the row's place and its tokens, the mark of the end included."""
        self._ends = list(ends)
        self._ended = ended
        self._width: int | None = None
        self._open: Any = None

    def __call__(self, ids: Any, _scores: Any, **_named: Any) -> Any:  # noqa: ANN401 - tensors, (rows, width) and (rows, words)
        """Return for each row that it goes on."""
        import torch  # noqa: PLC0415 - heavy, and an extra

        if self._width is None:  # the first token has just been put behind the prompt
            self._width = ids.shape[1] - 1
            self._open = torch.ones(ids.shape[0], dtype=torch.bool, device=ids.device)
        now = self._open & torch.isin(ids[:, -1], torch.tensor(self._ends, device=ids.device))
        self._open &= ~now
        for row in now.nonzero().flatten().tolist():
            self._ended(row, ids[row, self._width :].tolist())
        return torch.zeros_like(now)

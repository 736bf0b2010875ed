"""What one sees while the loop runs: a live view on a terminal, plain lines elsewhere, nothing with --quiet.

with Live(objective, clock, quiet=False) as live:
    live.take(event)
"""

import time
from collections import deque
from types import TracebackType
from typing import Self

from rich.console import Group
from rich.live import Live as RichLive
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from afterburner.cli import console
from afterburner.core import units
from afterburner.core.attempt import Attempt
from afterburner.core.objective import Quantity
from afterburner.core.status import Verdict
from afterburner.loop import select
from afterburner.loop.stop import StopReason, spent
from afterburner.policy.port import Lost
from afterburner.report.text import one_line

_LAST = 6
"""Lines of what happened last."""

STOPPED = {
    StopReason.ITERATIONS: "the rounds are over (--iterations)",
    StopReason.SAMPLES: "the proposals are used up (--max-samples)",
    StopReason.TOKENS: "the tokens are used up (--max-tokens)",
    StopReason.MONEY: "the money is spent (--max-usd)",
    StopReason.TIME: "the time is up (--budget)",
    StopReason.NOTHING_IMPROVES: "nothing improves any more (--patience)",
    StopReason.NOTHING_PROPOSED: "nothing more is proposed",
    StopReason.POLICY_FAILED: "the policy failed: no reply came in two rounds",
}


class Live:
    """Shows events of the loop on standard error."""

    def __init__(self, quantity: Quantity, *, quiet: bool = False) -> None:
        self._quantity = quantity
        self._quiet = quiet
        self._attempts: dict[str, Attempt] = {}
        self._lost = 0
        self._new = 0
        self._last: deque[Text] = deque(maxlen=_LAST)
        self._now = "judging the given program"
        self._started_s = time.monotonic()
        shows = console.stderr.is_terminal and not quiet
        self._view = RichLive(console=console.stderr, transient=True, refresh_per_second=8) if shows else None

    def __enter__(self) -> Self:
        if self._view is not None:
            self._view.start()
            self._draw()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._view is not None:
            self._view.stop()

    def resume(self, attempts: tuple[Attempt, ...]) -> None:
        """Take in what an earlier process of the run left."""
        self._attempts = {attempt.id: attempt for attempt in attempts}

    def say(self, now: str) -> None:
        """Show what is being done now."""
        self._now = now
        if self._view is not None:
            self._draw()

    def take(self, event: Attempt | Lost | StopReason) -> None:
        """Show one event."""
        if isinstance(event, Attempt):
            self._new += event.id not in self._attempts
            self._attempts[event.id] = event
        elif isinstance(event, Lost):
            self._lost += 1
        line = self._line(event)
        self._last.append(Text(line, no_wrap=True, overflow="ellipsis"))
        if self._view is None and not self._quiet:
            console.say(line)
        if isinstance(event, Attempt):
            self.say(f"round {max(event.round, 1)}")

    def _line(self, event: Attempt | Lost | StopReason) -> str:
        if isinstance(event, StopReason):
            return f"stopped: {STOPPED[event]}"
        if isinstance(event, Lost):
            return f"lost: {event.reason}: {one_line(event.detail, most=200)}"
        what = one_line(event.note, most=80) or ("the given program" if event.round == 0 else "no note")
        head = f"round {event.round}, #{event.id}" + (f" {event.origin}" if event.round else "")
        return f"{head}: {what}: {self._said(event)}"

    def _said(self, attempt: Attempt) -> str:
        if attempt.duel is not None:
            ratio = attempt.duel.ratios.get(self._quantity)
            word = "better" if attempt.improved else "no better"
            return f"{word} than #{attempt.rival}{f', {units.ratio(ratio)}' if ratio else ''}"
        judgement = attempt.judgement
        if attempt.twin is not None:
            return f"the same program as #{attempt.twin}"
        if judgement.verdict is not Verdict.ACCEPTED:
            reason = judgement.failure.reason if judgement.failure else None
            return judgement.verdict.value + (f" ({one_line(reason, most=60)})" if reason else "")
        return f"accepted, {units.amount(self._quantity, select.cost(attempt, self._quantity))}"

    @staticmethod
    def _best(best: Attempt | None, gain: float | None) -> str:
        if best is None:
            return "nothing correct yet"
        if best.round == 0:
            return "the given program"
        return f"#{best.id}, {units.times(gain)} better" if gain else f"#{best.id}"

    def _draw(self) -> None:
        assert self._view is not None
        self._view.update(Group(Spinner("dots", text=Text(self._now)), self._table(), *self._last))

    def _table(self) -> Table:
        attempts = tuple(self._attempts.values())
        best, first = select.best(attempts), select.baseline(attempts)
        minutes = max(time.monotonic() - self._started_s, 1e-9) / 60
        used = spent(attempts)
        table = Table.grid(padding=(0, 2))
        gain = select.promise(best, first, self._quantity) if best and first else None
        rows = {
            "rounds": str(max((attempt.round for attempt in attempts), default=0)),
            "attempts": f"{len(attempts)}, {sum(a.judgement.verdict is Verdict.ACCEPTED for a in attempts)} accepted",
            "best so far": self._best(best, gain),
            "throughput": f"{self._new / minutes:.1f} attempts a minute",
        }
        if used.replies:
            rows["spent"] = f"{used.tokens} tokens, {used.usd:.4f} USD"
        if self._lost:
            rows["lost"] = f"{self._lost} replies never came"
        for name, value in rows.items():
            table.add_row(name, value)
        return table

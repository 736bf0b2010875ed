"""A run on one screen: before and after with intervals, what was changed, on how many inputs that was verified.

for part in summary(outcome, attempts, config): console.print(part)
"""

from collections.abc import Iterator, Sequence

from rich.table import Table
from rich.text import Text

from afterburner.core.attempt import Attempt
from afterburner.loop import select
from afterburner.loop.outcome import Outcome, Refuted
from afterburner.loop.run_folder import RunConfig
from afterburner.loop.stop import spent
from afterburner.report.terminal import outcome_table
from afterburner.report.text import counted, one_line

_MOST_NOTE = 160
_MOST_INPUT = 200


def summary(outcome: Outcome, attempts: Sequence[Attempt], config: RunConfig) -> Iterator[Table | Text]:
    """Yield the parts of the summary, in their order."""
    if outcome.repaired:
        yield Text("the given program was not correct; the final one is: it was repaired")
    if outcome.improved:
        yield outcome_table(outcome)
        yield from (Text(line) for line in changes(outcome, attempts))
    else:
        yield Text(f"nothing better was found in {counted(_proposals(attempts), 'proposal')}")
    yield Text(verified_on(outcome, attempts))
    for one in outcome.refuted:
        yield Text(refutation(one))
    for name, found in zip(("before", "after"), outcome.complexities or (), strict=False):
        yield Text(f"{name}: {found.sentence()}")
    used = spent(attempts)
    if used.replies or any(attempt.usage for attempt in attempts):
        yield Text(f"{config.policy.name}: {spending(attempts)}")


def changes(outcome: Outcome, attempts: Sequence[Attempt]) -> Iterator[str]:
    """Yield what was changed on the way to the winner, a line an improvement."""
    for attempt in select.descent(attempts)[1:]:
        yield f"changed in round {attempt.round}: {one_line(attempt.note, most=_MOST_NOTE) or 'see the patch'}"
        if attempt.id == outcome.final_id:
            return


def verified_on(outcome: Outcome, attempts: Sequence[Attempt]) -> str:
    """Say on how many inputs the winner was right."""
    final = next(attempt for attempt in attempts if attempt.id == outcome.final_id)
    text = f"verified on {counted(final.judgement.total, 'test')}"
    if outcome.fresh_tests and outcome.comparison is not None:
        return f"{text} and {counted(outcome.fresh_tests, 'held-out input')} that no round had seen"
    return f"{text}; there is no generator to make held-out inputs with" if outcome.improved else text


def refutation(one: Refuted) -> str:
    """Say which winner a held-out input showed to be wrong, and which input."""
    found = one.disagreement
    words = found.verdict.value.replace("_", " ")
    return (
        f"#{one.attempt} was faster on the tests, and wrong: {words} on the input {one_line(found.input, most=_MOST_INPUT)} "
        f"where {one_line(found.expected, most=_MOST_INPUT)} is expected"
    )


def spending(attempts: Sequence[Attempt]) -> str:
    """Say what the replies took."""
    used = spent(attempts)
    cached = sum(attempt.usage is not None and attempt.usage.is_cached for attempt in attempts)
    unknown = any(a.usage is not None and not a.usage.is_cached and a.usage.cost_usd is None for a in attempts)
    parts = [f"{counted(used.replies, 'reply', 'replies')} asked for, {used.tokens} tokens"]
    if used.usd or not unknown:
        parts.append(f"{used.usd:.4f} USD")
    if cached:
        parts.append(f"{cached} from the cache")
    return ", ".join(parts)


def _proposals(attempts: Sequence[Attempt]) -> int:
    return sum(attempt.round > 0 for attempt in attempts)

"""Rollouts as a page shows them: what was asked, what came, what it earned and why; texts cut so that a page stays small.

cards = Cards(archive)
cards.card(number)              the rollout at that place, or where on the page it is shown already
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from afterburner.core import units
from afterburner.core.rollout import RewardParts, Rollout
from afterburner.core.status import Verdict
from afterburner.loop.rollouts import RolloutArchive
from afterburner.report.difference import DiffLine, difference
from afterburner.report.text import one_line, visible
from afterburner.report.training_figures import SIGNAL_WORDS

MOST_BYTES = 5_000_000
"""Of all texts of a page together."""
MOST_PROMPT, MOST_COMPLETION, MOST_CODE = 8_000, 16_000, 16_000
"""Characters that are shown; the export has all."""
_MOST_DIFFERENCE = 600
"""Lines up to which programs are compared: a difference takes longer than their product."""
_MOST_FLAGS = 10
_PRESENT = "The present solution:\n"
"""How prompts begin the program that is to be improved."""
_LEFT_OUT = "Left out: the page has no room for more texts. `afterburner report DIR --export FILE` writes them all."


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text that is shown, maybe in part."""

    text: str
    note: str = ""
    """What is missing; empty: nothing is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One rollout."""

    anchor: str
    title: str
    place: str
    is_shown_above: bool = False
    """Whether it has a card already; then it has no more here than these three."""
    facts: Sequence[tuple[str, str]] = ()
    flags: Sequence[tuple[str, str]] = ()
    diff: Sequence[DiffLine] = ()
    code: Text | None = None
    completion: Text | None = None
    prompt: Text | None = None


class Cards:
    """The rollouts that a page shows, each once."""

    def __init__(self, archive: RolloutArchive | None, *, most_bytes: int = MOST_BYTES) -> None:
        self._archive = archive
        self._room = most_bytes
        self._shown: set[int] = set()

    @property
    def count(self) -> int:
        """How many are shown."""
        return len(self._shown)

    def cards(self, numbers: Sequence[int]) -> Sequence[Card]:
        """Return the cards of the rollouts at these places.

        Raises:
            DataError: one is not there, or is broken.

        """
        return [self._card(number, self._archive.at(number)) for number in numbers] if self._archive is not None else []

    def _card(self, number: int, one: Rollout) -> Card:
        is_above = number in self._shown
        card = Card(anchor=f"rollout-{number}", title=_title(one), place=_place(one), is_shown_above=is_above)
        if is_above:
            return card
        self._shown.add(number)
        return replace(
            card,
            facts=list(_facts(one)),
            flags=[
                (one_line(flag.kind, most=80), one_line(flag.detail, most=1000)) for flag in one.flags[:_MOST_FLAGS]
            ],
            diff=self._difference(one),
            code=None if one.code is None else self._text(one.code, MOST_CODE),
            completion=self._text(one.completion, MOST_COMPLETION),
            prompt=self._text(one.prompt, MOST_PROMPT),
        )

    def _text(self, text: str, most: int) -> Text:
        shown = visible(text[:most])
        if not self._has_room(shown):
            return Text(text="", note=_LEFT_OUT)
        note = f"The first {most:,} of {len(text):,} characters." if len(text) > most else ""
        return Text(text=shown, note=note)

    def _difference(self, one: Rollout) -> Sequence[DiffLine]:
        before = program_in(one.prompt)
        if before is None or one.code is None or max(len(before), len(one.code)) > MOST_CODE:
            return ()
        if before.count("\n") + one.code.count("\n") > _MOST_DIFFERENCE:
            return ()
        found = difference(before, one.code)
        return found if self._has_room(visible("\n".join(line.text for line in found))) else ()

    def _has_room(self, shown: str) -> bool:
        size = len(escape(shown).encode())
        if size > self._room:
            return False
        self._room -= size
        return True


def program_in(prompt: str) -> str | None:
    """Return the program that a prompt asks to improve; None where it shows none."""
    _before, found, after = prompt.partition(_PRESENT)
    fence = after[: len(after) - len(after.lstrip("`"))]
    _language, line_end, code = after.partition("\n")
    code, closed, _after = f"\n{code}".partition(f"\n{fence}\n") if fence else ("", "", "")
    return f"{code[1:]}\n" if found and line_end and closed else None


def _title(one: Rollout) -> str:
    gain = f"{units.ratio(one.gain)} " if one.gain is not None else ""
    return f"{gain}{one_line(one.problem, most=80)}"


def _place(one: Rollout) -> str:
    earned = "masked" if one.parts is None else f"reward {_signed(one.parts.total)}"
    flags = "".join(f", {one_line(flag.kind, most=40)}" for flag in one.flags[:_MOST_FLAGS])
    group = one_line(one.group, most=40)
    return f"{_verdict(one)}, {earned}{flags}; step {one.step}, group {group}, sample {one.sample}"


def _verdict(one: Rollout) -> str:
    if one.verdict is not None:
        return one.verdict.value.replace("_", " ")
    return "not judged" if one.masked is not None else "no program"


def _facts(one: Rollout) -> Iterator[tuple[str, str]]:
    reason = f": {one_line(one.reason, most=300)}" if one.reason else ""
    yield "Verdict", f"{_verdict(one)}{reason}"
    if one.masked is not None:
        yield "Masked", one_line(one.masked, most=500)
    if one.parts is not None:
        yield "Reward", _reward(one.parts)
    quantity = one.objective.quantity()
    if one.cost is not None or one.verdict is Verdict.ACCEPTED:
        baseline = f", the program in the prompt {units.amount(quantity, one.baseline)}" if one.baseline else ""
        yield f"Cost ({one.objective.value})", f"{units.amount(quantity, one.cost)}{baseline}"
    if one.gain is not None:
        yield "Gain", f"{units.ratio(one.gain)}, baseline over cost"
    yield "Its group", SIGNAL_WORDS[one.signal]
    yield "Language", one_line(one.language, most=40)
    yield (
        "Judging",
        f"{units.seconds(one.judging_s)} of a worker, {units.seconds(one.program_cpu_s)} of the programs' CPU",
    )


def _reward(parts: RewardParts) -> str:
    named = (("form", parts.form), ("correctness", parts.correctness), ("efficiency", parts.efficiency))
    note = f" ({one_line(parts.note, most=80).replace('_', ' ')})" if parts.note else ""
    return f"{_signed(parts.total)} = " + " + ".join(f"{name} {_signed(value)}" for name, value in named) + note


def _signed(value: float) -> str:
    return f"{value:.3f}".replace("-", "\N{MINUS SIGN}")

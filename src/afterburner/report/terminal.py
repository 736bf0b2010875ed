"""The summary of a run in a terminal: tables for rich, which keep to the width there is.

    Console().print(outcome_table(outcome), attempts_table(attempts))

Text from policies goes in as plain text: it is neither markup nor an order to the terminal.
"""

from collections.abc import Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from afterburner.core.attempt import Attempt
from afterburner.loop.outcome import Outcome
from afterburner.report import tables
from afterburner.report.text import counted, one_line

_MOST = 120
"""Letters that are worth a line."""


def outcome_table(outcome: Outcome) -> Table:
    """Return before, after and ratio of every quantity; without rows where nothing won."""
    comparison = outcome.comparison
    table = plain_table()
    table.add_column("")
    for name in ("before", "after"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("ratio", justify="right", no_wrap=True)
    table.add_column("interval", justify="right")
    table.add_column("difference")
    if comparison is None:
        table.caption = "no improvement found: the given program stands"
        return table
    for row in tables.quantity_rows(comparison):
        style = "" if row.is_decided else "dim"
        cells = (row.name, row.before.text, row.after.text, row.ratio.text, row.ratio.interval, row.finding)
        table.add_row(*(Text(cell) for cell in cells), style=style)
    table.caption = f"{counted(comparison.pairs, 'pair')} of runs in turn, intervals 95 %; ratio: before over after"
    return table


def attempts_table(attempts: Sequence[Attempt]) -> Table:
    """Return a line for every attempt; of its note, as much as there is room for."""
    table = plain_table()
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column("round", justify="right", no_wrap=True)
    table.add_column("proposed", overflow="ellipsis", ratio=1)
    table.add_column("result", overflow="ellipsis")
    for name in ("CPU", "peak", "duel"):
        table.add_column(name, justify="right", no_wrap=True)
    for row in tables.attempt_rows(attempts):
        cells = (row.id, row.round, row.note, row.finding or row.verdict, row.cpu.text, row.peak.text, row.duel.text)
        table.add_row(*map(_cell, cells), style=_style(row))
    return table


def _cell(text: str) -> Text:
    # Rich narrows columns that may wrap before the others; the text in them stays on its line all the same.
    return Text(one_line(text, most=_MOST), no_wrap=True, overflow="ellipsis")


def plain_table() -> Table:
    """Return an empty table in the look that all tables of the terminal have."""
    return Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), caption_justify="left")


def _style(row: tables.AttemptRow) -> str:
    if row.is_improved:
        return "bold"
    return "" if row.is_accepted else "dim"

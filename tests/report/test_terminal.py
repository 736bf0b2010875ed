# ruff: noqa: RUF001 - the sign for "times" is meant
"""The tables in a terminal."""

import io

import pytest
import report_samples as samples
from rich.console import Console

from afterburner.report.terminal import attempts_table, outcome_table


def printed(table, width):
    console = Console(width=width, file=io.StringIO(), force_terminal=False)
    console.print(table)
    return console.file.getvalue()


def test_the_outcome_is_told_with_its_interval():
    text = printed(outcome_table(samples.outcome()), 100)
    assert "2.00 s" in text
    assert "4.00×" in text
    assert "3.80 to 4.20" in text
    assert "8 pairs of runs in turn" in text


def test_an_outcome_without_a_winner_says_so():
    text = printed(outcome_table(samples.outcome(improved=False, comparison=None)), 80)
    assert "no improvement found" in text


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal(width):
    for table in (attempts_table(samples.attempts()), outcome_table(samples.outcome())):
        assert max(len(line) for line in printed(table, width).splitlines()) <= width


def test_a_note_is_neither_markup_nor_an_escape_sequence():
    text = printed(attempts_table([samples.attempt(1, note="[bold]x[/bold] \x1b[31m\nnext")]), 200)
    assert "[bold]x[/bold] ⟨U+001B⟩[31m next" in text

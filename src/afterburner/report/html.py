"""The report of one or more runs as one HTML page that needs nothing else: no network, no script, no font.

    page = render([report_of(RunFolder(Path("runs/pairs-with-sum")))])

Programs, statements, notes and messages come from strangers. Every one of them reaches the page through the template
engine's escaping, without exception: nothing here or in the templates marks text as safe. A content policy in the page
forbids scripts and requests, should something slip through.
"""

from collections.abc import Sequence
from functools import cache

import jinja2

from afterburner.loop import select
from afterburner.report import charts, difference, tables, words
from afterburner.report.run_report import RunReport, report_of
from afterburner.report.text import counted, visible

__all__ = ["RunReport", "render", "report_of"]

LONG_TABLE = 12
"""Attempts up to which the table of rounds is open: more are a page of their own."""

LONG_DIFF = 200
"""Lines up to which the difference is open."""


def render(sections: Sequence[RunReport]) -> str:
    """Return the page, with an overview before the sections if there are several."""
    template = environment().get_template("page.html.j2")
    page = template.render(
        title=_title(sections),
        sections=[_section(report, number) for number, report in enumerate(sections, start=1)],
        overview=list(tables.overview_rows(sections)) if len(sections) > 1 else [],
        means=tables.geometric_means(sections),
        quantities=tables.SHOWN,
        ended=counted(sum(report.outcome is not None for report in sections), "run"),
    )
    return visible(page)


@cache
def environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("afterburner.report"),
        autoescape=True,  # for every template, whatever its name ends in
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _title(sections: Sequence[RunReport]) -> str:
    if len(sections) == 1:
        return f"{visible(sections[0].config.problem_id)}: {words.headline(sections[0])}"
    return f"{counted(len(sections), 'run')} of Afterburner"


def _section(report: RunReport, number: int) -> dict[str, object]:
    """Return what the template of a section shows."""
    outcome, comparison = report.outcome, report.comparison
    rows = list(tables.attempt_rows(report.attempts, outcome.rejected if outcome else ()))
    return {
        "anchor": tables.anchor(number),
        "report": report,
        "headline": words.headline(report),
        "explanation": words.explanation(report),
        "quantities": list(tables.quantity_rows(comparison)) if comparison else [],
        "bars": charts.bars(comparison) if comparison else (),
        "courses": charts.courses(*outcome.courses) if outcome and outcome.courses else (),
        "largest_test": outcome.courses[0].test if outcome and outcome.courses else "",
        "growth": [found.sentence() for found in outcome.complexities or ()] if outcome else [],
        "diff": _diff(report),
        "long_diff": LONG_DIFF,
        "rows": rows,
        "attempts": counted(len(rows), "attempt"),
        "accepted": sum(row.is_accepted for row in rows),
        "long_table": LONG_TABLE,
        "progress": charts.progress(report.attempts, report.quantity),
        "progress_of": words.NAMES[report.quantity],
        "verified": list(words.verified(report)),
        "unproven": list(words.unproven(report)),
        "machine": list(words.machine(report)),
        "is_correct": select.baseline(report.attempts) is not None,
    }


def _diff(report: RunReport) -> tuple[difference.DiffLine, ...]:
    if report.outcome is None:
        return ()
    return difference.difference(report.outcome.given.code, report.outcome.final.code)

"""The report of a training run as one HTML page that needs nothing else: no network, no font, no library from elsewhere.

    html = training_page(read_training(folder))
    Path("report.html").write_text(html, "utf-8")

Of the rollouts it shows some: the best, the oddest, and some of each kind of flag. Texts of strangers reach the page through the
template engine's escaping, or as data of charts; see ``scripted_page``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from afterburner.report import cells, training_words
from afterburner.report.drawing_page import page_figure, themes
from afterburner.report.html import environment
from afterburner.report.scripted_page import assembled
from afterburner.report.text import counted, one_line
from afterburner.report.training_cards import Card, Cards
from afterburner.report.training_figures import flag_figure, training_figures
from afterburner.report.training_run import TrainingRun
from afterburner.report.training_tables import failure_table, flag_table, log_table, masked_table, step_table

MOST_KINDS = 12
"""Kinds of flags of which rollouts are shown."""
_MOST_METRICS = 200
"""Rows of the table of all that was logged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardGroup:
    """Rollouts under one heading."""

    title: str
    note: str
    cards: Sequence[Card]


def training_page(run: TrainingRun, *, made: datetime | None = None) -> str:
    """Return the page as HTML; ``made``: the time that it tells; None: now.

    Raises:
        DataError: a rollout is broken.
        UsageError: altair or vl-convert is missing.

    """
    flags = flag_figure(run.statistics)
    figures = [page_figure(one) for one in training_figures(run)]
    flag_figures = [page_figure(flags)] if flags is not None else []
    page = (
        environment()
        .get_template("training.html.j2")
        .render(
            title=training_words.headline(run),
            kicker="Training run" if run.stage is None else f"Training run, {one_line(run.stage, most=20)}",
            explanation=training_words.explanation(run),
            warnings=list(training_words.warnings(run)),
            facts=list(training_words.facts(run, made=made or datetime.now(UTC))),
            settings=list(training_words.settings(run)),
            figures=figures,
            flag_figures=flag_figures,
            **_tables(run),
            **_rollouts(run),
        )
    )
    charts = [
        {"spec": chart.spec, "palettes": chart.palettes}
        for figure in (*figures, *flag_figures)
        for chart in figure.charts
    ]
    return assembled(page, {"charts": charts, "themes": themes()}, ("charts.js",))


def _tables(run: TrainingRun) -> dict[str, object]:
    statistics = run.statistics
    metrics = sorted(run.log.values)[:_MOST_METRICS]
    return {
        "steps": cells.page_table(step_table(statistics)) if statistics.rollouts else None,
        "flagged": cells.page_table(flag_table(statistics)) if statistics.flags else None,
        "failures": cells.page_table(failure_table(statistics)) if statistics.failures else None,
        "masked": cells.page_table(masked_table(statistics)) if statistics.masked else None,
        "logged": cells.page_table(log_table(run.log, metrics)) if metrics else None,
    }


def _rollouts(run: TrainingRun) -> dict[str, object]:
    with run.archive() as archive:
        cards = Cards(archive)
        best = cards.cards(run.choice.best())
        hacked = [
            CardGroup(
                title=one_line(kind, most=80),
                note=f"{counted(sums.rollouts, 'rollout')}; those that earned the most, one a program.",
                cards=cards.cards(run.choice.flagged(kind)),
            )
            for kind, sums in run.statistics.flags_by_count()[:MOST_KINDS]
        ]
        odd = [
            CardGroup(title=one.title, note=one.meaning, cards=cards.cards(one.numbers))
            for one in run.choice.odd(run.statistics)
        ]
    return {
        "best": best,
        "hacked": hacked,
        "odd": odd,
        "shown": f"{counted(cards.count, 'rollout')} of {run.statistics.rollouts:,}",
        "has_rollouts": run.statistics.rollouts > 0,
    }

"""The report of an evaluation as one HTML page that needs nothing else: no network, no font, no library from elsewhere.

    html = evaluation_page(results, scoring, tables=tables, figures=figures)
    Path("report.html").write_text(html, "utf-8")

Texts of strangers reach the page in two ways alone: through the template engine's escaping, and as data; see ``scripted_page``.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from afterburner.experiment.results import Results
from afterburner.experiment.scoring import Scoring
from afterburner.experiment.table import Figure, Table
from afterburner.report import cells, drawing_page, evaluation_words
from afterburner.report.drawing_marks import label
from afterburner.report.drawing_theme import Series
from afterburner.report.evaluation_figures import standard_figures
from afterburner.report.evaluation_rows import AttemptSource, problem_document
from afterburner.report.html import environment
from afterburner.report.placement import RANKED, Placements
from afterburner.report.scripted_page import assembled
from afterburner.report.words import NAMES

__all__ = ["AttemptSource", "evaluation_page"]


def evaluation_page(
    results: Results,
    scoring: Scoring,
    *,
    tables: Sequence[Table] = (),
    figures: Sequence[Figure] = (),
    attempts: AttemptSource | None = None,
    made: datetime | None = None,
) -> str:
    """Return the page as HTML.

    ``tables`` and ``figures`` come first, as they are; figures by iteration and versus human are added where there is none of
    that kind. ``attempts``: where the code and the details of what failed are looked up; None: they are not shown. ``made``: the
    time that the page tells; None: now.

    Raises:
        DataError: results that can't be scored, a table whose rows do not fit, a figure without values.
        UsageError: altair or vl-convert is missing.

    """
    standard = standard_figures(results, scoring, given={one.kind for one in figures})
    drawn = [drawing_page.page_figure(one) for one in (*figures, *standard)]
    conditions = condition_series(results)
    placements = Placements(results, ties_count=scoring.config.ties_count, tie_within=scoring.config.tie_within)
    document = {
        **problem_document(results, placements, attempts),
        "charts": [{"spec": chart.spec, "palettes": chart.palettes} for one in drawn for chart in one.charts],
        "conditions": [one.label for one in conditions],
        **drawing_page.problem_charts(conditions),
        "themes": drawing_page.themes(),
    }
    shown = {
        "facts": list(evaluation_words.facts(results, scoring.config, made=made or datetime.now(UTC))),
        "tables": [cells.page_table(one) for one in tables],
        "figures": drawn,
        "legend_of_conditions": drawing_page.legend(conditions),
    }
    return assembled(_rendered(results, attempts, shown), document, ("charts.js", "evaluation.js"))


def _rendered(results: Results, attempts: AttemptSource | None, shown: Mapping[str, object]) -> str:
    return (
        environment()
        .get_template("evaluation.html.j2")
        .render(
            title=evaluation_words.headline(results),
            results=results,
            conditions=list(evaluation_words.condition_rows(results)),
            quantities={quantity.value: NAMES[quantity] for quantity in RANKED},
            failures=evaluation_words.failure_groups(results, attempts),
            most_cases=_MOST_CASES,
            **shown,
        )
    )


_MOST_CASES = 100
"""Of one kind of failure: the rest are in the table of problems."""


def condition_series(results: Results) -> Sequence[Series]:
    """Return the conditions as series, each in its colour."""
    return [
        Series(label=label(one.name, is_published=False), hue=place) for place, one in enumerate(results.conditions)
    ]

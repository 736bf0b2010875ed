"""One figure as a page of its own, with tooltips, in the reader's theme. It needs nothing else: no network.

Path("iterations.html").write_text(figure_page(figure), "utf-8")
"""

from afterburner.experiment.table import Figure
from afterburner.report.drawing_page import page_figure, themes
from afterburner.report.html import environment
from afterburner.report.scripted_page import assembled


def figure_page(figure: Figure) -> str:
    """Return the page as HTML.

    Raises:
        DataError: there is nothing to draw, or the x of curves or points is not a number.
        UsageError: altair or vl-convert is missing.

    """
    drawn = page_figure(figure)
    page = environment().get_template("figure.html.j2").render(figure=drawn)
    charts = [{"spec": chart.spec, "palettes": chart.palettes} for chart in drawn.charts]
    return assembled(page, {"charts": charts, "themes": themes()}, ("charts.js",))

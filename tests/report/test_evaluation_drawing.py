"""Figures as charts and files: what is in them, which are refused."""

import builtins
import json
import math
import re
import struct
from dataclasses import replace

import pytest
import vl_convert

from afterburner.core.errors import DataError, UsageError
from afterburner.experiment.table import Figure, FigureKind, Mark, Unit
from afterburner.report.drawing import chart, save
from afterburner.report.drawing_marks import rows_of, series_of
from afterburner.report.drawing_page import page_figure, page_library, problem_charts, themes
from afterburner.report.drawing_theme import DARK, LIGHT, THEMES, Series, colours, mixed
from tests.experiment.samples import HOSTILE

from chromium import dom, needs_browser  # isort: skip


def figure(kind, **changes):
    names = ("within", "failed") if kind in {FigureKind.STACKED, FigureKind.BARS} else (0, 1, 2)
    marks = [
        Mark(series=series, x=x, value=0.2, low=0.1, high=0.3, panel=panel, is_published=published)
        for panel in ("first", "second")
        for series, published in (("gpt", False), ("gpt", True), ("rules", False))
        for x in names
    ]
    made = Figure(title="Models", kind=kind, x_title="x", y_title="share", marks=marks)
    return replace(made, **changes)


@pytest.mark.parametrize("kind", FigureKind)
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_kind_is_written_as_svg(tmp_path, kind, theme):
    save(figure(kind), tmp_path / "figure.svg", theme=theme)
    text = (tmp_path / "figure.svg").read_text("utf-8")
    assert text.startswith("<svg")
    assert "gpt (published)" in text
    assert theme.paper in text
    assert "%" in text


def test_a_png_has_two_pixels_for_one(tmp_path):
    one = figure(FigureKind.BARS)
    save(one, tmp_path / "figure.png")
    save(one, tmp_path / "figure.svg")
    content = (tmp_path / "figure.png").read_bytes()
    width = struct.unpack(">I", content[16:20])[0]
    drawn = float(re.search(r'width="([0-9.]+)"', (tmp_path / "figure.svg").read_text("utf-8"))[1])
    assert content.startswith(b"\x89PNG")
    assert abs(width - 2 * drawn) <= 2


def test_html_loads_nothing(tmp_path):
    save(figure(FigureKind.CURVES, title=HOSTILE), tmp_path / "figure.html")
    text = (tmp_path / "figure.html").read_text("utf-8")
    assert "default-src 'none'" in text
    assert not re.search(r"<script[^>]* src|<link|<b>", text)


@needs_browser
@pytest.mark.slow
def test_html_is_drawn_in_a_browser(tmp_path):
    save(figure(FigureKind.CURVES, title=HOSTILE), tmp_path / "figure.html")
    elements = dom(tmp_path / "figure.html", tmp_path / "profile").partition("<script")[0]
    assert elements.count("<svg") == 2
    assert "<title>&lt;/script" in elements


def test_the_published_are_dashed_and_paler():
    first, second, _third = series_of(figure(FigureKind.CURVES))
    assert (first.label, second.label) == ("gpt", "gpt (published)")
    assert first.hue == second.hue
    for theme in THEMES:
        full, pale = colours((first, second), theme)
        assert pale == mixed(full, theme.paper, theme.paler) != full
    dashes = json.dumps(chart(figure(FigureKind.CURVES)).to_dict())
    assert '"range": [[1, 0], [4, 3], [1, 0]]' in dashes


def test_mixed_is_halfway():
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"
    assert mixed("#123456", "#ffffff", 0.0) == "#123456"


def _luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(a, b):
    low, high = sorted((_luminance(a), _luminance(b)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_colours_stand_out_from_the_paper(theme):
    assert min(_contrast(hue, theme.paper) for hue in theme.hues) > 2.5
    assert min(_contrast(text, theme.paper) for text in (theme.ink, theme.soft)) > 4.5
    assert len(set(theme.hues)) == 8


def test_more_series_than_hues_still_have_colours():
    many = [Series(label=str(n), hue=n) for n in range(20)]
    assert colours(many, LIGHT)[8] == colours(many, LIGHT)[0]
    assert len(colours(many, DARK)) == 20


def test_shares_are_per_cent_and_intervals_may_lack():
    marks = [Mark(series="a", x=0, value=0.25), Mark(series="a", x=1, value=math.nan), Mark(series="a", x=2, value=0.5)]
    rows = rows_of(Figure(title="t", kind=FigureKind.CURVES, x_title="", y_title="", marks=marks), "")
    assert [row["value"] for row in rows] == [25.0, 50.0]
    assert rows[0]["low"] is None
    assert rows[0]["text"] == "25.0 %"


@pytest.mark.parametrize("unit", Unit)
def test_every_unit_has_an_axis(tmp_path, unit):
    save(figure(FigureKind.POINTS, unit=unit), tmp_path / "figure.svg")
    assert (tmp_path / "figure.svg").stat().st_size > 1000


def test_a_figure_may_have_more_marks_than_altair_likes(tmp_path):
    marks = [Mark(series="a", x=n, value=0.5) for n in range(6000)]
    save(figure(FigureKind.CURVES, marks=marks), tmp_path / "figure.svg")


def expressions(compiled):
    """Return all of Vega's expressions in a compiled chart."""
    if isinstance(compiled, dict):
        for key, value in compiled.items():
            if key in {"signal", "expr", "test", "update", "init"} and isinstance(value, str):
                yield value
            yield from expressions(value)
    elif isinstance(compiled, list):
        for value in compiled:
            yield from expressions(value)


@pytest.mark.parametrize("kind", FigureKind)
def test_words_of_strangers_stand_in_no_expression(kind):
    named = figure(kind)
    marks = [
        replace(mark, series="EVIL a", x=mark.x if isinstance(mark.x, int) else "EVIL b", panel="EVIL c")
        for mark in named.marks
    ]
    evil = replace(named, marks=marks, title="EVIL d", x_title="EVIL e", y_title="EVIL f")
    for spec in (chart(evil).to_dict(), *(one.spec for one in page_figure(evil).charts)):
        compiled = vl_convert.vegalite_to_vega({"config": themes()["light"], **spec})
        found = list(expressions(compiled))
        assert len(found) > 3
        assert not [one for one in found if "EVIL" in one]


def test_words_of_strangers_stand_in_no_expression_of_a_problem():
    drawn = problem_charts([Series(label="EVIL a", hue=0), Series(label="EVIL b", hue=1)])
    for spec in (*drawn["strips"].values(), drawn["trace"]):
        found = list(expressions(vl_convert.vegalite_to_vega({"config": themes()["light"], **spec})))
        assert len(found) > 3
        assert not [one for one in found if "EVIL" in one]


def test_another_suffix_is_refused(tmp_path):
    with pytest.raises(UsageError, match=r"figure\.jpg") as caught:
        save(figure(FigureKind.BARS), tmp_path / "figure.jpg")
    assert ".svg, .png, .html" in caught.value.hint


def test_a_place_that_can_not_be_written_is_told(tmp_path):
    with pytest.raises(UsageError, match="can't be written") as caught:
        save(figure(FigureKind.BARS), tmp_path / "missing" / "figure.svg")
    assert caught.value.hint


def test_curves_need_numbers(tmp_path):
    marks = [Mark(series="a", x="first", value=0.5)]
    with pytest.raises(DataError, match="x of series 'a' is 'first'"):
        save(figure(FigureKind.CURVES, marks=marks), tmp_path / "figure.svg")


def test_a_figure_without_values_is_refused(tmp_path):
    for marks in ((), (Mark(series="a", x=0, value=math.nan),)):
        with pytest.raises(DataError, match="no marks with a value"):
            save(figure(FigureKind.CURVES, marks=marks), tmp_path / "figure.svg")


def test_a_missing_package_is_named_with_what_to_install(tmp_path, monkeypatch):
    original = builtins.__import__

    def importing(name, *rest, **options):
        if name == "vl_convert":
            raise ImportError(name=name)
        return original(name, *rest, **options)

    monkeypatch.setattr(builtins, "__import__", importing)
    with pytest.raises(UsageError, match="vl_convert") as caught:
        save(figure(FigureKind.BARS), tmp_path / "figure.svg")
    assert caught.value.hint == "pip install 'afterburner[eval]'"


def test_the_library_can_stand_in_a_script():
    library = page_library()
    assert "</script" not in library
    assert "<!--" not in library
    assert "\r" not in library

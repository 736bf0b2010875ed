"""The page of an evaluation: what is in it, what can't get in, and what a real browser makes of it."""

import base64
import hashlib
import html
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from afterburner.core.attempt import Attempt, Failure, Judgement
from afterburner.core.measurement import Estimate
from afterburner.core.objective import Objective
from afterburner.core.problem import Solution
from afterburner.core.status import Verdict
from afterburner.experiment.scoring import Scoring, ScoringConfig
from afterburner.experiment.table import Column, Figure, FigureKind, Mark, Table, Unit
from afterburner.report.evaluation_page import evaluation_page
from afterburner.report.evaluation_rows import MOST_SAMPLES, final_scores, problem_document, thinned
from afterburner.report.evaluation_words import failure_groups
from afterburner.report.placement import Placements
from afterburner.report.scripted_page import embedded
from tests.experiment.samples import HOSTILE, LONG_ID, sample_results

from chromium import dom, needs_browser, screenshot  # isort: skip
from page_parts import Parts  # isort: skip


def page_of(results, **changes):
    scoring = Scoring(results, ScoringConfig(resamples=20))
    return evaluation_page(results, scoring, made=datetime(2026, 1, 2, 3, 4, tzinfo=UTC), **changes)


@pytest.fixture(scope="module")
def hostile_page():
    results = sample_results(hostile=True, conditions=("alone", HOSTILE))
    table = Table(
        title=HOSTILE, columns=(Column(HOSTILE), Column("x", Unit.SHARE)), rows=((HOSTILE, 0.5),), note=HOSTILE
    )
    marks = [Mark(series=HOSTILE, x=HOSTILE, value=0.5, low=0.4, high=0.6, panel=HOSTILE)]
    figure = Figure(title=HOSTILE, kind=FigureKind.BARS, x_title=HOSTILE, y_title=HOSTILE, marks=marks)
    return page_of(results, tables=[table], figures=[figure])


@pytest.fixture(scope="module")
def plain_page():
    results = sample_results()
    shown = Estimate(estimate=0.452, low=0.401, high=0.503)
    table = Table(
        title="Models",
        columns=(Column("model"), Column("pass@1", Unit.SHARE)),
        rows=(("alone", shown), ("alone", 0.431)),
        published=(False, True),
        note="A tie counts as beaten.",
    )
    return page_of(results, tables=[table])


def data_of(page):
    return json.loads(next(text for attributes, text in Parts(page).scripts if attributes.get("id") == "data"))


def test_nothing_hostile_becomes_markup(hostile_page):
    parts = Parts(hostile_page)
    assert not {"b", "img", "iframe", "link", "object", "base", "form"} & set(parts.tags)
    assert not [name for name, _ in parts.attributes if name.startswith("on")]
    assert "document.title='owned'" in parts.words()
    assert "{{ 7 * 7 }}" in parts.words()
    assert "⟨U+202E⟩" in parts.words()


def test_only_our_scripts_may_run(hostile_page):
    parts = Parts(hostile_page)
    policy = next(value for name, value in parts.attributes if name == "content" and "default-src" in value)
    scripts = [text for attributes, text in parts.scripts if attributes.get("type") != "application/json"]
    assert len(scripts) == 3
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "unsafe-inline" not in policy.partition("script-src")[2].partition(";")[0]


def test_nothing_is_loaded_from_elsewhere(plain_page):
    parts = Parts(plain_page)
    assert not [value for name, value in parts.attributes if name in {"src", "srcset", "href", "action"}]
    outside = re.sub(r"<script>.*?</script>", "", plain_page, flags=re.DOTALL)
    # The one address is the name of the charts' format, which nothing fetches.
    addresses = set(re.findall(r"https?://[^\"']*", outside))
    assert {address.rpartition("/")[0] for address in addresses} <= {"https://vega.github.io/schema/vega-lite"}
    assert not re.search(r"url\(|@import", outside)


def test_embedded_data_can_not_end_their_element():
    text = embedded({"x": HOSTILE})
    assert not set("<>&\u2028\u2029\x1b") & set(text)
    assert json.loads(text)["x"].startswith("</script><script>")


def test_the_head_says_what_was_evaluated_and_how(plain_page):
    words = Parts(plain_page).words()
    assert "2 conditions on builtin" in words
    assert "builtin: 6 problems, digest 0123456789abcdef" in words
    assert "2 solutions a problem and condition, 4 measurements a program, 20 resamples" in words
    assert "a tie within 3 % with a reference solution counts as beaten" in words
    assert "A processor" in words
    assert "2026-01-02 03:04 UTC" in words
    assert "nothing: the first proposal is iteration 0" in words


def test_tables_have_intervals_and_mark_what_is_published(plain_page):
    words = Parts(plain_page).words()
    assert "pass@1, %" in words
    assert "45.2 [40.1, 50.3]" in words
    assert words.count("alone published 43.1") == 1
    assert "A tie counts as beaten." in words


def test_the_page_says_what_is_missing(plain_page):
    words = Parts(plain_page).words()
    assert "no-reference: no accepted reference solution in python" in words
    assert "later: not evaluated yet" in words
    assert "Not finished: 1 of 7 problems" in words


def test_standard_figures_are_left_to_an_experiment_that_has_its_own(plain_page):
    assert len(data_of(plain_page)["charts"]) == 4 + 3
    marks = [Mark(series="a", x=n, value=0.1 * n) for n in range(3)]
    own = Figure(title="Own", kind=FigureKind.CURVES, x_title="round", y_title="", marks=marks)
    words = Parts(page_of(sample_results(problems=2), figures=[own])).words()
    assert "Own" in words
    assert "By iteration" not in words
    assert "Versus human" in words


def test_without_iterations_the_metrics_are_bars():
    page = page_of(sample_results(problems=3, iterations=0))
    assert "The metrics" in Parts(page).words()


def test_what_failed_is_grouped_and_counted():
    results = sample_results()
    failed = [one for one in final_scores(results) if one.program is None]
    groups = failure_groups(results)
    assert sum(len(group.cases) for group in groups) == len(failed) > 0
    assert [len(group.cases) for group in groups] == sorted((len(group.cases) for group in groups), reverse=True)
    assert groups[0].cases[0].test == "large-1"


def test_a_program_that_failed_while_measured_is_told():
    results = sample_results(problems=2)
    score = next(one for one in final_scores(results) if one.program)
    broken = replace(results.program_of(score), costs={}, failure="crashed on pass 3")
    results = replace(results, programs={**results.programs, (score.problem, broken.digest): broken})
    group = next(one for one in failure_groups(results) if one.verdict == "failed while measured")
    assert group.reason == "crashed on pass 3"
    row = next(row for row in rows_of(results) if row["verdict"] == "failed while measured")
    assert (row["accepted"], row["ranks"], row["cost"]) == (False, [0.0, 0.0, 0.0], None)


def rows_of(results, attempts=None):
    return problem_document(results, Placements(results), attempts)["rows"]


def test_a_row_tells_when_its_program_was_found():
    results = sample_results()
    for row, score in zip(rows_of(results), final_scores(results), strict=True):
        if score.program is None:
            assert row["iteration"] is None
            continue
        key = (score.condition, score.problem, score.solution)
        run = {one.iteration: one for one in results.scores if (one.condition, one.problem, one.solution) == key}
        assert run[row["iteration"]].program == score.program
        assert row["iteration"] == 0 or run[row["iteration"] - 1].program != score.program


def test_a_row_has_the_difference_from_iteration_0_and_the_code():
    results = sample_results()
    document = problem_document(results, Placements(results))
    row = next(row for row in document["rows"] if row["diff"] is not None)
    diff, code = document["texts"][row["diff"]], document["texts"][row["code"]]
    assert diff.startswith("@@")
    assert "\n-" in diff
    assert "print(" in code


def test_attempts_bring_code_and_details_of_what_failed():
    def attempt_of(score):
        failure = Failure(test="t", verdict=score.verdict, detail=f"detail of {score.problem}")
        judgement = Judgement(verdict=score.verdict, passed=0, total=2, failure=failure)
        code = Solution(code=f"broken {score.iteration}\n")
        return Attempt(id="1", problem_id="p", objective=Objective.TIME, solution=code, judgement=judgement, round=0)

    results = sample_results()
    source = SimpleNamespace(attempt_of=attempt_of)
    document = problem_document(results, Placements(results), source)
    row = next(row for row in document["rows"] if row["program"] is None)
    assert document["texts"][row["code"]] == "broken 4\n"
    assert "-broken 0\n+broken 4" in document["texts"][row["diff"]]
    assert row["detail"].startswith("detail of")
    assert failure_groups(results, source)[0].cases[0].detail.startswith("detail of")


def test_traces_are_thinned_and_keep_peak_and_end():
    trace = tuple((n / 100, 1000 + (n == 777) * 10**6) for n in range(5000))
    few = thinned(trace)
    assert len(few) <= MOST_SAMPLES
    assert max(few, key=lambda sample: sample[1]) == trace[777]
    assert few[-1] == trace[-1]
    assert list(few) == sorted(few)


def test_a_verdict_of_every_kind_has_words():
    results = sample_results(problems=1, solutions=1, iterations=0, conditions=("a",))
    for verdict in Verdict:
        if verdict is not Verdict.ACCEPTED:
            changed = replace(results.scores[0], verdict=verdict, program=None)
            row = rows_of(replace(results, scores=(changed,)))[0]
            assert row["verdict"] == verdict.value.replace("_", " ")


@pytest.fixture
def shown(tmp_path):
    def show(page, **options):
        path = tmp_path / "page.html"
        path.write_text(page, "utf-8")
        return dom(path, tmp_path / "profile", **options)

    return show


def rows_in(elements):
    return re.findall(r'<tr(?: class="failed")?><th scope="row"><button.*?</tr>', elements, flags=re.DOTALL)


@needs_browser
@pytest.mark.slow
def test_in_a_browser_nothing_hostile_runs_and_every_chart_is_drawn(hostile_page, shown):
    elements = shown(hostile_page)
    assert "<title>2 conditions on builtin</title>" in elements
    assert "can't be drawn" not in elements.partition("<script")[0]
    parts = Parts(elements)
    assert parts.tags.count("script") == 4
    assert not {"b", "img"} & set(parts.tags)
    assert elements.partition("<script")[0].count("<svg") == 1 + 4 + 3 + 3 + 1
    assert len(rows_in(elements)) == 24
    assert html.escape(HOSTILE[:40], quote=False) in elements


@needs_browser
@pytest.mark.slow
def test_in_a_browser_a_link_carries_a_search(plain_page, shown):
    elements = shown(plain_page, fragment="#q=p003%20alone")
    rows = rows_in(elements)
    assert len(rows) == 2
    assert all("p003" in row and "alone" in row for row in rows)
    assert "2 of 24 rows" in elements
    assert "Nothing matches." in shown(plain_page, fragment="#q=nowhere")


@needs_browser
@pytest.mark.slow
def test_in_a_browser_the_page_is_drawn_light_and_dark(plain_page, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(plain_page, "utf-8")
    sizes = []
    for scheme in (0, 1):
        out = tmp_path / f"{scheme}.png"
        flags = (f"--blink-settings=preferredColorScheme={scheme}",)
        screenshot(path, out, tmp_path / "profile", size=(1280, 2000), flags=flags)
        assert out.read_bytes().startswith(b"\x89PNG")
        sizes.append(out.read_bytes())
    assert sizes[0] != sizes[1]


def test_long_ids_are_whole_in_the_data(hostile_page):
    data = data_of(hostile_page)
    assert data["problems"][1]["id"] == LONG_ID
    assert data["problems"][3]["difficulty"] is None

# ruff: noqa: RUF001 - the sign for "times" is meant
"""The page: what is in it, and what can't get in."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
import report_samples as samples

from afterburner.core.measurement import Comparison, Measurement
from afterburner.core.problem import Solution
from afterburner.core.status import Verdict
from afterburner.loop.run_folder import RunFolder
from afterburner.policy.catalogue import PolicyConfig
from afterburner.report.html import render, report_of

HOSTILE = "</pre></title></style><script>alert(1)</script><img src=http://evil.test/x onerror=alert(1)>\"' {{ 7 * 7 }}"
VOID = {"meta", "br", "img", "link", "hr", "input"}


class Page(HTMLParser):
    """Reads a page strictly: every element that is opened is closed, in order."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.attributes, self.text = [], [], [], []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)

    def words(self):
        return " ".join(" ".join(self.text).split())


def hostile_run():
    solution = Solution(code=HOSTILE)
    failed = samples.attempt(3, verdict=Verdict.RUNTIME_ERROR, note=HOSTILE, origin=HOSTILE)
    failure = replace(failed.judgement.failure, test=HOSTILE, reason=HOSTILE, detail=HOSTILE)
    failed = replace(failed, judgement=replace(failed.judgement, failure=failure))
    ended = samples.outcome(final=solution, courses=(replace(samples.course(2), test=HOSTILE), samples.course(2)))
    return samples.run(
        config=samples.config(problem_id=HOSTILE, policy=PolicyConfig(name=HOSTILE)),
        problem=samples.problem(title=HOSTILE, statement=HOSTILE),
        attempts=(*samples.attempts(), failed, samples.attempt(4, note=HOSTILE)),
        outcome=ended,
        host={"processor": HOSTILE, "layers": [HOSTILE]},
    )


@pytest.mark.parametrize("count", [1, 2])
def test_nothing_hostile_becomes_markup(count):
    page = Page(render([hostile_run()] * count))
    assert not {"script", "img", "iframe", "link", "object"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert "alert(1)" in page.words()
    assert "{{ 7 * 7 }}" in page.words()


def test_nothing_is_loaded_from_elsewhere():
    html = render([samples.run(), samples.run()])
    page = Page(html)
    assert not [value for name, value in page.attributes if name in {"src", "srcset", "data", "action"}]
    assert all(value.startswith("#") for name, value in page.attributes if name in {"href", "xlink:href"})
    assert not re.search(r"url\(|@import|https?://|<script", html)
    assert "default-src 'none'" in html


def test_links_lead_to_sections_of_the_page():
    page = Page(render([samples.run(), samples.run()]))
    ids = [value for name, value in page.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    assert {value[1:] for name, value in page.attributes if name == "href"} <= set(ids)


def test_characters_that_mislead_are_shown_by_number():
    code = "x = 1 \x1b[31m \u202e \x00 \udc80\n"
    html = render([samples.run(outcome=samples.outcome(final=Solution(code=code)))])
    assert "x = 1 ⟨U+001B⟩[31m ⟨U+202E⟩ ⟨U+0000⟩ ⟨U+DC80⟩" in html
    html.encode()


def test_the_headline_says_how_much_and_how_sure():
    text = Page(render([samples.run()])).words()
    assert "4.00 times faster (95 % interval 3.80 to 4.20), peak memory unchanged" in text


def test_noise_is_not_called_a_difference():
    unsure = samples.comparison()
    unsure = replace(unsure, ratios={q: samples.around(1.1, 0.3) for q in unsure.ratios}, decided={})
    text = Page(render([samples.run(outcome=samples.outcome(comparison=unsure))])).words()
    assert "faster" not in text
    assert text.count("can't be told from noise") == 4


def test_a_run_without_outcome_says_so():
    text = Page(render([samples.run(outcome=None)])).words()
    assert "sums: not finished" in text
    assert "the best so far is #2" in text
    assert "Before and after" not in text


def test_a_run_without_attempts_is_a_page():
    assert "Nothing was judged" in Page(render([samples.run(attempts=(), outcome=None)])).words()


def test_a_given_program_that_fails_gets_no_promises():
    run = samples.run(attempts=(samples.attempt(0, round_number=0, verdict=Verdict.WRONG_ANSWER),), outcome=None)
    text = Page(render([run])).words()
    assert "the given program is not correct" in text
    assert "wrong answer on test two" in text
    assert "What was verified" not in text


def test_a_run_that_found_nothing_keeps_the_program():
    kept = samples.outcome(
        improved=False, comparison=None, courses=None, final=samples.GIVEN, final_id="0", rejected=("2",)
    )
    text = Page(render([samples.run(outcome=kept)])).words()
    assert "sums: no improvement found" in text
    assert "Not confirmed in the final check, and therefore dropped: #2." in text
    assert "better, not confirmed" in text


def test_what_was_not_measured_is_a_dash():
    nothing = Measurement(quantities={}, repeats=3)
    empty = Comparison(ratios={}, decided={}, pairs=3, a=nothing, b=nothing)
    text = Page(render([samples.run(outcome=samples.outcome(comparison=empty, courses=None))])).words()
    assert text.count("not measured") == 4
    assert "None" not in text


def test_many_attempts_are_folded_away():
    many = tuple(samples.attempt(n, cpu_s=1 + n % 7, round_number=n // 8 + (n > 0)) for n in range(300))
    html = render([samples.run(attempts=many)])
    assert "<details>\n<summary>300 attempts, 300 accepted</summary>" in html
    assert "<details open>\n<summary>3 attempts, 2 accepted</summary>" in render([samples.run()])
    Page(html)


def test_charts_hold_only_numbers():
    html = render(
        [samples.run(), samples.run(outcome=samples.outcome(courses=(samples.course(9), samples.course(1e-4))))]
    )
    places = re.findall(r' (?:x|y|x1|x2|y1|y2|cx|cy|width|height|points|d)="([^"]*)"', html)
    assert len(places) > 100
    assert all(re.fullmatch(r"[-0-9., MvHh]+", place) for place in places)


def test_the_overview_shows_the_geometric_mean():
    two = [samples.run(outcome=samples.outcome(comparison=samples.comparison(times=times))) for times in (2.0, 8.0)]
    assert (
        "Geometric mean over 2 runs that ended; a run that kept its program counts as 1 4.00×"
        in Page(render(two)).words()
    )


def test_the_fresh_tests_are_told():
    assert "had to pass 6 fresh tests that no round had seen" in Page(render([samples.run()])).words()
    told = Page(render([samples.run(outcome=samples.outcome(fresh_tests=0))])).words()
    assert "on the tests that chose the winner" in told


def test_a_folder_is_read_back(tmp_path):
    folder = RunFolder.create(tmp_path / "run", samples.config(), samples.problem(), ("network-namespace",))
    archive = folder.archive()
    for attempt in samples.attempts():
        archive.append(attempt)
    archive.close()
    folder.finish(samples.outcome(), patch="")
    run = report_of(RunFolder(tmp_path / "run"))
    assert run.attempts == samples.attempts()
    assert run.outcome == samples.outcome()
    assert "network-namespace" in Page(render([run])).words()

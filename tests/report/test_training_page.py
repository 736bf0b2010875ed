"""The page of a training run: what is in it, what can't get in, and what a real browser makes of it."""

import base64
import hashlib
import json
import re
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from afterburner.core.errors import DataError
from afterburner.core.measurement import Measurement
from afterburner.core.objective import Objective
from afterburner.core.problem import Problem, Solution
from afterburner.core.rollout import Flag
from afterburner.core.status import Verdict
from afterburner.experiment.table import FigureKind, Unit
from afterburner.loop.rollouts import FILE_NAME, RolloutArchive
from afterburner.policy import prompt
from afterburner.report.training_cards import MOST_COMPLETION, Cards, program_in
from afterburner.report.training_document import training_document
from afterburner.report.training_figures import MOST_POINTS, training_figures
from afterburner.report.training_page import training_page
from afterburner.report.training_run import is_training, read_training
from afterburner.report.training_tables import training_tables

from chromium import browser, dom, needs_browser, screenshot  # isort: skip
from page_parts import Parts  # isort: skip
from training_samples import CONFIG, HOSTILE, SLOW, failed, log_of, masked, prompt_of, rollout  # isort: skip
from training_samples import sample_folder, sample_rollouts  # isort: skip


def page_of(folder):
    return training_page(read_training(folder), made=datetime(2026, 1, 2, 3, 4, tzinfo=UTC))


def stage(name):
    return {**CONFIG, "config": {**CONFIG["config"], "stage": name}}


@pytest.fixture(scope="module")
def hostile_folder(tmp_path_factory):
    config = {"config": {HOSTILE: HOSTILE, "model": {"path": HOSTILE}, "stage": HOSTILE}, "command": [HOSTILE]}
    log = [{"step": n, HOSTILE: 1.0, "loss": 2.0 - n} for n in range(3)]
    made = sample_rollouts(steps=12, hostile=True)
    return sample_folder(tmp_path_factory.mktemp("hostile"), made, log=log, config=config)


@pytest.fixture(scope="module")
def hostile_page(hostile_folder):
    return page_of(hostile_folder)


@pytest.fixture(scope="module")
def plain_folder(tmp_path_factory):
    return sample_folder(tmp_path_factory.mktemp("plain"), sample_rollouts(), log=list(log_of(20)))


@pytest.fixture(scope="module")
def plain_page(plain_folder):
    return page_of(plain_folder)


def data_of(page):
    return json.loads(next(text for attributes, text in Parts(page).scripts if attributes.get("id") == "data"))


def test_nothing_hostile_becomes_markup(hostile_page):
    parts = Parts(hostile_page)
    assert not {"b", "img", "iframe", "link", "object", "base", "form"} & set(parts.tags)
    assert not [name for name, _ in parts.attributes if name.startswith("on")]
    for shown in ("document.title='owned'", "{{ 7 * 7 }}", "⟨U+202E⟩", "⟨U+0000⟩", "⟨U+DC80⟩"):
        assert shown in parts.words()
    hostile_page.encode()


def test_only_our_scripts_may_run_and_nothing_is_loaded(hostile_page):
    parts = Parts(hostile_page)
    policy = next(value for name, value in parts.attributes if name == "content" and "default-src" in value)
    scripts = [text for attributes, text in parts.scripts if attributes.get("type") != "application/json"]
    assert len(scripts) == 2
    for script in scripts:
        assert f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe-eval" not in policy
    assert not [value for name, value in parts.attributes if name in {"src", "srcset", "action"}]
    assert not [value for name, value in parts.attributes if name == "href" and not value.startswith("#rollout-")]


def test_the_head_says_what_was_trained_and_what_came_of_it(plain_page):
    words = Parts(plain_page).words()
    assert "Training run, grpo" in words
    assert re.search(r"GRPO of Qwen2.5-Coder-0.5B: \d+\.\d % correct, gain \d\.\d\d\W at steps 18 to 19", words)
    assert "640 rollouts in 80 groups over 20 steps" in words
    assert "Command afterburner train grpo grpo.toml" in words
    assert "Versions afterburner 0.1.0, trl 1.16.0" in words
    assert "training.learning_rate 1e-06" in words
    assert "2026-01-02 03:04 UTC" in words


def test_curves_are_of_rollouts_and_of_the_log(plain_folder):
    figures = {figure.title: figure for figure in training_figures(read_training(plain_folder))}
    assert {mark.series for mark in figures["Reward and its parts"].marks} == {
        "total",
        "form",
        "correctness",
        "efficiency",
    }
    assert all(mark.low is not None for mark in figures["Reward and its parts"].marks)
    assert (figures["Groups by signal"].kind, figures["Groups by signal"].unit) == (FigureKind.LAYERS, Unit.SHARE)
    by_step = {}
    for mark in figures["Groups by signal"].marks:
        by_step[mark.x] = by_step.get(mark.x, 0) + mark.value
    assert set(by_step) == set(range(20))
    assert all(total == pytest.approx(1) for total in by_step.values())
    assert [mark.value for mark in figures["Loss"].marks] == [2 / step for step in range(1, 21)]
    assert {"Learning rate", "A step takes", "Masked and flagged", "Judging beside the programs' own time"} <= set(
        figures
    )
    assert "Divergence from the first weights (KL)" not in figures  # 0 throughout


def test_waiting_for_rewards_is_a_share_of_each_steps_time(tmp_path):
    log = [{"step": n, "step_time": 2.0, "judging/wall_s": 0.5} for n in range(1, 4)]
    folder = sample_folder(tmp_path / "run", log=log)
    figure = next(one for one in training_figures(read_training(folder)) if one.title == "Waiting for rewards")
    assert [mark.value for mark in figure.marks] == [0.25] * 3


def test_a_long_run_has_few_points(tmp_path):
    made = [rollout(step, 0) for step in range(500)]
    folder = sample_folder(tmp_path / "run", made, log=list(log_of(3000)))
    figures = {figure.title: figure for figure in training_figures(read_training(folder))}
    assert len(figures["Gain of the correct ones that are not flagged"].marks) <= MOST_POINTS
    assert len(figures["Loss"].marks) <= 240


def test_the_best_the_flagged_and_the_oddest_have_their_sections(plain_page):
    words = Parts(plain_page).words()
    best, hacked = words.index("The best rollouts"), words.index("Reward hacking: what was flagged, and why")
    odd = words.index("The oddest rollouts")
    assert best < hacked < odd
    assert "implausible_speedup 1,200 times faster than the cheapest reference solution" in words[hacked:odd]
    assert "constant_answer prints 42 whatever the input" in words[hacked:odd]
    assert "The shortest correct ones" in words[odd:]
    assert "-numbers = list(map(int, sys.stdin.read().split()))" in words[best:hacked]
    assert "+print(len(set(numbers)))" in words[best:hacked]
    assert "The prompt # different-numbers" in words[best:hacked]
    assert re.search(r"Reward 0\.\d{3} = form 0\.200 \+ correctness 0\.250 \+ efficiency 0\.\d{3}", words)
    assert re.search(r"This page shows \d+ rollouts of 640", words)


def test_a_rollout_is_shown_once_and_linked_from_elsewhere(plain_page):
    parts = Parts(plain_page)
    anchors = [value for name, value in parts.attributes if name == "id" and value.startswith("rollout-")]
    links = [value[1:] for name, value in parts.attributes if name == "href"]
    assert len(anchors) == len(set(anchors)) > 10
    assert links
    assert set(links) <= set(anchors)


def test_what_failed_and_what_was_masked_is_told(plain_page):
    words = Parts(plain_page).words()
    assert "time limit exceeded cpu" in words
    assert "no program no_code" in words
    assert "the sandbox failed: worker 3 was killed" in words


@pytest.mark.parametrize("name", ["sft", "dpo"])
def test_a_run_without_rollouts_has_the_curves_of_its_log(tmp_path, name):
    folder = sample_folder(tmp_path / "run", log=list(log_of(30, stage=name)), config=stage(name))
    page = page_of(folder)
    words = Parts(page).words()
    assert f"{name.upper()} of Qwen2.5-Coder-0.5B: loss 0.06667 at step 30" in words
    assert "It has no rollouts" in words
    assert len(data_of(page)["charts"]) == 2
    assert "The best rollouts" not in words


def test_where_only_the_log_tells_of_rewards_they_are_drawn_from_it(tmp_path):
    log = [{"step": n, "reward": 0.1 * n, "reward/form": 0.2, "rollouts/correct": 0.5} for n in range(1, 5)]
    titles = [one.title for one in training_figures(read_training(sample_folder(tmp_path / "run", log=log)))]
    assert titles == ["Reward", "Correct"]


def test_a_run_of_which_nothing_is_known_yet_has_a_page(tmp_path):
    words = Parts(page_of(sample_folder(tmp_path / "run"))).words()
    assert "nothing is logged yet" in words
    (tmp_path / "new").mkdir()
    RolloutArchive(tmp_path / "new" / FILE_NAME).close()
    assert is_training(tmp_path / "new")
    assert "Nothing is logged yet." in Parts(page_of(tmp_path / "new")).words()


@pytest.mark.parametrize("made", [[masked(0, 0), masked(0, 1)], [failed(0, 0, kind=3)], [rollout(0, 0)]])
def test_a_run_of_one_kind_alone_has_a_page_a_document_and_tables(tmp_path, made):
    folder = sample_folder(tmp_path / "run", made, config=None)
    run = read_training(folder)
    assert page_of(folder)
    assert json.dumps(training_document(run), allow_nan=False)
    assert next(training_tables(run)).rows


def test_a_finished_run_says_so(tmp_path):
    folder = sample_folder(tmp_path / "run", [rollout()])
    assert "not finished" in Parts(page_of(folder)).words()
    (folder / "model").mkdir()
    assert "The run is finished: 1 rollout in 1 group over 1 step." in Parts(page_of(folder)).words()


def test_what_deserves_a_warning_is_one(tmp_path):
    flags = (Flag(kind="constant_answer", detail="x"),)
    made = [rollout(0, n, flags=flags) for n in range(5)] + [masked(0, n) for n in range(5, 9)]
    log = [{"step": 1, "loss": 1.0}, {"step": 2, "loss": float("nan")}]
    words = Parts(page_of(sample_folder(tmp_path / "run", made, log=log))).words()
    assert "loss was not a number at step 2" in words
    assert "44.4 % of the rollouts are masked, mostly: the sandbox failed" in words
    assert "55.6 % of the rollouts are flagged constant_answer" in words


def test_a_flagged_gain_is_in_no_mean(tmp_path):
    flags = (Flag(kind="implausible_speedup", detail="x"),)
    made = [rollout(0, 0, times=2.0), rollout(0, 1, times=1e6, flags=flags)]
    document = training_document(read_training(sample_folder(tmp_path / "run", made)))
    table = document["tables"][0]
    gain = [column["title"] for column in table["columns"]].index("gain")
    assert table["rows"][0][gain] == pytest.approx(2.0)


def cards_of(tmp_path, made, **options):
    with closing(RolloutArchive(tmp_path / FILE_NAME)) as archive:
        archive.append(made)
        return Cards(archive, **options).cards(range(1, 1 + len(made)))


def test_long_texts_are_cut_and_it_says_so(tmp_path):
    (card,) = cards_of(tmp_path, [rollout(completion="x" * 3_000_000)])
    assert len(card.completion.text) == MOST_COMPLETION
    assert card.completion.note == "The first 16,000 of 3,000,000 characters."
    assert card.prompt.note == ""


def test_a_page_has_room_for_so_much_text_whatever_it_becomes(tmp_path):
    made = [rollout(0, n, completion="\x00" * 10_000, prompt="&" * 5000, code="<" * 5000) for n in range(9)]
    cards = cards_of(tmp_path, made, most_bytes=400_000)
    texts = [text for card in cards for text in (card.code, card.completion, card.prompt)]
    assert cards[0].completion.text
    assert any(text.note.startswith("Left out") for text in texts)
    assert sum(len(text.text.encode()) for text in texts) < 400_000


def test_programs_of_any_size_are_compared_or_not_at_all(tmp_path):
    long = "".join(f"x = {n}\n" for n in range(5000))
    made = [rollout(0, 0, prompt=prompt_of("p", long), code=long + "y\n"), rollout(0, 1, code=None)]
    assert [card.diff for card in cards_of(tmp_path, made)] == [(), ()]


@pytest.mark.parametrize("code", ["print(1)\n", "a = '''\n```\n'''\n", "x\n\n\ny\n", "````\n"])
def test_the_program_in_a_prompt_is_found(code):
    problem = Problem(id="p", title="P", statement="Say ```this```.", tests=())
    seed = prompt.Measured(
        solution=Solution(code=code), verdict=Verdict.ACCEPTED, measurement=Measurement(quantities={}, repeats=1)
    )
    assert program_in(prompt.refinement(problem, seed, objective=Objective.TIME)) == code
    assert program_in(prompt.direct(problem, language="python", objective=Objective.TIME)) is None


@pytest.mark.parametrize(
    "text",
    ["", "The present solution:\n", "The present solution:\n```", "The present solution:\n```python\nx", "```x```"],
)
def test_a_prompt_without_a_whole_program_has_none(text):
    assert program_in(text) is None


def test_the_samples_prompt_is_of_the_form_of_prompts():
    assert program_in(prompt_of("p")) == SLOW


def test_broken_files_are_named(tmp_path):
    folder = sample_folder(tmp_path / "run", [rollout()])
    for content in ("{", "[]", "\xff"):
        (folder / "training.json").write_bytes(content.encode("latin-1"))
        with pytest.raises(DataError, match=r"training\.json") as caught:
            read_training(folder)
        assert caught.value.hint
    (folder / "training.json").unlink()
    (folder / FILE_NAME).write_bytes(b"no database at all" * 100)
    with pytest.raises(DataError, match=re.escape(FILE_NAME)):
        read_training(folder)


def test_a_record_of_another_shape_is_shown_as_far_as_it_goes(tmp_path):
    folder = sample_folder(tmp_path / "run", config={"config": [1], "versions": 7, "command": "x", "host": None})
    assert "Training: nothing is logged yet" in Parts(page_of(folder)).words()


def test_the_document_has_counts_and_the_same_tables(plain_folder):
    document = training_document(read_training(plain_folder))
    assert (document["stage"], document["rollouts"], document["groups"], document["steps"]) == ("grpo", 640, 80, 20)
    assert sum(document["signals"].values()) == 80
    assert document["last_logged"]["metrics"]["loss"] == 0.1
    assert [table["title"] for table in document["tables"]] == [
        "By step",
        "Flagged",
        "Not correct",
        "Masked",
        "The trainer's log",
    ]
    json.dumps(document, allow_nan=False)


def test_ten_thousand_long_rollouts_make_a_page_of_moderate_size(tmp_path):
    made = [replace(one, completion=one.completion + "<&" * 8000) for one in sample_rollouts(steps=50, groups=8)]
    assert len(page_of(sample_folder(tmp_path / "run", made))) < 10_000_000


@pytest.fixture
def written(tmp_path):
    def write(page):
        path = tmp_path / "page.html"
        path.write_text(page, "utf-8")
        return path

    return write


@needs_browser
@pytest.mark.slow
def test_in_a_browser_nothing_hostile_runs_and_every_chart_is_drawn(hostile_page, written, tmp_path):
    elements = dom(written(hostile_page), tmp_path / "profile")
    assert "<title>owned" not in elements
    shown = elements.partition('<script type="application/json"')[0]
    assert "can't be drawn" not in shown
    assert shown.count("<svg") == len(data_of(hostile_page)["charts"]) > 8
    assert not {"b", "img"} & set(Parts(elements).tags)


def opened(page):
    """Return the page with all details open, and a script of ours that says how wide it is: its policy is taken out."""
    page = re.sub(r"<meta http-equiv[^>]*>", "", page, count=1).replace("<details", "<details open")
    say = "document.title = [document.documentElement.scrollWidth, innerWidth].join(' of ')"
    before, end, after = page.rpartition("</body>")  # the charts' library has one too
    return f"{before}<script>setTimeout(() => {{ {say} }}, 2000)</script>{end}{after}"


@needs_browser
@pytest.mark.slow
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", ["hostile_page", "plain_page"])
def test_in_a_browser_nothing_runs_over_the_edge_and_the_console_is_silent(name, width, request, written, tmp_path):
    path = written(opened(request.getfixturevalue(name)))
    flags = (f"--window-size={width},900", "--enable-logging=stderr", "--hide-scrollbars")
    done = browser("--dump-dom", path.as_uri(), profile=tmp_path / "profile", flags=flags)
    across, inside = map(int, re.search(r"<title>(\d+) of (\d+)</title>", done.stdout).groups())
    assert across <= inside
    assert "CONSOLE" not in done.stderr


@needs_browser
@pytest.mark.slow
def test_in_a_browser_the_page_is_drawn_light_and_dark(plain_page, written, tmp_path):
    pictures = []
    for scheme in (0, 1):
        flags = (f"--blink-settings=preferredColorScheme={scheme}",)
        screenshot(written(plain_page), tmp_path / "out.png", tmp_path / "profile", size=(1280, 2000), flags=flags)
        pictures.append((tmp_path / "out.png").read_bytes())
    assert pictures[0].startswith(b"\x89PNG")
    assert pictures[0] != pictures[1]

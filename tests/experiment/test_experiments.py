"""The experiments: their conditions, and what they make of an evaluation."""

from dataclasses import replace

import pytest

from afterburner.core.errors import UsageError
from afterburner.core.measurement import Estimate
from afterburner.core.objective import Objective
from afterburner.experiment.condition import Start, Tests
from afterburner.experiment.experiments.catalogue import EXPERIMENTS, experiment_named
from afterburner.experiment.experiments.ceilings import rounds_to_ceiling
from afterburner.experiment.experiments.definition import Experiment, ExperimentOptions, policy_labels
from afterburner.experiment.experiments.horizon import plateaus
from afterburner.experiment.results import Results, place
from afterburner.experiment.scoring import Scoring, ScoringConfig
from afterburner.experiment.table import Table, Unit
from afterburner.loop.search import Strategy
from afterburner.policy.catalogue import PolicyConfig
from afterburner.policy.prompt import Part
from tests.experiment.samples import sample_results

NAMES = [
    "models",
    "iterations",
    "ablation",
    "versus-human",
    "transfer",
    "history",
    "spectrum",
    "horizon",
    "ceilings",
    "private-tests",
    "absolute",
    "model-scale",
    "direct-or-refine",
    "reward-sensitivity",
    "noise",
]
WITHOUT_PUBLISHED = {"noise", "reward-sensitivity"}
TWO = (PolicyConfig(name="openai:gpt-4o"), PolicyConfig(name="hf:Qwen/Qwen2.5-3B-Instruct"))


def options(**changed: object) -> ExperimentOptions:
    return ExperimentOptions(**{"policies": TWO, **changed})


def evaluated(experiment: Experiment, **changed: object) -> Results:
    """Return a made-up evaluation of the experiment's conditions for two policies."""
    conditions = experiment.conditions(options(**changed))
    names = tuple(one.name for one in conditions)
    made = sample_results(conditions=names, iterations=conditions[0].iterations, problems=4, solutions=1)
    facts = [replace(one, interface="function" if number % 2 else "stdin") for number, one in enumerate(made.problems)]
    return _placed(replace(made, conditions=conditions, problems=tuple(facts)))


def _placed(results: Results) -> Results:
    """Return the results with the same references and programs for every part of the tests."""
    kinds = {one.tests for one in results.conditions}
    return replace(
        results,
        references={place(one, kind): known for kind in kinds for one, known in results.references.items()},
        programs={(place(one, kind), digest): it for kind in kinds for (one, digest), it in results.programs.items()},
    )


def scoring(results: Results) -> Scoring:
    return Scoring(results, ScoringConfig(resamples=50))


def tables(name: str, **changed: object) -> tuple[Table, ...]:
    results = evaluated(EXPERIMENTS[name], **changed)
    return EXPERIMENTS[name].tables(results, scoring(results))


def test_every_experiment_is_in_the_catalogue() -> None:
    assert list(EXPERIMENTS) == NAMES
    for name in NAMES:
        assert experiment_named(name).name == name
        assert experiment_named(name).question.endswith("?")
    with pytest.raises(UsageError, match="no experiment 'speed'") as caught:
        experiment_named("speed")
    assert "versus-human" in str(caught.value.hint)


@pytest.mark.parametrize("name", NAMES)
def test_conditions_have_names_of_their_own_that_tell_the_policy(name: str) -> None:
    conditions = EXPERIMENTS[name].conditions(options(objectives=(Objective.TIME, Objective.MEMORY)))
    names = [one.name for one in conditions]
    assert len(set(names)) == len(names)
    assert len(names) % 4 == 0
    assert all(one.startswith(("gpt-4o", "Qwen2.5-3B-Instruct")) for one in names)
    assert {one.objective for one in conditions} == {Objective.TIME, Objective.MEMORY}


@pytest.mark.parametrize("name", NAMES)
def test_rules_can_be_tried_in_every_experiment(name: str) -> None:
    conditions = EXPERIMENTS[name].conditions(ExperimentOptions(policies=(PolicyConfig(name="rules"),)))
    assert all(one.start is not Start.NOTHING for one in conditions)
    assert all(one.iterations > 0 for one in conditions)


@pytest.mark.parametrize("name", NAMES)
def test_options_reach_every_condition(name: str) -> None:
    chosen = {"iterations": 2, "samples": 3, "language": "cpp"}
    for one in EXPERIMENTS[name].conditions(options(**chosen)):
        assert (one.iterations, one.samples, one.language) == (2, 3, "cpp")


@pytest.mark.parametrize("name", NAMES)
def test_tables_are_whole_and_published_rows_come_last(name: str) -> None:
    made = tables(name)
    for table in made:
        assert all(len(row) == len(table.columns) for row in table.rows), table.title
        assert table.rows, table.title
        assert list(table.published) == sorted(table.published)
        assert len(table.published) in {0, len(table.rows)}
    assert any(any(table.published) for table in made) == (name not in WITHOUT_PUBLISHED)


@pytest.mark.parametrize("name", NAMES)
def test_shares_are_shares_in_the_paper_s_rows_too(name: str) -> None:
    for table in tables(name):
        for row in table.rows:
            for column, cell in zip(table.columns, row, strict=True):
                if column.unit is Unit.SHARE and cell is not None:
                    value = cell.estimate if isinstance(cell, Estimate) else cell
                    assert 0 <= value <= 1, (table.title, row)


@pytest.mark.parametrize("name", NAMES)
def test_figures_show_every_condition_and_what_was_published(name: str) -> None:
    results = evaluated(EXPERIMENTS[name])
    figures = EXPERIMENTS[name].figures(results, scoring(results))
    marks = [mark for figure in figures for mark in figure.marks]
    ours = {name for mark in marks if not mark.is_published for name in (mark.series, str(mark.x))}
    assert any(mark.is_published for mark in marks) == (name not in WITHOUT_PUBLISHED)
    for condition in results.conditions:
        policy = condition.name.split(",")[0]
        assert any(series.startswith(policy) for series in ours)
    for figure in figures:
        if figure.unit is Unit.SHARE:
            assert all(0 <= mark.value <= 1 for mark in figure.marks), figure.title


def test_ablation_leaves_out_what_it_says_and_history_never_gives_it_away() -> None:
    conditions = EXPERIMENTS["ablation"].conditions(options(policies=TWO[:1]))
    assert [(one.name, one.policy.without) for one in conditions] == [
        ("gpt-4o, full", ()),
        ("gpt-4o, no feedback", (Part.FEEDBACK,)),
        ("gpt-4o, no original code", (Part.ORIGINAL,)),
    ]
    assert {(one.policy.history, one.iterations) for one in conditions} == {(0, 4)}


@pytest.mark.parametrize("name", ["ablation", "direct-or-refine"])
def test_what_an_experiment_varies_can_t_be_chosen(name: str) -> None:
    partly = replace(TWO[0], without=(Part.FEEDBACK,))
    with pytest.raises(UsageError, match=f"--without does not go with the experiment {name}"):
        EXPERIMENTS[name].conditions(options(policies=(partly,)))


def test_ablation_shows_the_paper_s_variants() -> None:
    table, differences = tables("ablation")
    published = {row[0]: row for row, is_published in zip(table.rows, table.published, strict=True) if is_published}
    row = published["qwen2.5-3b grpo, no feedback"]
    assert row[1:] == [4, pytest.approx(0.5251), pytest.approx(0.3415), pytest.approx(0.3449), pytest.approx(0.2987)]
    compared = {(row[0], row[1]) for row in differences.rows}
    assert ("gpt-4o, no feedback", "gpt-4o, full") in compared
    assert len(compared) == 4


def test_history_compares_none_with_the_usual_three() -> None:
    conditions = EXPERIMENTS["history"].conditions(options(policies=(replace(TWO[0], history=0), TWO[1])))
    assert [one.policy.history for one in conditions] == [0, 3, 0, 3]
    compared = {(row[0], row[1]) for row in tables("history")[1].rows}
    assert ("gpt-4o, history-aware", "gpt-4o, single-turn") in compared


def test_spectrum_starts_at_both_ends_and_takes_no_other_start() -> None:
    conditions = EXPERIMENTS["spectrum"].conditions(options(policies=TWO[:1]))
    assert [(one.start, one.iterations, one.objective) for one in conditions] == [
        (Start.SLOW, 4, Objective.INTEGRAL),
        (Start.FAST, 4, Objective.INTEGRAL),
    ]
    with pytest.raises(UsageError, match="--start middle"):
        EXPERIMENTS["spectrum"].conditions(options(start=Start.MIDDLE))


def test_horizon_is_long_and_starts_slow() -> None:
    conditions = EXPERIMENTS["horizon"].conditions(options())
    assert {(one.iterations, one.start) for one in conditions} == {(32, Start.SLOW)}


def test_direct_generation_sees_nothing_of_what_was_there() -> None:
    direct, refine = EXPERIMENTS["direct-or-refine"].conditions(options(policies=TWO[:1]))
    assert direct.strategy is Strategy.BEST_OF_N
    assert (set(direct.policy.without), direct.policy.history) == (set(Part), 0)
    assert (refine.strategy, refine.policy.without) == (Strategy.GREEDY, ())


def test_private_tests_have_each_part_for_itself() -> None:
    conditions = EXPERIMENTS["private-tests"].conditions(options(policies=TWO[:1]))
    assert [one.tests for one in conditions] == [Tests.PUBLIC, Tests.PRIVATE]


def test_private_tests_print_the_published_correlations() -> None:
    _, correlations, gaps = tables("private-tests")
    assert correlations.rows[-1] == [
        "qwen2.5-3b grpo",
        11,
        *(pytest.approx(value, abs=1e-4) for value in (0.9939, 0.9852, 0.9955, 0.9986)),
    ]
    assert [row[0] for row in gaps.rows] == ["gpt-4o", "Qwen2.5-3B-Instruct", "qwen2.5-3b grpo"]
    # sums over 11 iterations, in per cent
    assert gaps.rows[-1][2] == pytest.approx((623.69 - 625.34) / 1100)


def test_private_tests_of_one_iteration_have_no_correlation() -> None:
    correlations = tables("private-tests", iterations=0)[1]
    assert correlations.rows[0][1:] == [1, None, None, None, None]


def test_models_answer_once_and_rules_go_on() -> None:
    assert {one.iterations for one in EXPERIMENTS["models"].conditions(options())} == {0}
    assert {one.iterations for one in EXPERIMENTS["models"].conditions(options(start=Start.SLOW))} == {4}
    table = tables("models")[0]
    rows = {row[0]: row for row in table.rows}
    assert rows["gpt-4o vanilla"][2] == pytest.approx(0.8226)
    assert rows["o4-mini"][1:] == [0, pytest.approx(0.89), None, None, None]


def test_versus_human_adds_up_and_keeps_the_paper_s_iterations() -> None:
    (table,) = tables("versus-human")
    for row, is_published in zip(table.rows, table.published, strict=True):
        assert sum(row[3:]) == pytest.approx(1, abs=0.011 if is_published else 1e-9)
    last = table.rows[-1]
    assert last[:4] == ["afterburner (iteration 8)", 8, "integral", pytest.approx(0.0533)]


def test_transfer_sets_interfaces_apart_where_there_are_two() -> None:
    results = evaluated(EXPERIMENTS["transfer"])
    (table,) = EXPERIMENTS["transfer"].tables(results, scoring(results))
    assert {row[1] for row in table.rows} == {"all", "stdin (2)", "function (2)"}
    assert all(row[-1] is not None for row in table.rows if row[0] == "builtin")
    assert {row[0] for row in table.rows} == {"builtin", "venus_python", "apps", "livecodebench", "mercury"}
    mercury = next(row for row in table.rows if row[:4] == ["mercury", "all", "qwen2.5-3b grpo", 8])
    assert mercury[4:] == [pytest.approx(0.6914), None, None, None, pytest.approx(0.3723)]
    whole = replace(results, problems=tuple(replace(one, interface="stdin") for one in results.problems))
    (table,) = EXPERIMENTS["transfer"].tables(whole, scoring(whole))
    assert {row[1] for row in table.rows} == {"all"}
    assert "one interface" in table.note


def test_absolute_has_units_of_its_own() -> None:
    table, gains = tables("absolute")
    assert table.rows[-1][:4] == ["qwen2.5-3b grpo", 8, 186, 50.48]
    assert table.rows[-1][5] == pytest.approx(0.64e9)
    assert {row[0] for row in gains.rows} <= {"gpt-4o", "Qwen2.5-3B-Instruct"}


@pytest.mark.parametrize(
    ("values", "rounds"),
    [
        ([0.2, 0.3, 0.39, 0.4], 2),  # 0.39 is 2.5 % below 0.4
        ([0.2, 0.4, 0.3, 0.4], 3),  # near it once is not enough
        ([0.4, 0.4], 0),
        ([0.5, 0.4], 1),  # too high is not near either
        ([0.0, 0.0], None),
        ([], None),
    ],
)
def test_rounds_to_a_ceiling(values: list[float], rounds: int | None) -> None:
    assert rounds_to_ceiling(values) == rounds


def test_ceilings_by_difficulty_stand_beside_the_paper_s() -> None:
    (table,) = tables("ceilings")
    assert table.rows[-1] == ["apps", "Beyond-I", 3, 5, 9, None]
    assert "1 easy, 1 medium, 1 hard, 1 without a difficulty" in table.note


def test_plateaus_by_hand() -> None:
    # a from 0; 4 iterations without news; b at 5; 2 without; c at 8; 5 without at the end
    found = plateaus([*"aaaaabbbcccccc"])
    assert (found.escaped, found.final, found.count) == ((4,), 5, 2)
    # before the first correct program there is no plateau, and a program that fails for once is no news
    found = plateaus([None, None, None, None, None, None, "a", None, "a", "b"])
    assert (found.escaped, found.final, found.count) == ((), 0, 0)
    assert plateaus([]).count == 0


def test_horizon_counts_the_plateaus_of_every_run() -> None:
    _, table = tables("horizon")
    for row in table.rows:
        assert row[1] == 4  # one run a problem
        assert 0 <= row[3] <= row[2]
        assert row[4] == (pytest.approx(row[3] / row[2]) if row[2] else None)


def test_policies_get_short_names_no_two_alike() -> None:
    names = ("openai:gpt-4o", "rules", "hf:Qwen/Tiny", "scripted:runs/replies.jsonl", "mix:rules,openai:gpt-4o")
    policies = tuple(PolicyConfig(name=name) for name in names)
    assert policy_labels(policies) == ("gpt-4o", "rules", "Tiny", "replies", "mix:rules,openai:gpt-4o")
    alike = (PolicyConfig(name="openai:tiny"), PolicyConfig(name="hf:a/tiny"), PolicyConfig(name="hf:a/tiny"))
    assert policy_labels(alike) == ("openai:tiny", "hf:a/tiny #1", "hf:a/tiny #2")
    assert policy_labels([PolicyConfig(name="hf:a/tiny", adapter="out/grpo/")]) == ("tiny + grpo",)


def test_no_policy_is_an_error() -> None:
    with pytest.raises(UsageError, match="no policy"):
        ExperimentOptions(policies=())

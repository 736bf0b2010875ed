"""The published figures: as they were transcribed, and in our units."""

from importlib.resources import files
from pathlib import Path

import pytest

from afterburner.experiment import published
from afterburner.metrics.correlation import pearson

SHARED = Path(__file__).parents[3] / "shared" / "published"
NAMES = ("ablation", "ceilings", "iterations", "versus_human")


@pytest.mark.parametrize("name", NAMES)
def test_the_packaged_files_are_the_published_ones(name: str) -> None:
    original = SHARED / f"{name}.csv"
    if not original.exists():
        pytest.skip(f"{original} is not there: the folder is not part of the repository")
    packaged = files("afterburner.experiment") / "published" / f"{name}.csv"
    assert packaged.read_bytes() == original.read_bytes()


@pytest.mark.parametrize(
    ("metric", "printed"), [("pass_at_1", 0.9939), ("beyond_t", 0.9852), ("beyond_m", 0.9955), ("beyond_i", 0.9986)]
)
def test_the_printed_correlations_of_public_and_private_tests_follow_from_the_files(
    metric: str, printed: float
) -> None:
    def curve(method: str) -> list[float]:
        found = published.iterations(
            table="private_tests", dataset="venus_python", method=f"grpo {method}", metric=metric
        )
        assert list(found) == list(range(11))
        return list(found.values())

    assert pearson(curve("public"), curve("private")) == pytest.approx(printed, abs=1e-4)


def test_percentages_are_shares() -> None:
    curve = published.iterations(table="iterations", dataset="venus_python", method="grpo", metric="beyond_t")
    assert curve[0] == pytest.approx(0.3122)
    assert curve[10] == pytest.approx(0.4517)
    assert all(0 <= one.value <= 1 for one in published.iteration_values() if one.metric in published.PERCENTAGES)


def test_what_is_no_percentage_keeps_its_unit() -> None:
    (only,) = published.series("absolute_on_correct")
    assert only.value("passed", 8) == 186
    assert only.value("mean_time_s", 4) == 55.68


def test_a_curve_of_several_models_needs_the_model() -> None:
    with pytest.raises(KeyError, match="3 published curves"):
        published.iterations(table="baselines_under_iof", dataset="venus_python", method="vanilla", metric="pass_at_1")
    curve = published.iterations(
        table="baselines_under_iof", dataset="venus_python", method="vanilla", metric="pass_at_1", model="gpt-4o"
    )
    assert curve[8] == pytest.approx(0.8533)


def test_an_unknown_curve_is_no_empty_curve() -> None:
    with pytest.raises(KeyError, match="0 published curves"):
        published.iterations(table="iterations", dataset="mercury", method="grpo", metric="beyond_t")


def test_shares_versus_human_add_up_to_one() -> None:
    rows = published.versus_human()
    assert len(rows) == 39
    for row in rows:
        parts = row.better_than_all + row.within + row.worse_than_all + row.failed
        assert parts == pytest.approx(1, abs=0.011), row  # as they were printed: one adds up to 98.99 %


def test_ablation_and_ceilings() -> None:
    full = next(row for row in published.ablation() if (row.method, row.variant) == ("grpo", "full"))
    assert (full.iteration, full.beyond_i) == (4, pytest.approx(0.3351))
    assert {(row.dataset, row.metric): row.hard for row in published.ceilings()}["apps", "beyond_i"] == 9

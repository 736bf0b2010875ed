"""Prices: what a reply costs, dated versions, and tables that are off."""

from pathlib import Path

import pytest

from afterburner.core.errors import DataError
from afterburner.policy.prices import Price, Prices

PRICES = Prices(models={"gpt-4o": Price(input=2.5, output=10), "gpt-4o-mini": Price(input=0.15, output=0.6)})
MILLION = 1_000_000


def input_price(model: str) -> float | None:
    return PRICES.cost(model, prompt_tokens=MILLION, completion_tokens=0)


def test_a_cost_is_tokens_times_price() -> None:
    assert PRICES.cost("gpt-4o", prompt_tokens=1200, completion_tokens=800) == pytest.approx(0.011)


@pytest.mark.parametrize("version", ["-2024-08-06", "-20240806", "-0806", "-001", "@20240806", ":0806", "-latest"])
def test_a_dated_version_costs_what_its_model_does(version: str) -> None:
    assert input_price("gpt-4o" + version) == 2.5


def test_the_longest_name_counts() -> None:
    assert input_price("gpt-4o-mini-2024-07-18") == 0.15


@pytest.mark.parametrize("model", ["gpt-4o-pro", "gpt-4o1", "gpt-4o-", "gpt-4", "my-gpt-4o", ""])
def test_another_model_has_no_price(model: str) -> None:
    assert input_price(model) is None


def test_the_packages_table_has_some_twenty_models() -> None:
    prices = Prices.default()
    assert len(prices.models) >= 20
    assert prices.cost("gpt-4.1", prompt_tokens=MILLION, completion_tokens=MILLION) == pytest.approx(10)


def test_a_users_table_adds_and_overrides(tmp_path: Path) -> None:
    path = tmp_path / "prices.toml"
    path.write_text('[models]\nours = { input = 0, output = 1 }\n"gpt-4o" = { input = 3, output = 9.5 }\n')
    extended = PRICES.extended(path)
    assert extended.models["ours"] == Price(input=0, output=1)
    assert extended.models["gpt-4o"] == Price(input=3, output=9.5)
    assert extended.models["gpt-4o-mini"] == PRICES.models["gpt-4o-mini"]


def test_extending_leaves_the_table_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "prices.toml"
    path.write_text("[models]\nours = { input = 0, output = 1 }\n")
    PRICES.extended(path)
    assert "ours" not in PRICES.models


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[models]\nm = { input = -1, output = 1 }", "models.m.input"),
        ("[models]\nm = { input = 1, output = nan }", "models.m.output"),
        ("[models]\nm = { input = inf, output = 1 }", "models.m.input"),
        (f"[models]\nm = {{ input = 1{'0' * 400}, output = 1 }}", "models.m.input"),
        ('[models]\nm = { input = "1", output = 1 }', "models.m.input"),
        ("[models]\nm = { input = true, output = 1 }", "models.m.input"),
        ("[models]\nm = { input = 1 }", "models.m: output"),
        ("[models]\nm = { input = 1, output = 1, cached = 1 }", "models.m: no such key: cached"),
        ("[models]\nm = 3", "models.m"),
        ("models = 3", "models"),
        ("[model]\nm = { input = 1, output = 1 }", "no such key: model"),
        ("", "models is missing"),
        ("[models", "not TOML"),
    ],
)
def test_a_broken_table_is_named_with_its_key(tmp_path: Path, text: str, key: str) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(text)
    with pytest.raises(DataError) as caught:
        PRICES.extended(path)
    assert str(path) in caught.value.message
    assert key in caught.value.message


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"nowhere\.toml"):
        PRICES.extended(tmp_path / "nowhere.toml")


def test_a_table_that_is_not_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataError, match=r"ours\.toml"):
        PRICES.extended(path)

"""``afterburner experiment miniature``, as far as it goes without training."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from afterburner.cli.app import app
from afterburner.core.errors import UsageError
from afterburner.train.miniature.settings import Settings


def test_it_is_listed_with_its_question() -> None:
    shown = CliRunner().invoke(app, ["experiment"])
    assert shown.exit_code == 0
    assert "miniature" in shown.stdout


def test_it_takes_no_policy_and_no_unknown_size(tmp_path: Path) -> None:
    for more, said in ((["--policy", "rules"], "trains its own policies"), (["--size", "huge"], "no size 'huge'")):
        refused = CliRunner().invoke(app, ["experiment", "miniature", "--out", str(tmp_path), *more])
        assert isinstance(refused.exception, UsageError)
        assert said in str(refused.exception)
    assert not list(tmp_path.iterdir())


def test_quick_does_less_of_the_same() -> None:
    quick, whole = Settings.of(size="tiny", quick=True), Settings.of(size="tiny", quick=False)
    assert quick.rounds == whole.rounds == 10
    assert len(quick.seeds) == 1
    assert len(whole.seeds) == 3
    assert quick.problems.held_out < whole.problems.held_out
    with pytest.raises(UsageError, match="no size"):
        Settings.of(size="huge", quick=False)

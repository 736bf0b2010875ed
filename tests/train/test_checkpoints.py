import pytest

from afterburner.train import checkpoints


def write(folder, step, *, sealed=True):
    made = folder / f"checkpoint-{step}"
    (made / "global_step").mkdir(parents=True)
    (made / "model.safetensors").write_bytes(b"weights")
    (made / "global_step" / "rank_0.pt").write_bytes(b"optimizer")
    if sealed:
        checkpoints.seal(made)
    return made


def test_the_latest_by_number_counts(tmp_path):
    for step in (9, 100, 20):
        write(tmp_path, step)
    (tmp_path / "README.md").write_text("no checkpoint")
    (tmp_path / "checkpoint-best").mkdir()
    assert checkpoints.last_whole(tmp_path) == tmp_path / "checkpoint-100"
    assert checkpoints.step_of(tmp_path / "checkpoint-100") == 100


def test_no_checkpoints(tmp_path):
    assert checkpoints.last_whole(tmp_path) is None
    assert checkpoints.last_whole(tmp_path / "nowhere") is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda made: (made / "whole.json").unlink(),
        lambda made: (made / "whole.json").write_text("{"),
        lambda made: (made / "whole.json").write_text("[]"),
        lambda made: (made / "model.safetensors").unlink(),
        lambda made: (made / "model.safetensors").write_bytes(b"weigh"),
        lambda made: (made / "global_step" / "rank_0.pt").unlink(),
    ],
)
def test_a_half_written_one_is_skipped(tmp_path, spoil):
    write(tmp_path, 1)
    spoil(write(tmp_path, 2))
    assert checkpoints.last_whole(tmp_path) == tmp_path / "checkpoint-1"


def test_only_whole_ones_count_as_kept(tmp_path):
    for step in (1, 2, 3, 4):
        write(tmp_path, step)
    write(tmp_path, 5, sealed=False)
    checkpoints.prune(tmp_path, keep=2)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["checkpoint-3", "checkpoint-4"]


def test_a_name_that_is_none(tmp_path):
    with pytest.raises(ValueError, match="no checkpoint-STEP"):
        checkpoints.step_of(tmp_path / "checkpoint-x")

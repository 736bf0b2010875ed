"""``afterburner report`` of training runs, and as JSON."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Command

sys.path.insert(0, str(Path(__file__).parents[1] / "report"))
from training_samples import log_of, sample_folder, sample_rollouts

sys.path.pop(0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return sample_folder(tmp_path / "run", sample_rollouts(steps=6), log=list(log_of(6)))


def test_a_training_run_is_summed_up_and_gets_a_page(afterburner: Command, folder: Path) -> None:
    said = afterburner("report", folder)
    assert said.code == 0
    for words in ("GRPO of Qwen2.5-Coder-0.5B", "192 rollouts in 24 groups over 6 steps", "By step", "Not correct"):
        assert words in said.out
    assert f"report: {folder / 'report.html'}" in said.err
    assert (folder / "report.html").read_text("utf-8").startswith("<!doctype html>")


def test_json_is_one_document(afterburner: Command, folder: Path, tmp_path: Path) -> None:
    said = afterburner("report", folder, "--json", "--html", tmp_path / "page.html")
    assert (said.code, said.json()["rollouts"], said.json()["schema_version"]) == (0, 192, 1)
    assert (tmp_path / "page.html").exists()
    assert not (folder / "report.html").exists()


@pytest.mark.parametrize("suffix", ["jsonl", "parquet"])
def test_all_rollouts_are_exported(afterburner: Command, folder: Path, tmp_path: Path, suffix: str) -> None:
    said = afterburner("report", folder, "--export", f"out.{suffix}")
    assert f"rollouts: 192 in out.{suffix}" in said.err
    assert (tmp_path / f"out.{suffix}").stat().st_size > 10_000


def test_a_run_without_rollouts_is_shown_by_its_log(afterburner: Command, tmp_path: Path) -> None:
    folder = sample_folder(tmp_path / "sft", log=list(log_of(5, stage="sft")))
    said = afterburner("report", folder)
    assert (said.code, "loss 0.4 at step 5" in said.out) == (0, True)
    refused = afterburner("report", folder, "--export", "out.jsonl")
    assert refused.code == 2
    assert "has no rollouts to export" in refused.err


def test_bad_files_end_with_what_where_and_what_next(afterburner: Command, folder: Path) -> None:
    (folder / "log.jsonl").write_text('{"step": 1}\n{"loss": 1}\n', "utf-8")
    said = afterburner("report", folder)
    assert said.code == 2
    assert f"error: {folder / 'log.jsonl'}, line 2: no step" in said.err
    assert "hint: " in said.err


def test_a_folder_that_is_no_run_is_refused(afterburner: Command, tmp_path: Path) -> None:
    said = afterburner("report", tmp_path)
    assert said.code == 2
    assert "holds no run" in said.err


def test_the_page_of_a_place_that_can_not_be_written_is_told(afterburner: Command, folder: Path) -> None:
    said = afterburner("report", folder, "--html", "missing/page.html")
    assert (said.code, "missing/page.html can't be written" in said.err) == (2, True)


WITHOUT_CHARTS = """
import sys
sys.modules["altair"] = None
sys.argv = ["afterburner", *sys.argv[1:]]
from afterburner.cli.app import main
main()
"""


@pytest.mark.parametrize(("options", "code"), [((), 0), (("--html", "page.html"), 2)])
def test_without_what_draws_charts_there_is_the_summary(folder: Path, options: tuple[str, ...], code: int) -> None:
    command = [sys.executable, "-c", WITHOUT_CHARTS, "report", str(folder), *options]
    done = subprocess.run(command, capture_output=True, cwd=folder, timeout=100, check=False, text=True)
    assert (done.returncode, "By step" in done.stdout) == (code, True)
    assert "pip install 'afterburner[eval]'" in done.stderr


def test_it_is_shown_while_training_appends(afterburner: Command, folder: Path) -> None:
    source = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[2]); from training_samples import rollout; "
        "from afterburner.loop.rollouts import RolloutArchive; archive = RolloutArchive(Path(sys.argv[1]))\n"
        "for step in range(100, 10**6):\n"
        "    archive.append([rollout(step, n) for n in range(8)]); print(step, flush=True)"
    )
    samples = Path(__file__).parents[1] / "report"
    command = [sys.executable, "-c", source, str(folder / "rollouts.sqlite"), str(samples)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as trainer:
        assert trainer.stdout is not None
        trainer.stdout.readline()
        first, second = (afterburner("report", folder, "--json", "--html", "page.html").json() for _ in range(2))
        trainer.kill()
    assert 192 < first["rollouts"] < second["rollouts"]


def test_a_run_of_the_loop_has_a_document_too(afterburner: Command, slow: Path, cases: Path) -> None:
    out = afterburner(
        "optimize", slow, "--tests", cases, "--out", "loop", "--iterations", "1", "--seconds", "5", "--json"
    )
    document = afterburner("report", "loop", "--json").json()
    (run,) = document["runs"]
    assert (run["finished"], run["problem"]) == (True, out.json()["problem"])
    assert run["speedup"] == out.json()["speedup"]

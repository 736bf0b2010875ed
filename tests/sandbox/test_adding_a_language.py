"""A language is added by one file, as the guide shows it."""

import re
from pathlib import Path

import pytest

from afterburner.core.errors import DataError, UsageError
from afterburner.core.execution import Limits, Program
from afterburner.core.status import Status
from afterburner.sandbox.compile_cache import CompileCache
from afterburner.sandbox.languages import language_named, language_of, languages
from afterburner.sandbox.monolith import Monolith

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "languages.md"


@pytest.fixture
def mine(tmp_path) -> Path:
    """A folder with the file of the guide."""
    found = re.search(r"```toml\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert found is not None
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "perl.toml").write_text(found.group(1), "utf-8")
    return folder


@pytest.fixture
def perl(mine, tmp_path):
    """Run a program in the language of the guide."""
    with Monolith(cache=CompileCache(tmp_path / "cache"), known=languages(mine)) as sandbox:
        yield lambda source, stdin=b"": sandbox.execute(
            Program(source=source, language="perl"), stdin, limits=Limits(cpu_s=2, wall_s=5)
        )


def test_programs_in_the_added_language_run(perl, mine):
    seen = perl(languages(mine)["perl"].probe.encode(), b"19 23\n")
    assert (seen.status, seen.stdout) == (Status.OK, b"42\n"), seen.stderr


def test_compile_errors_in_the_added_language_are_told(perl):
    seen = perl(b"my $x = ;")
    assert (seen.status, seen.reason) == (Status.COMPILE_ERROR, "compiler_exit:255")
    assert b"syntax error" in seen.stderr


def test_failures_in_the_added_language_are_told(perl):
    seen = perl(b'die "boom";')
    assert seen.status is Status.RUNTIME_ERROR
    assert b"boom" in seen.stderr


def test_the_suffix_of_the_added_language_is_known(mine):
    assert language_of(Path("x.pl"), languages(mine)).title == "Perl"
    assert language_of(Path("x.rs"), languages(mine)).title == "Rust"


def test_adding_changes_nothing_for_others(mine):
    assert "perl" in languages(mine)
    assert "perl" not in languages()
    with pytest.raises(UsageError):
        language_named("perl")


def test_a_file_may_replace_a_language(tmp_path):
    (tmp_path / "ruby.toml").write_text(
        'title = "My Ruby"\nsuffixes = [".rb"]\nsource = "a.rb"\ninstall = "-"\nprobe = ""\n'
        '[toolchain]\ncommand = "ruby"\n[run]\ncommand = ["{tool}", "{source}"]\n'
    )
    assert language_named("ruby", languages(tmp_path)).title == "My Ruby"


@pytest.mark.parametrize(
    "text",
    ["", "title = 3", "[run", 'title = "x"\nunknown = 1', "\ufeff", "title = 'x'\nsuffixes = 'y'"],
)
def test_a_file_that_describes_no_language_is_named(tmp_path, text):
    (tmp_path / "odd.toml").write_text(text, "utf-8")
    with pytest.raises(DataError, match=r"odd\.toml: not the description of a language"):
        languages(tmp_path)


@pytest.mark.parametrize(
    "run", ["", 'warm = true\nbinary = "x"', 'command = ["x"]\nbinary = "x"'], ids=["none", "warm and binary", "two"]
)
def test_a_program_is_started_in_exactly_one_way(tmp_path, run):
    head = (
        'title = "X"\nsuffixes = [".x"]\nsource = "x"\ninstall = "-"\nprobe = ""\n[toolchain]\ncommand = "x"\n[run]\n'
    )
    (tmp_path / "x.toml").write_text(head + run)
    with pytest.raises(DataError, match="exactly one of"):
        languages(tmp_path)

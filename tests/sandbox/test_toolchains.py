"""How toolchains are found: links and version managers' shims are resolved, what is missing or broken is told apart."""

import shutil
from pathlib import Path

import pytest

from afterburner.core.errors import SandboxError, UsageError
from afterburner.core.execution import Limits, Program
from afterburner.sandbox.compile_cache import CompileCache
from afterburner.sandbox.languages import Language, language_named
from afterburner.sandbox.monolith import Monolith
from afterburner.sandbox.toolchains import toolchain_of


@pytest.fixture
def path(tmp_path, monkeypatch) -> Path:
    """A folder that is PATH, with nothing in it."""
    folder = tmp_path / "path"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def script(place: Path, text: str) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"#!/bin/sh\n{text}\n")
    place.chmod(0o755)
    return place


def changed(name: str, **toolchain: object) -> Language:
    language = language_named(name)
    assert language.toolchain is not None
    return language.model_copy(update={"toolchain": language.toolchain.model_copy(update=toolchain)})


def test_the_real_tools_of_this_machine_are_programs_and_no_scripts():
    for name in ("c", "cpp", "go", "java", "javascript", "ruby", "rust"):
        with Path(toolchain_of(language_named(name)).tool).open("rb") as file:
            assert file.read(4) == b"\x7fELF", name


def test_a_link_is_followed(path, tmp_path):
    real = script(tmp_path / "opt" / "bin" / "gcc-99", "echo 99.1")
    (path / "gcc").symlink_to(real)
    found = toolchain_of(language_named("c"))
    assert (found.tool, found.version, found.bin) == (str(real), "99.1\n", str(real.parent))
    assert found.folders == (str(tmp_path / "opt"),)


@pytest.mark.parametrize("answer", ["{real}", "{prefix}"], ids=["program", "folder"])
@pytest.mark.parametrize("name", ["rust", "go", "javascript", "ruby"])
def test_a_shim_is_asked_for_what_is_behind_it(path, tmp_path, name, answer):
    language = language_named(name)
    command = language.toolchain.command
    real = script(tmp_path / "versions" / "3" / "bin" / command, "echo 3.2.1")
    script(path / command, f"echo {answer.format(real=real, prefix=real.parents[1])}")
    found = toolchain_of(language)
    assert (found.tool, found.version) == (str(real), "3.2.1\n")
    assert found.folders == (str(real.parents[1]),)


def test_a_version_manager_is_asked_by_name(path, tmp_path):
    java = tmp_path / "jdk" / "bin"
    real = script(java / "javac", "exit 1")
    script(java / "java", "echo 21")
    script(path / "javac", "exit 1")
    script(path / "asdf", f"echo {real}")
    assert toolchain_of(language_named("java")).tool == str(real)


@pytest.mark.parametrize("answer", ["", "no such version", "/nonexistent/bin/go", "-n", "$PWD"])
def test_an_answer_that_is_no_program_is_not_believed(path, answer):
    shim = script(path / "go", f"echo {answer}")
    assert toolchain_of(language_named("go")).tool == str(shim)


def test_what_is_missing_is_a_usage_error_with_a_hint(path):
    assert not list(path.iterdir())
    for name in ("c", "cpp", "go", "java", "javascript", "ruby", "rust"):
        language = language_named(name)
        with pytest.raises(UsageError, match=f"no toolchain for {language.title.replace('+', '.')}") as caught:
            toolchain_of(language)
        assert "install" in caught.value.hint


def test_running_a_program_without_a_toolchain_says_what_to_install(path, tmp_path):
    assert not list(path.iterdir())
    with Monolith(cache=CompileCache(tmp_path / "cache")) as sandbox, pytest.raises(UsageError) as caught:
        sandbox.execute(Program(source=b"", language="rust"), b"", limits=Limits())
    assert caught.value.message == "no toolchain for Rust: rustc is not on PATH"
    assert "rustc" in caught.value.hint


def test_what_is_installed_later_is_found_without_a_new_process(path):
    with pytest.raises(UsageError):
        toolchain_of(language_named("c"))
    script(path / "gcc", "echo 99.3")
    assert toolchain_of(language_named("c")).version == "99.3\n"


@pytest.mark.parametrize("text", ["exit 1", "kill -9 $$"])
def test_a_tool_that_does_not_tell_its_version_is_broken(path, text):
    script(path / "gcc", text)
    with pytest.raises(UsageError, match="does not tell its version"):
        toolchain_of(language_named("c"))


def test_a_compiler_that_fails_on_a_right_program_is_the_machines_fault(path, tmp_path):
    broken = script(
        tmp_path / "opt" / "bin" / "gcc",
        'test "$1" = --version && echo 99.9 && exit; echo "cc1: no such file" >&2; exit 1',
    )
    (path / "gcc").symlink_to(broken)
    with Monolith(cache=CompileCache(tmp_path / "cache")) as sandbox, pytest.raises(SandboxError) as caught:
        sandbox.execute(Program(source=b"int main(void) { return 0; }", language="c"), b"", limits=Limits())
    assert "fails on a program that is right" in caught.value.message
    assert "install gcc" in caught.value.hint


def test_a_compiler_that_can_not_be_started_is_the_machines_fault(path, tmp_path):
    compiler = script(tmp_path / "opt" / "bin" / "gcc", "echo 99.8")
    (path / "gcc").symlink_to(compiler)
    assert toolchain_of(language_named("c")).version == "99.8\n"
    compiler.write_text("#!/nonexistent/interpreter\n")
    with Monolith(cache=CompileCache(tmp_path / "cache")) as sandbox, pytest.raises(SandboxError) as caught:
        sandbox.execute(Program(source=b"int main(void) { return 0; }", language="c"), b"", limits=Limits())
    assert caught.value.message.startswith("the compiler of C can't be started: ")


def test_a_preparation_that_fails_is_the_machines_fault(tmp_path):
    cpp = language_named("cpp")
    broken = cpp.model_copy(update={"prepare": cpp.prepare.model_copy(update={"files": {"everything.h": "nonsense"}})})
    program = Program(source=b"int main() { }", language="cpp")
    known = {"cpp": broken}
    with Monolith(cache=CompileCache(tmp_path), known=known) as sandbox, pytest.raises(SandboxError) as caught:
        sandbox.execute(program, b"", limits=Limits())
    assert "C++" in caught.value.message


def test_a_new_version_of_the_compiler_compiles_anew(tmp_path):
    """The version is part of the key: what the old compiler made is not what the new one makes."""
    gcc = shutil.which("gcc", path="/usr/bin:/usr/local/bin:/bin")
    assert gcc is not None
    cache = CompileCache(tmp_path / "cache")
    program = Program(source=b"int main(void) { return 0; }", language="c")
    for version in ("1", "2", "2"):
        folder = tmp_path / version / "bin"
        script(folder / "gcc", f'test "$1" = --version && echo {version} && exit; exec {gcc} "$@"')
        with pytest.MonkeyPatch.context() as patch, Monolith(cache=cache) as sandbox:
            patch.setenv("PATH", str(folder))
            sandbox.execute(program, b"", limits=Limits())
    assert len(list((tmp_path / "cache").glob("??/*"))) == 2

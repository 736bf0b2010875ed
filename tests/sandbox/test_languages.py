"""What programs of every language have in common: one program per language that does as its first line of input says.

A toolchain that is missing fails these tests, and says what to install: none of them is ever skipped.
"""

from pathlib import Path

import pytest

from afterburner.core.errors import UsageError
from afterburner.core.execution import Limits, Program
from afterburner.core.status import Status
from afterburner.sandbox.languages import languages

MIB = 1 << 20
PROGRAMS = Path(__file__).parent / "programs"
ALL = sorted(languages())
COMPILED = [name for name in ALL if languages()[name].compile is not None]
STARTED = ["java", "javascript", "ruby"]
"""Those whose programs need an interpreter, started for each of them."""

each_language = pytest.mark.parametrize("language", ALL)
each_compiled = pytest.mark.parametrize("language", COMPILED)


@pytest.fixture
def act(execute):
    """Run the action ``name`` of the language's program."""

    def act(language, name, rest=b"", **limits):
        (path,) = PROGRAMS.glob(f"actions{languages()[language].suffixes[0]}")
        seen = execute(language, path.read_bytes(), name.encode() + b"\n" + rest, **limits)
        assert seen.status is not Status.COMPILE_ERROR, seen.stderr.decode(errors="replace")
        return seen

    return act


SYNTAX = {
    "c": "int main(void) { return 0 0; }",
    "cpp": "int main() { return 0 0; }",
    "go": "package main\nfunc main() { x = = 1 }",
    "java": "public class Main { public static void main(String[] a) { return 0 0; } }",
    "javascript": "let x = ;",
    "python": "x = = 1",
    "ruby": "def x(",
    "rust": "fn main() { let x = ; }",
}

WARNED = {
    "c": "#warning careful\nint main(void) { int unused; return 0; }",
    "cpp": "#warning careful\nint main() { int unused; return 0; }",
    "go": "package main\n\nfunc main() { return; println(1) }",
    "java": "import java.util.*;\nclass A { public static void main(String[] a) { List raw = new ArrayList(); raw.add(1); } }",
    "javascript": "new Buffer(3); with ({}) {}",
    "python": "1 is 1; '\\d'",
    "ruby": "if x = 1 then end",
    "rust": "fn unused() {} fn main() { let x = 3; }",
}


# How a run ends


@each_language
def test_the_probe_adds_two_numbers(execute, language):
    seen = execute(language, languages()[language].probe, b"19 23\n")
    assert (seen.status, seen.stdout) == (Status.OK, b"42\n"), seen.stderr


@each_language
def test_the_exit_code_is_told(act, language):
    seen = act(language, "exit")
    assert (seen.status, seen.reason, seen.exit_code) == (Status.RUNTIME_ERROR, "exit_code:3", 3)


@each_language
def test_a_crash_is_a_runtime_error_and_says_why_in_the_languages_own_words(act, language):
    seen = act(language, "crash")
    assert seen.status is Status.RUNTIME_ERROR
    assert b"boom" in seen.stderr
    assert b"afterburner" not in seen.stderr.lower()


@each_language
def test_a_syntax_error_is_a_compile_error_with_the_compilers_words(execute, language):
    seen = execute(language, SYNTAX[language])
    assert seen.status is Status.COMPILE_ERROR
    reasons = {"python": "syntax_error", "go": "compiler_exit:2"}
    assert seen.reason == reasons.get(language, "compiler_exit:1")
    assert len(seen.stderr) > 10


@each_language
def test_a_warning_of_the_compiler_is_no_error(execute, language):
    seen = execute(language, WARNED[language])
    assert seen.status is Status.OK, seen.stderr


@each_language
def test_an_endless_loop_goes_over_the_time_limit(act, language):
    seen = act(language, "loop", cpu_s=0.3)
    assert (seen.status, seen.reason) == (Status.TIME_LIMIT_EXCEEDED, "limit:cpu")
    assert 0.3 <= seen.cpu_s < 0.6


@each_language
def test_sleeping_goes_over_the_wall_limit(act, language):
    seen = act(language, "sleep", wall_s=0.3)
    assert (seen.status, seen.reason) == (Status.WALL_LIMIT_EXCEEDED, "limit:wall")
    assert seen.cpu_s < 0.2


@each_language
def test_allocating_without_end_goes_over_the_memory_limit(act, language):
    seen = act(language, "allocate", memory_bytes=200 * MIB)
    assert seen.status is Status.MEMORY_LIMIT_EXCEEDED, seen.stderr
    # Virtual machines know the limit and may give up first, when they have no more heap to hand out.
    reasons = {"limit:memory", "runtime:memory"} if language in {"java", "javascript"} else {"limit:memory"}
    assert seen.reason in reasons


@each_language
def test_recursion_of_100_000_frames_works(act, language):
    seen = act(language, "recurse")
    assert (seen.status, seen.stdout) == (Status.OK, b"100000\n"), seen.stderr


@each_language
def test_threads_work(act, language):
    seen = act(language, "threads")
    assert (seen.status, seen.stdout) == (Status.OK, b"4\n"), seen.stderr


# Input, output and files


@each_language
def test_a_megabyte_of_any_bytes_goes_in_and_out(act, language):
    data = bytes(range(256)) * 4096
    seen = act(language, "echo", data)
    assert seen.status is Status.OK, seen.stderr
    assert seen.stdout == data


@each_language
def test_every_byte_can_be_written(act, language):
    assert act(language, "bytes").stdout == bytes(range(256))


@each_language
def test_input_may_stay_unread(act, language):
    assert act(language, "unread", b"x" * MIB).status is Status.OK


@each_language
def test_files_are_gone_in_the_next_run(act, language):
    assert act(language, "write").status is Status.OK
    assert act(language, "look").stdout == b"gone\n"


# What is measured


@each_language
def test_known_cpu_time_is_measured(act, language):
    idle, busy = act(language, "hello"), act(language, "busy")
    assert busy.status is Status.OK, busy.stderr
    # Java compiles what is hot, on threads of its own.
    slack_s = 0.2 if language == "java" else 0.03
    assert 0.29 <= busy.cpu_s <= 0.3 + idle.cpu_s + slack_s


@each_language
def test_an_array_of_known_size_is_in_the_peak(act, language):
    idle, seen = act(language, "hello"), act(language, "array")
    assert seen.status is Status.OK, seen.stderr
    grown = seen.peak_bytes - idle.peak_bytes
    assert 99 * MIB <= grown <= 110 * MIB


@pytest.mark.parametrize("language", STARTED)
def test_the_start_of_an_interpreter_is_apart(act, language):
    seen = [act(language, "hello") for _ in range(3)]
    assert all(one.load_cpu_s and one.load_cpu_s > 0.003 for one in seen)
    assert all(one.load_wall_s and one.load_wall_s > 0.003 for one in seen)
    assert min(one.cpu_s for one in seen) < 0.03


@pytest.mark.parametrize("language", sorted(set(ALL) - set(STARTED)))
def test_where_there_is_nothing_to_start_nothing_is_apart(act, language):
    seen = act(language, "hello")
    assert (seen.load_cpu_s, seen.load_wall_s) == (0.0, 0.0)


# Strange sources


@each_compiled
@pytest.mark.parametrize("source", [b"\0", b"\xff\xfe\xfd", b"\0\xff" * 1000], ids=["nul", "not-utf8", "both"])
def test_bytes_that_are_no_program_are_the_programs_failure(execute, language, source):
    seen = execute(language, source)
    # To Ruby, a NUL is the end of the program.
    wanted = Status.OK if language == "ruby" and source.startswith(b"\0") else Status.COMPILE_ERROR
    assert seen.status is wanted
    assert seen.reason is None or seen.reason.startswith("compiler_exit:")


COMMENT = {"python": b"#", "ruby": b"#"}


@pytest.mark.slow
@each_language
def test_a_source_of_a_megabyte_with_invalid_utf8_in_comments_is_compiled(execute, language):
    mark = COMMENT.get(language, b"//")
    # These three refuse what is not UTF-8.
    filler = b"x" * 97 if language in {"python", "rust", "go"} else b"\xff" * 97
    probe = languages()[language].probe.encode()
    source = probe + b"\n" + (mark + b" " + filler + b"\n") * 10_000
    seen = execute(language, source, b"19 23\n")
    assert (seen.status, seen.stdout) == (Status.OK, b"42\n"), seen.stderr[:1000]


@each_compiled
@pytest.mark.slow
@pytest.mark.parametrize("filler", [b"\n", b"(", b"{", b"x ", b'"', b"/*", b"a=1;"])
def test_a_megabyte_of_nonsense_ends_in_time_as_a_compile_error(execute, language, filler):
    seen = execute(language, filler * (MIB // len(filler)))
    assert seen.status in {Status.COMPILE_ERROR, Status.OK, Status.RUNTIME_ERROR}
    assert seen.wall_s < 60


# Bad input


def test_an_unknown_language_names_those_that_are_known(polyglot):
    with pytest.raises(UsageError, match="'cobol' is not known") as caught:
        polyglot.execute(Program(source=b"", language="cobol"), b"", limits=Limits())
    assert all(name in caught.value.hint for name in ALL)


@each_compiled
def test_functions_can_be_called_in_python_only(polyglot, language):
    program = Program(source=b"", language=language, entry_point="f")
    with pytest.raises(UsageError, match="functions can't be called") as caught:
        polyglot.execute(program, b"", limits=Limits())
    assert caught.value.hint == "only Python's can"

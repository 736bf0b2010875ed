"""Confusing whoever reads the answer, the input in mid-run, and faults that are the machine's (72 to 80)."""

import contextlib
import threading
import time
from pathlib import Path

import pytest

from afterburner.core import encoding
from afterburner.core.errors import CancelledRunError, SandboxError, UsageError
from afterburner.core.execution import Limits, Program
from afterburner.core.status import Status
from afterburner.sandbox.cell.group_home import OWNERS
from afterburner.sandbox.compile_cache import CompileCache
from tests.sandbox.abuse.programs import MIB, C, words


def test_a72_hooks_and_patched_modules_hurt_only_the_program(run):
    source = """
        import builtins, json, os, sys, io
        def boom(*_, **__): raise RuntimeError("boom")
        json.dumps = json.loads = os._exit = os.write = io.TextIOBase = boom
        builtins.open = builtins.isinstance = builtins.getattr = builtins.type = boom
        sys.setprofile(boom)
    """
    assert run(source).status in {Status.RUNTIME_ERROR, Status.OK}
    assert run("print(2)").stdout == b"2\n"


def test_a72_an_exception_that_can_not_be_shown_is_a_runtime_error(run):
    sources = [
        "class E(Exception):\n    def __str__(self): raise E()\nraise E()",
        "class E(BaseException):\n    __traceback__ = property(lambda self: 1 / 0)\nraise E()",
        "import sys\nsys.stderr = None\nsys.exit('text')",
        "class E(SystemExit):\n    code = property(lambda self: 1 / 0)\nraise E()",
        "import traceback\ntraceback.format_exception = None\n1 / 0",
    ]
    for source in sources:
        assert run(source, wall_s=3).status is Status.RUNTIME_ERROR, source


def test_a72_a73_leaving_through_the_frames_below_gains_nothing(run):
    """The frames of the runner are in reach; no secret is, and no way back into the template."""
    source = """
        import sys
        frame, found = sys._getframe(), []
        while frame:
            found += [str(value) for value in frame.f_locals.values()]
            frame = frame.f_back
        print(any("answer-" + "42" in text for text in found))
    """
    assert words(run(source)) == ["False"]


PAYLOADS = {
    "deep": b"[" * 1_000_000,
    "digits": b"9" * 5_000_000,
    "duplicates": b'{"a":1,"a":2}',
    "unknown-tag": b'{"$":"exec","v":[]}',
    "half": b'{"$":"tuple","v":[1',
    "pickle": b"\x80\x04\x95",
    "zeros": b"\x00" * 1_000_000,
}


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_a75_a_malicious_result_is_only_bytes(run, payload):
    """Decoding is bounded, whatever the bytes are."""
    source = "import os, sys\ndef f():\n    data = PAYLOAD\n    os.write(4, data); os._exit(0)"
    text = repr(payload) if len(payload) < 100 else f"{payload[:1]!r} * {len(payload)}"
    code = source.replace("PAYLOAD", text)
    seen = run(code, encoding.encode([]), entry_point="f")
    assert seen.result == payload
    began = time.monotonic()
    with contextlib.suppress(encoding.EncodingError):
        encoding.decode(seen.result)
    assert time.monotonic() - began < 5


def test_a75_a_huge_result_is_bounded(run):
    source = "import os\ndef f():\n    os.ftruncate(4, 100 << 20); os._exit(0)"
    seen = run(source, encoding.encode([]), entry_point="f", output_bytes=4 * MIB)
    assert len(seen.result or b"") <= 4 * MIB


def test_a77_changing_the_input_while_it_is_read_stays_inside_the_run(run):
    source = "import os\nos.ftruncate(0, 0); os.write(0, b'forged'); print(len(open(0, closefd=False).read()))"
    stdin = b"original"
    run(source, stdin)
    assert run("print(input())", stdin).stdout == b"original\n"


def test_a77_a_binary_can_not_change_itself_for_the_next_run(run_c):
    """Neither as it runs (ETXTBSY), nor by its descriptor, nor from a child that outlives it."""
    source = C + (
        'int main(void) { char hit = 0; if (fork() == 0) usleep(20000); int fd = open("/proc/self/exe", O_RDWR);\n'
        "hit |= fd >= 0; for (int at = 3; at < 64; at++) hit |= pwrite(at, &hit, 1, 64) == 1 || ftruncate(at, 0) == 0;\n"
        'printf("%d\\n", hit); }'
    )
    assert [set(words(run_c(source))) for _ in range(2)] == [{"0"}, {"0"}]


@pytest.mark.parametrize("language", ["javascript", "ruby"])
def test_a77_a_script_can_not_be_changed_for_the_next_run(run, toolchain, language):
    toolchain(language)
    sources = {
        "javascript": "const fs = require('fs'); console.log('right');\n"
        "for (const f of ['main.js', 'start.cjs']) { try { fs.writeFileSync(f, 'console.log(1)') } catch {}\n"
        "try { fs.unlinkSync(f); fs.writeFileSync(f, 'console.log(1)') } catch {} }",
        "ruby": "puts 'right'\n['main.rb', 'start.rb'].each { |f| begin; File.write(f, 'puts 1'); rescue SystemCallError; end\n"
        "begin; File.delete(f); File.write(f, 'puts 1'); rescue SystemCallError; end }",
    }
    assert [words(run(sources[language], language=language)) for _ in range(2)] == [["right"], ["right"]]


def test_a78_warnings_of_the_compiler_never_fill_a_pipe(run):
    """The cell's own standard error is read by nobody while the cell lives."""
    source = "\n".join(f"x = {number} is {number}" for number in range(2000)) + "\nprint('end')"
    assert run(source).stdout == b"end\n"


@pytest.mark.parametrize("name", ["cpu_s", "wall_s", "memory_bytes", "output_bytes", "processes", "scratch_bytes"])
@pytest.mark.parametrize("value", [-1, 0, float("nan"), float("inf"), 1e300])
def test_a78_limits_that_make_no_sense_are_a_usage_error(name, value):
    with pytest.raises(UsageError, match=name):
        Limits(**{name: value})


@pytest.mark.parametrize("name", ["cpu_s", "wall_s", "memory_bytes", "output_bytes", "processes", "scratch_bytes"])
def test_a78_a_limit_that_is_never_reached_is_no_fault(run, name):
    assert run("print(1)", **{name: 10**15}).status is Status.OK


@pytest.mark.parametrize("name", ["cpu_s", "wall_s", "memory_bytes", "output_bytes", "processes", "scratch_bytes"])
def test_a78_a_limit_of_next_to_nothing_is_no_fault(run, name):
    run("print(1)", **{name: 1e-9 if name.endswith("_s") else 1})


def test_a78_a_source_without_end_is_no_fault(run):
    assert run(b"x = 1\n" * 1_700_000, cpu_s=60, wall_s=60).status in {Status.OK, Status.COMPILE_ERROR}


def test_a78_a_run_that_nobody_waits_for_any_more_is_ended(sandbox):
    """What a client that disconnects in mid-run leads to."""
    program = Program(source=b"import os, time\nos.fork(); os.setsid\ntime.sleep(60)")
    timer = threading.Timer(0.3, sandbox.cancel)
    timer.start()
    began = time.monotonic()
    with pytest.raises(CancelledRunError):
        sandbox.execute(program, b"", limits=Limits(cpu_s=5, wall_s=60))
    timer.join()
    assert time.monotonic() - began < 3


def test_a79_a_slow_run_does_not_hold_up_another_sandbox(run, sandbox):
    slow = threading.Thread(target=run, args=("import time; time.sleep(1.5)",))
    with type(sandbox)() as other:
        program = Program(source=b"pass")
        other.execute(program, b"", limits=Limits())
        slow.start()
        time.sleep(0.2)
        began = time.monotonic()
        for _ in range(10):
            other.execute(program, b"", limits=Limits())
        took_s = time.monotonic() - began
    slow.join()
    assert took_s < 1.0


def test_a80_a_full_disk_under_the_compile_cache_is_the_machines_fault(sandbox, toolchain, tmp_path):
    toolchain("c")
    (tmp_path / "file").write_text("in the way")
    program = Program(source=b"int main(void) { return 0; }", language="c")
    with type(sandbox)(cache=CompileCache(tmp_path / "file" / "cache")) as own:
        with pytest.raises(SandboxError, match="can't be kept"):
            own.execute(program, b"", limits=Limits())
        assert own.faults > 0


def test_a80_a_control_group_that_vanished_is_the_machines_fault(sandbox, needs):
    """It is made anew, the run is repeated, and the fault is counted on it."""
    needs("control-group")
    with type(sandbox)() as own:
        own.execute(Program(source=b"pass"), b"", limits=Limits())
        _remove_groups_of(own)
        seen = own.execute(Program(source=b"print(1)"), b"", limits=Limits())
    assert (seen.status, seen.stdout, seen.faults) == (Status.OK, b"1\n", 1)


def _remove_groups_of(sandbox) -> None:
    """Remove the sandbox's control groups, moving out what is in them."""
    pid = sandbox._cell._process.pid
    for group in Path("/sys/fs/cgroup").glob(f"**/afterburner-{pid}-*"):
        for member in (group / "cgroup.procs").read_text("ascii").split():
            owners = group.parent / OWNERS
            ((owners if owners.exists() else group.parent) / "cgroup.procs").write_text(member)
        group.rmdir()

"""What every sandbox does alike, seen through the port only. A further backend is one line in ``BACKENDS``."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from itertools import pairwise
from textwrap import dedent

import pytest

from afterburner.core import encoding
from afterburner.core.errors import SandboxError, UsageError
from afterburner.core.execution import Limits, Program
from afterburner.core.objective import Clock
from afterburner.core.status import Status
from afterburner.sandbox.monolith import Monolith
from afterburner.sandbox.pool import Pool
from afterburner.sandbox.port import Sandbox

BACKENDS = {
    "monolith": Monolith,
    "without-namespaces": partial(Monolith, namespaces=False),
    "pool": partial(Pool, workers=2),
}

MIB = 1 << 20


@pytest.fixture(scope="module", params=BACKENDS.values(), ids=BACKENDS)
def sandbox(request) -> Iterator[Sandbox]:
    with closing(request.param()) as opened:
        try:
            opened.layers()
        except SandboxError as error:
            pytest.skip(f"not to be had here: {error.message}")
        yield opened


BURN = """
import time
def burn(seconds):
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass
"""


# How a run ends


def test_a_program_that_ends_is_ok(run):
    seen = run("print('hello')")
    assert (seen.status, seen.reason, seen.exit_code, seen.signal) == (Status.OK, None, 0, None)


def test_an_exception_is_a_runtime_error_with_exit_code_1(run):
    seen = run("1 / 0")
    assert (seen.status, seen.reason, seen.exit_code) == (Status.RUNTIME_ERROR, "exit_code:1", 1)


@pytest.mark.parametrize("code", [1, 3, 77, 255])
def test_an_exit_code_is_a_runtime_error_with_that_code(run, code):
    seen = run(f"import os; os._exit({code})")
    assert (seen.status, seen.reason, seen.exit_code) == (Status.RUNTIME_ERROR, f"exit_code:{code}", code)


@pytest.mark.parametrize("name", ["SIGKILL", "SIGSEGV", "SIGABRT", "SIGTERM", "SIGFPE"])
def test_a_signal_is_a_runtime_error_with_its_name(run, name):
    seen = run(f"import os, signal; os.kill(os.getpid(), signal.{name})")
    assert (seen.status, seen.reason, seen.exit_code) == (Status.RUNTIME_ERROR, f"signal:{name}", None)
    assert seen.signal is not None


def test_a_busy_loop_goes_over_the_time_limit(run):
    seen = run("while True: pass", cpu_s=0.3)
    assert (seen.status, seen.reason) == (Status.TIME_LIMIT_EXCEEDED, "limit:cpu")
    assert 0.3 <= seen.cpu_s < 1.0


def test_sleeping_goes_over_the_wall_limit_and_uses_no_cpu(run):
    seen = run("import time; time.sleep(60)", cpu_s=0.3, wall_s=0.4)
    assert (seen.status, seen.reason) == (Status.WALL_LIMIT_EXCEEDED, "limit:wall")
    assert seen.cpu_s < 0.2
    assert 0.4 <= seen.wall_s < 3


def test_touching_too_much_memory_goes_over_the_memory_limit(run):
    seen = run("x = []\nwhile True: x.append(bytearray(1 << 20))", memory_bytes=100 * MIB)
    assert (seen.status, seen.reason) == (Status.MEMORY_LIMIT_EXCEEDED, "limit:memory")
    assert 100 * MIB <= seen.peak_bytes < 1000 * MIB


@pytest.mark.parametrize("fd", [1, 2])
def test_writing_too_much_goes_over_the_output_limit(run, fd):
    seen = run(f"import os\nwhile True: os.write({fd}, b'x' * 65536)", output_bytes=MIB)
    assert (seen.status, seen.reason) == (Status.OUTPUT_LIMIT_EXCEEDED, "limit:output")
    assert len(seen.stdout) <= MIB
    assert len(seen.stderr) <= MIB


@pytest.mark.parametrize(
    "source",
    [b"def f(:", b"x = 'open", b"print(1)\n  print(2)", b"return 1", b"\xff\xfe\x00", b"x = '\x00'", b"(" * 500],
    ids=["syntax", "string", "indent", "return", "encoding", "null", "nesting"],
)
def test_what_does_not_compile_is_a_compile_error(run, source):
    seen = run(source)
    assert seen.status is Status.COMPILE_ERROR
    assert seen.stderr
    assert seen.cpu_s is None
    assert seen.wall_s is None
    assert seen.peak_bytes is None


def test_a_compile_error_names_the_line(run):
    assert b"line 3" in run("x = 1\ny = 2\nz = = 3\n").stderr


def test_a_call_that_ends_the_process_gives_no_result(run):
    seen = run("import os\ndef f(): os._exit(0)", encoding.encode([]), entry_point="f")
    assert (seen.status, seen.reason, seen.result) == (Status.RUNTIME_ERROR, "no_result", None)


def test_a_missing_entry_point_is_a_runtime_error(run):
    seen = run("def g(): return 1", encoding.encode([]), entry_point="f")
    assert seen.status is Status.RUNTIME_ERROR
    assert seen.result is None


def test_a_program_goes_on_working_after_one_that_was_ended(run):
    run("while True: pass", cpu_s=0.1)
    assert run("print(42)").stdout == b"42\n"


def test_an_unknown_language_is_a_usage_error(sandbox):
    with pytest.raises(UsageError):
        sandbox.execute(Program(source=b"", language="cobol"), b"", limits=Limits())


@pytest.mark.parametrize("rate", [0, -1, 1e9])
def test_a_sample_rate_out_of_range_is_a_usage_error(run, rate):
    with pytest.raises(UsageError):
        run("pass", sample_hz=rate)


# Output


def test_stdout_and_stderr_are_kept_apart(run):
    seen = run("import sys; print('out'); print('err', file=sys.stderr)")
    assert (seen.stdout, seen.stderr) == (b"out\n", b"err\n")


def test_output_before_a_failure_is_kept(run):
    seen = run("print('before'); raise ValueError('after')")
    assert seen.stdout == b"before\n"
    assert b"ValueError: after" in seen.stderr


@pytest.mark.parametrize(
    "data", [b"\x00\x00a\x00", bytes(range(256)), b"no newline", b"\r\n\r", b"\xed\xa0\x80", b"\xff" * 5, b""]
)
def test_output_bytes_are_preserved(run, data):
    assert run(f"import sys; sys.stdout.buffer.write({data!r})").stdout == data


@pytest.mark.parametrize("data", [bytes(range(256)), b"", b"\x00", b"a\r\nb", b"\xff\xfe"])
def test_input_bytes_are_preserved(run, data):
    seen = run("import sys; sys.stdout.buffer.write(sys.stdin.buffer.read())", data)
    assert seen.stdout == data


def test_text_of_any_language_goes_in_and_out(run):
    text = "grüße 你好 \N{SNOWMAN}\n"
    assert run("print(input())", text.encode()).stdout.decode() == text


def test_a_megabyte_of_output_is_fine(run):
    seen = run("import sys\nfor i in range(1 << 14): print('x' * 63); print('e' * 63, file=sys.stderr)")
    assert seen.status is Status.OK
    assert len(seen.stdout) == len(seen.stderr) == MIB


def test_unflushed_output_is_flushed_at_the_end(run):
    assert run("import sys; sys.stdout.write('tail')").stdout == b"tail"


def test_os_exit_loses_unflushed_output_as_in_plain_python(run):
    assert run("import os, sys; sys.stdout.write('lost'); os._exit(0)").stdout == b""


def test_output_at_exit_is_kept(run):
    assert run("import atexit; atexit.register(print, 'last'); print('first')").stdout == b"first\nlast\n"


def test_output_of_destructors_is_kept(run):
    source = "class Last:\n    def __del__(self): print('gone')\nlast = Last()\nprint('end')"
    assert run(source).stdout == b"end\ngone\n"


def test_output_of_threads_that_outlive_the_main_thread_is_kept(run):
    source = """
        import threading, time
        threading.Thread(target=lambda: (time.sleep(0.05), print("thread"))).start()
        print("main")
    """
    assert run(source).stdout == b"main\nthread\n"


def test_output_of_a_child_is_kept(run):
    source = """
        import os
        if os.fork() == 0:
            os.write(1, b"child ")
            os._exit(0)
        os.wait()
        os.write(1, b"parent")
    """
    assert run(source).stdout == b"child parent"


def test_output_of_an_executed_program_is_kept(run):
    assert run("import os, sys; os.execv(sys.executable, [sys.executable, '-S', '-c', 'print(6)'])").stdout == b"6\n"


# Input

READERS = {
    "input": "print(input() + '\\n' + input())",
    "stdin": "import sys; sys.stdout.write(sys.stdin.read())",
    "lines": "import sys\nfor line in sys.stdin: sys.stdout.write(line)",
    "buffer": "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read())",
    "open-0": "import sys; sys.stdout.write(open(0).read())",
    "os-read": "import os; os.write(1, os.read(0, 100))",
    "dev-stdin": "import sys; sys.stdout.write(open('/dev/stdin').read())",
    "mmap": "import mmap, os; os.write(1, mmap.mmap(0, 0, prot=mmap.PROT_READ)[:])",
    "fileinput": "import fileinput, sys\nfor line in fileinput.input(): sys.stdout.write(line)",
}


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_every_way_to_read_stdin_reads_it(run, reader):
    assert run(reader, b"first\nsecond\n").stdout == b"first\nsecond\n"


def test_input_larger_than_a_pipe_may_stay_unread(run):
    seen = run("print('done')", b"x" * (5 * MIB))
    assert (seen.status, seen.stdout) == (Status.OK, b"done\n")


def test_a_program_may_end_in_the_middle_of_its_input(run):
    seen = run("import os; print(len(os.read(0, 10)))", b"x" * (5 * MIB))
    assert (seen.status, seen.stdout) == (Status.OK, b"10\n")


def test_large_input_arrives_whole(run):
    seen = run("import sys; print(len(sys.stdin.buffer.read()))", b"x" * (5 * MIB))
    assert seen.stdout == b"%d\n" % (5 * MIB)


def test_reading_past_the_input_is_an_eof_error(run):
    seen = run("input(); input()", b"only\n")
    assert (seen.status, seen.exit_code) == (Status.RUNTIME_ERROR, 1)
    assert seen.stderr.splitlines()[-1] == b"EOFError: EOF when reading a line"


def test_what_a_program_does_to_its_input_does_not_reach_the_next_run(run):
    source = "import os; os.write(1, os.read(0, 100)); os.pwrite(0, b'changed', 0)"
    assert run(source, b"first").stdout == b"first"
    assert run(source, b"first").stdout == b"first"


def test_a_call_has_no_standard_input(run):
    seen = run("import sys\ndef f(): return sys.stdin.read()", encoding.encode([]), entry_point="f")
    assert seen.result == encoding.encode("")


# Calls


def test_a_function_is_called_with_a_list(run):
    seen = run("def f(a, b, c=3): return [c, b, a]", encoding.encode([1, 2]), entry_point="f")
    assert (seen.status, seen.result) == (Status.OK, b"[3,2,1]")


def test_a_function_is_called_by_name_with_a_dict(run):
    seen = run("def f(a, b): return a - b", encoding.encode({"b": 1, "a": 9}), entry_point="f")
    assert seen.result == b"8"


def test_a_method_is_called_on_a_fresh_object(run):
    source = """
        class Solution:
            def __init__(self): self.base = 10
            def add(self, x): return self.base + x
    """
    assert run(source, encoding.encode([5]), entry_point="Solution.add").result == b"15"


VALUES = [None, True, 1, 0, -5, 10**30, 1.0, -0.0, 1e300, "", "a\x00\n\N{SNOWMAN}", b"\x00\xff", [], (), {}]
VALUES += [[1, (2, {3}), {"a": None}], (1,), {1, 2}, frozenset({"a"}), {"$": "x"}, {1: "a", (2, 3): [4]}, [[[[]]]]]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_goes_in_and_comes_out_with_its_exact_type(run, value):
    seen = run("def f(x): return x", encoding.encode([value]), entry_point="f")
    assert seen.result == encoding.encode(value)
    returned = encoding.decode(seen.result)
    assert repr(returned) == repr(value)


@pytest.mark.parametrize("float_text", ["float('nan')", "float('inf')", "-float('inf')"])
def test_floats_that_are_no_numbers_come_out(run, float_text):
    seen = run(f"def f(): return {float_text}", encoding.encode([]), entry_point="f")
    assert seen.result == encoding.encode(float(float_text.replace("float('", "").replace("')", "")))


def test_what_a_function_prints_is_not_its_result(run):
    seen = run("def f(): print('[1]'); return 2", encoding.encode([]), entry_point="f")
    assert (seen.result, seen.stdout) == (b"2", b"[1]\n")


def test_a_whole_program_has_no_result(run):
    assert run("print(1)").result is None


# CPU time


def test_cpu_time_of_the_program_is_counted(run):
    seen = run(BURN + "burn(0.3)")
    assert 0.3 <= seen.cpu_s < 1.0


def test_importing_is_counted(run):
    assert run(BURN + "burn(0.2)\ndef f(): return 1", encoding.encode([]), entry_point="f").cpu_s >= 0.2


@pytest.mark.parametrize("when", ["atexit.register(burn, 0.2)", "class C:\n    __del__ = lambda s: burn(0.2)\nc = C()"])
def test_work_after_the_last_line_is_counted(run, when):
    assert run(BURN + "import atexit\n" + when).cpu_s >= 0.2


def test_cpu_time_of_a_child_that_was_waited_for_is_counted(run):
    assert run(BURN + "import os\nif os.fork() == 0:\n    burn(0.3); os._exit(0)\nos.wait()").cpu_s >= 0.3


def test_cpu_time_of_a_child_that_was_not_waited_for_is_counted(run):
    source = (
        BURN
        + "import os\nif os.fork() == 0:\n    burn(0.3); os._exit(0)\nos.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)"
    )
    assert run(source).cpu_s >= 0.3


def test_cpu_time_of_a_grandchild_whose_parent_is_gone_is_counted(run):
    source = """
        import os
        if os.fork() == 0:
            if os.fork() == 0:
                burn(0.3); os.write(ready, b"x"); os._exit(0)
            os._exit(0)
        os.wait(); os.read(waiting, 1); time.sleep(0.05)
    """
    assert run(BURN + "import os\nwaiting, ready = os.pipe()\n" + dedent(source)).cpu_s >= 0.3


def test_cpu_time_of_threads_is_counted(run):
    source = "import threading\nts = [threading.Thread(target=burn, args=(0.15,)) for _ in range(2)]\n"
    source += "for t in ts: t.start()\nfor t in ts: t.join()"
    assert run(BURN + source).cpu_s >= 0.3


def test_cpu_time_of_an_executed_program_is_counted(run):
    source = BURN + "import os, sys\nburn(0.15)\nos.execv(sys.executable, [sys.executable, '-S', '-c', CODE])"
    seen = run(f"CODE = {BURN + 'burn(0.15)'!r}\n{source}")
    assert seen.status is Status.OK
    assert seen.cpu_s >= 0.3


def test_a_child_that_computes_goes_over_the_time_limit(run):
    source = "import os, time\nif os.fork() == 0:\n    while True: pass\nos.wait()"
    assert run(source, cpu_s=0.3).status is Status.TIME_LIMIT_EXCEEDED


def test_sleeping_costs_wall_time_and_no_cpu_time(run):
    seen = run("import time; time.sleep(0.3)")
    assert seen.wall_s >= 0.3
    assert seen.cpu_s < 0.15


# Memory


def test_the_peak_holds_what_was_touched(run):
    before = run("pass").peak_bytes
    seen = run("x = bytearray(100 << 20)")
    assert 100 * MIB <= seen.peak_bytes - before + MIB < 110 * MIB


def test_a_short_spike_is_in_the_peak(run):
    assert run("x = bytearray(100 << 20); del x").peak_bytes >= 100 * MIB


def test_memory_that_is_not_touched_is_not_in_the_peak(run):
    seen = run("import mmap; x = mmap.mmap(-1, 4 << 30)")
    assert seen.status is Status.OK
    assert seen.peak_bytes < 100 * MIB


def test_memory_of_a_child_is_in_the_peak_and_in_the_integral(run):
    source = """
        import os, time
        if os.fork() == 0:
            x = bytearray(100 << 20); time.sleep(0.2); os._exit(0)
        time.sleep(0.3)
    """
    seen = run(source)
    assert seen.peak_bytes >= 100 * MIB
    assert seen.timeline.integral_byte_s(Clock.WALL) >= 0.1 * 100 * MIB


def test_children_that_exceed_the_memory_limit_together_are_ended(run):
    source = """
        import os, time
        for _ in range(2):
            if os.fork() == 0:
                x = bytearray(80 << 20); time.sleep(60)
        time.sleep(60)
    """
    assert run(source, memory_bytes=140 * MIB).status is Status.MEMORY_LIMIT_EXCEEDED


def test_the_peak_does_not_depend_on_the_size_of_the_caller(run):
    small = run("print('s')").peak_bytes
    ballast = bytearray(300 * MIB)
    large = run("print('l')").peak_bytes
    del ballast
    assert abs(large - small) < 5 * MIB


def test_the_peak_does_not_depend_on_earlier_runs(run):
    small = run("print('s')").peak_bytes
    run("x = bytearray(200 << 20)")
    assert abs(run("print('s')").peak_bytes - small) < 5 * MIB


def test_the_integral_of_a_known_course_is_its_area(run):
    # 100 MiB above the ground for a third of a second, on the wall clock.
    source = "import time\ntime.sleep(0.1)\nx = bytearray(100 << 20)\ntime.sleep(0.3)\ndel x\ntime.sleep(0.1)"
    seen = run(source)
    ground = run("pass").peak_bytes
    area = seen.timeline.integral_byte_s(Clock.WALL) - ground * seen.wall_s
    assert 0.3 * 100 * MIB * 0.95 <= area <= 100 * MIB * (seen.wall_s - 0.2 + 0.05)


@pytest.mark.slow
def test_the_integral_does_not_grow_with_the_sampling_rate(run):
    source = "import time\nx = bytearray(100 << 20)\ntime.sleep(0.3)"
    low, high = (run(source, sample_hz=hz) for hz in (100, 2000))
    a, b = (seen.timeline.integral_byte_s(Clock.WALL) / seen.wall_s for seen in (low, high))
    assert a == pytest.approx(b, rel=0.3)


def test_the_samples_are_counted_and_run_from_the_start_to_the_end(run):
    seen = run("import time; time.sleep(0.3)", sample_hz=500)
    course = seen.timeline.samples
    assert seen.samples == len(course)
    assert 15 <= seen.samples <= 160
    assert course[0].wall_s == 0
    assert course[-1].wall_s == pytest.approx(seen.wall_s)
    assert all(a.wall_s <= b.wall_s and a.cpu_s <= b.cpu_s + 0.03 for a, b in pairwise(course))


def test_a_very_short_run_has_an_integral_too(run):
    assert run("import os; os._exit(0)").timeline.integral_byte_s(Clock.WALL) > 0


# As in plain Python


def test_a_traceback_shows_the_programs_own_lines_only(run):
    seen = run("def inner():\n    return 1 / 0\n\ninner()\n")
    lines = seen.stderr.decode().splitlines()
    assert lines[0] == "Traceback (most recent call last):"
    assert [line for line in lines if line.startswith("  File")] == [
        '  File "solution.py", line 4, in <module>',
        '  File "solution.py", line 2, in inner',
    ]
    assert "    return 1 / 0" in lines
    assert lines[-1] == "ZeroDivisionError: division by zero"


def test_a_traceback_of_a_call_shows_the_programs_own_lines_only(run):
    seen = run("def f(): return [][0]", encoding.encode([]), entry_point="f")
    files = [line for line in seen.stderr.decode().splitlines() if line.startswith("  File")]
    assert files == ['  File "solution.py", line 1, in f']


@pytest.mark.parametrize(
    ("statement", "code", "said"),
    [
        ("sys.exit()", 0, b""),
        ("sys.exit(0)", 0, b""),
        ("sys.exit(None)", 0, b""),
        ("sys.exit(True)", 1, b""),
        ("sys.exit(7)", 7, b""),
        ("sys.exit(256 + 7)", 7, b""),
        ("sys.exit(-1)", 255, b""),
        ("sys.exit('bye')", 1, b"bye\n"),
        ("sys.exit((1, 2))", 1, b"(1, 2)\n"),
        ("raise SystemExit(4)", 4, b""),
        ("exit(5)", 5, b""),
        ("quit()", 0, b""),
    ],
)
def test_sys_exit_ends_as_in_plain_python(run, statement, code, said):
    seen = run(f"import sys\nprint('out')\n{statement}\nprint('never')")
    assert (seen.exit_code, seen.stdout, seen.stderr) == (code, b"out\n", said)
    assert seen.status is (Status.RUNTIME_ERROR if code else Status.OK)


PLAIN = {
    "name": "if __name__ == '__main__': print('main')",
    "argv": "import sys; print(len(sys.argv))",
    "builtins": "print(__builtins__.len([1, 2]), __builtins__.__name__)",
    "main-module": "import __main__; x = 5; print(__main__.x)",
    "pickle": "import pickle\nclass P: pass\nprint(type(pickle.loads(pickle.dumps(P()))) is P)",
    "globals": "print(sorted(name for name in globals() if name not in ('__annotations__', '__cached__', '__file__')))",
    "doc": "'''a doc'''\nprint(__doc__)",
    "annotations": "x: int = 1\nprint(__annotations__)",
    "future": "from __future__ import annotations\ndef f(x: y): pass\nprint(f.__annotations__)",
    "dataclass": "from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int\nprint(P(1))",
    "encoding": "import sys; print(sys.stdin.encoding.lower(), sys.stdout.encoding.lower())",
    "int-digits": "print(len(str(10 ** 4000)))",
    "threads": "import threading; print(threading.active_count(), threading.current_thread().name)",
    "gc": "import gc; print(gc.isenabled(), gc.get_threshold())",
    "limit": "import sys; print(sys.getrefcount is not None, sys.flags.optimize)",
    "assert": "assert True\ntry:\n    assert False\nexcept AssertionError: print('on')",
    "bom": "\ufeffprint('bom')",
    "crlf": "print('a')\r\nprint('b')\r\n",
    "no-newline": "print(1)",
    "empty": "",
    "signal": "import signal; print(signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGCHLD))",
}


@pytest.mark.parametrize("source", PLAIN.values(), ids=PLAIN)
def test_a_program_behaves_as_under_plain_python(run, source, tmp_path):
    file = tmp_path / "solution.py"
    file.write_bytes(source.encode())
    plain = subprocess.run([sys.executable, "-I", file], capture_output=True, check=True, env={"LANG": "C.UTF-8"})
    assert run(source.encode()).stdout == plain.stdout


def test_recursion_goes_exactly_as_deep_as_in_plain_python(run, tmp_path):
    source = """
def depth(n):
    try:
        return depth(n + 1)
    except RecursionError:
        return n
print(depth(0))
"""
    file = tmp_path / "solution.py"
    file.write_text(source)
    plain = subprocess.run([sys.executable, "-I", file], capture_output=True, check=True)
    assert run(source).stdout == plain.stdout


def test_recursion_in_a_called_function_goes_at_least_as_deep(run, tmp_path):
    source = "def f(n=0):\n    try:\n        return f(n + 1)\n    except RecursionError:\n        return n\n"
    file = tmp_path / "solution.py"
    file.write_text(source + "print(f())")
    plain = subprocess.run([sys.executable, "-I", file], capture_output=True, check=True)
    assert int(run(source, encoding.encode([]), entry_point="f").result) >= int(plain.stdout) - 1


def test_deep_recursion_with_a_raised_limit_works(run):
    source = "import sys; sys.setrecursionlimit(10**6)\ndef f(n): return n and 1 + f(n - 1)\nprint(f(50000))"
    seen = run(source)
    assert (seen.status, seen.stdout) == (Status.OK, b"50000\n")


def test_a_result_over_the_output_limit_is_not_cut_but_refused(run):
    seen = run("def f(n): return 'x' * n", encoding.encode([3 * MIB]), entry_point="f", output_bytes=MIB)
    assert seen.status is Status.OUTPUT_LIMIT_EXCEEDED


def test_the_scratch_may_be_written_and_read(run):
    assert run("open('x', 'w').write('kept')\nprint(open('x').read())").stdout == b"kept\n"


def test_the_layers_are_named(sandbox, run):
    assert sandbox.layers()
    assert run("pass").isolation == sandbox.layers()


def test_packages_beside_the_standard_library_are_not_to_be_seen(run, sandbox):
    if "private-root" not in sandbox.layers():
        pytest.skip("private-root is not to be had here")
    seen = run("""
        import os
        beside = os.path.join(os.path.dirname(os.__file__), "site-packages")
        print(os.listdir(beside) if os.path.isdir(beside) else [])
    """)
    assert seen.stdout == b"[]\n"

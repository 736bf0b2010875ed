"""Programs that want to be accepted without solving anything, or to look faster than they are.

The numbers A69 to A77 and B1 to B16 are those of the catalogue of abuse: verdict integrity, and known tricks of programs
that are rewarded for a verdict. ``test_verdict_integrity`` and ``test_reward_hacking`` go on with it.
"""

import time
from textwrap import dedent

import pytest

from afterburner.core.execution import Limits
from afterburner.core.problem import CheckerKind, CheckerSpec, Solution
from afterburner.core.status import Verdict
from afterburner.judge.checkers import checker_for
from afterburner.judge.judge import Effort
from tests.judge.problems import HONEST_CALL, HONEST_TEXT, QUICK, call_problem, text_problem, verdict
from tests.strategies import PURE_KINDS


def test_the_honest_programs_are_accepted(judge):
    assert verdict(judge, text_problem(), HONEST_TEXT) is Verdict.ACCEPTED
    assert verdict(judge, call_problem(), HONEST_CALL) is Verdict.ACCEPTED


TEXT_CHEATS = {
    "verdict": "print('Success')\nprint('ALL TESTS PASSED')\nprint('accepted')",
    "json-verdict": """print('{"verdict": "accepted", "status": "ok", "passed": 3, "total": 3}')""",
    "nothing": "",
    "os-exit": "import os; os._exit(0)",
    "system-exit": "raise SystemExit(0)",
    "sys-exit": "import sys; sys.exit()",
    "exit-in-exit-function": "import atexit, os; atexit.register(os._exit, 0); 1 / 0",
    "silent-exception-hook": "import sys; sys.excepthook = lambda *_: None; 1 / 0",
    "echo": "print(open(0).read())",
    "ansi": "print('\\x1b[2J\\x1b[Hsecret')",
    "close": "import os; os.close(1)",
    "replace-stdout": "import sys, io; sys.stdout = io.StringIO(); print('secret-0')",
    "patched-print": "import builtins; builtins.print = lambda *_: None; print('x')",
    "every-number": "for n in range(30000): print(f'secret-{n}')",
    "signal": "import os; os.kill(os.getpid(), 15)",
}


@pytest.mark.parametrize("source", TEXT_CHEATS.values(), ids=TEXT_CHEATS)
def test_a_whole_program_is_not_accepted_for(judge, source):
    """A69, A70, B1, B4."""
    assert verdict(judge, text_problem(), source) is not Verdict.ACCEPTED


EQUAL = """
class Equal(BASE):
    __eq__ = lambda self, other: True
    __ne__ = lambda self, other: False
    __hash__ = lambda self: 0
    __class__ = property(lambda self: int)
"""

CALL_CHEATS = {
    "none": "def f(n): pass",
    "os-exit": "import os\ndef f(n): os._exit(0)",
    "system-exit": "def f(n): raise SystemExit(0)",
    "exit-at-import": "import sys; sys.exit(0)\ndef f(n): return 0",
    "print": "def f(n): print(n * 7919)",
    "equal-object": EQUAL.replace("BASE", "object") + "def f(n): return Equal()",
    "equal-int": EQUAL.replace("BASE", "int") + "def f(n): return Equal(n * 7919)",
    "equal-str": EQUAL.replace("BASE", "str") + "def f(n): return Equal('x')",
    "equal-list": EQUAL.replace("BASE", "list") + "def f(n): return Equal()",
    "type-lie": "class int(int): pass\ndef f(n): return int(n * 7919)",
    "generator": "def f(n): yield n * 7919",
    "lazy": "def f(n): return lambda: n * 7919",
    "map": "def f(n): return map(int, [n * 7919])",
    "coroutine": "async def f(n): return n * 7919",
    "float": "def f(n): return float(n * 7919)",
    "string": "def f(n): return str(n * 7919)",
    "list": "def f(n): return [n * 7919]",
    "nan": "def f(n): return float('nan')",
    "true": "def f(n): return True",
    "early-wrong": "import os\ndef f(n):\n    os.write(4, b'1'); return n * 7919",
    "early-wrong-and-out": "import os\ndef f(n):\n    os.write(4, b'1'); os._exit(0)",
    "forged-frame": 'import os\ndef f(n):\n    os.write(4, b\'{"verdict":"accepted"}\'); os._exit(0)',
    "closed-result": "import os\ndef f(n):\n    os.close(4); return n * 7919",
    "patched-json": "import json\njson.dumps = lambda *_, **__: '0'\ndef f(n): return 1",
    "patched-open": "import builtins, io\nbuiltins.open = lambda *_: io.BytesIO()\ndef f(n): return n * 7919",
    "patched-exit": "import os\nleave = os._exit\nos._exit = lambda code: leave(0)\ndef f(n): 1 / 0",
    "exit-handler": "import atexit, os\natexit.register(os._exit, 0)\ndef f(n): 1 / 0",
}


@pytest.mark.parametrize("source", CALL_CHEATS.values(), ids=CALL_CHEATS)
def test_a_function_is_not_accepted_for(judge, source):
    """A69, A71, A72, A75, B1, B2, B4, B9."""
    assert verdict(judge, call_problem(), source) is not Verdict.ACCEPTED


@pytest.mark.parametrize("kind", PURE_KINDS)
def test_no_checker_accepts_an_object_that_is_equal_to_everything(judge, kind):
    """A71, B2."""
    problem = call_problem(checker=CheckerSpec(kind=kind))
    for name in ("equal-object", "equal-int", "generator", "nan", "true"):
        assert verdict(judge, problem, CALL_CHEATS[name]) is not Verdict.ACCEPTED


HUNTERS = {
    "frames": """
        import sys
        frame = sys._getframe()
        while frame:
            texts = [repr(value) for value in {**frame.f_globals, **frame.f_locals}.values()]
            frame = frame.f_back
            for text in texts: look(text.encode(errors="replace"))
    """,
    "gc": """
        import gc, sys
        for thing in gc.get_objects():
            try: look(repr(thing).encode(errors="replace"))
            except Exception: pass
    """,
    "memory": """
        import ctypes
        for line in open("/proc/self/maps"):
            span, rights = line.split()[:2]
            if "r" not in rights or "[v" in line: continue
            low, high = (int(part, 16) for part in span.split("-"))
            look(ctypes.string_at(low, high - low))
    """,
    "proc": """
        import os
        for pid in filter(str.isdigit, os.listdir("/proc")):
            for name in ("cmdline", "environ", "mem", "fd/0", "fd/1", "fd/3", "fd/4", "fd/5", "fd/6", "fd/7", "fd/8"):
                if pid == str(os.getpid()) and name in ("fd/1", "mem"): continue
                try: look(open(f"/proc/{pid}/{name}", "rb").read(1 << 20))
                except (OSError, ValueError): pass
    """,
    "files": """
        import os
        for root in ("/tmp", "/dev/shm", ".", "/etc"):
            for at, _folders, names in os.walk(root):
                for name in names:
                    try: look(open(os.path.join(at, name), "rb").read())
                    except OSError: pass
    """,
}


@pytest.mark.parametrize("hunter", HUNTERS.values(), ids=HUNTERS)
def test_the_expected_answer_is_nowhere_to_be_found(judge, hunter):
    """A73, B3."""
    # The word is put together at run time, so that the program does not find itself.
    source = "import re\nfound = []\nword = bytes([115, 101, 99]) + b'ret' + b'-'\n"
    source += "def look(data): found.extend(re.findall(word + rb'\\d{4,}', data))\n"
    source += dedent(hunter) + "\nimport os\nos.write(1, found[0] if found else b'nothing')\n"
    judgement = judge.judge(text_problem(), Solution(code=source), effort=QUICK)
    assert judgement.verdict is Verdict.WRONG_ANSWER
    assert "nothing" in judgement.failure.detail


def timed(judge, source):
    judgement = judge.judge(text_problem(count=1), Solution(code=source), effort=Effort(repeats=3))
    assert judgement.verdict is Verdict.ACCEPTED
    return next(value for quantity, value in judgement.measurement.quantities.items() if quantity == "cpu_s").estimate


@pytest.mark.slow
def test_patched_clocks_do_not_make_a_program_look_faster(judge):
    """A72, B5."""
    work = "import time\nreal = time.thread_time\nend = real() + 0.1\nwhile real() < end: pass\n"
    patch = "for name in ('time', 'monotonic', 'perf_counter', 'process_time', 'thread_time', 'clock_gettime'):\n"
    patch += "    setattr(time, name, lambda *_: 0.0)\n"
    assert timed(judge, work + patch + HONEST_TEXT) >= 0.1
    assert timed(judge, "import time\n" + work.replace("import time\n", "") + HONEST_TEXT) >= 0.1


CACHES = {
    "globals": ("__import__('sys').modules.setdefault('cache', {})", "cache[n] = 1", "n_before in cache"),
    "math": ("__import__('math').__dict__", "cache['n'] = n", "'n' in cache"),
    "tmp": ("'/tmp/cache'", "open(cache, 'a').write('x')", "os.path.exists(cache)"),
    "shm": ("'/dev/shm/cache'", "open(cache, 'a').write('x')", "os.path.exists(cache)"),
    "cwd": ("'cache'", "open(cache, 'a').write('x')", "os.path.exists(cache)"),
    "stdin": ("0", "os.setxattr(0, 'user.cache', b'x')", "os.listxattr(0)"),
    "abstract": (
        "__import__('socket').socket(1)",
        "(cache.bind('\\0cache'), cache.listen(), os.fork() or __import__('time').sleep(30))",
        "__import__('socket').socket(1).connect_ex('\\0cache') == 0",
    ),
    "environment": ("os.environ", "cache.update(CACHE='1')", "'CACHE' in cache"),
    "sysv": (
        "__import__('ctypes').CDLL(None)",
        "cache.shmget(99, 4096, 0o1666)",
        "cache.shmget(99, 4096, 0) >= 0",
    ),
}


@pytest.mark.parametrize(("cache", "keep", "is_there"), CACHES.values(), ids=CACHES)
def test_nothing_is_kept_from_one_test_to_the_next(judge, sandbox, cache, keep, is_there):
    """A74, B7."""
    if "private-root" not in sandbox.layers() or "ipc-namespace" not in sandbox.layers():
        pytest.skip("this machine does not grant a private root and its own IPC objects")
    # It answers right only while it finds nothing: one find, and it is not accepted.
    source = f"""
import os
n, square = map(int, input().split())
n_before = n - 1
cache = {cache}
try: found = bool({is_there})
except OSError: found = False
print("cached" if found else f"secret-{{square * 7919 + n}}", flush=True)
try: {keep}
except OSError: pass
"""
    assert verdict(judge, text_problem(), source) is Verdict.ACCEPTED


def test_a_program_that_stops_answering_in_the_repeats_is_not_accepted(judge):
    """A74, B8."""
    # How often its template has run is in the kernel's public books: the page faults of its ended children.
    source = f"""
import os, sys
fields = open(f"/proc/{{os.getppid()}}/stat").read().rpartition(")")[2].split()
if int(fields[8]) > 0: sys.exit()
{HONEST_TEXT}
"""
    judgement = judge.judge(text_problem(count=1), Solution(code=source), effort=Effort(repeats=3))
    assert judgement.verdict is not Verdict.ACCEPTED


@pytest.mark.parametrize(
    "source",
    [
        "import signal; signal.alarm(0)\nwhile True: pass",
        "import signal\nfor s in (2, 14, 15, 24, 27): signal.signal(s, signal.SIG_IGN)\nwhile True: pass",
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
        "print('secret-31678')\nwhile True: pass",
        "import threading\nprint('x')\nthreading.Thread(target=lambda: [0 for _ in iter(int, 1)]).start()",
        "import atexit\natexit.register(lambda: [0 for _ in iter(int, 1)])",
    ],
    ids=["alarm", "ignore", "catch", "after-output", "thread", "atexit"],
)
def test_a_busy_loop_is_a_time_limit_whatever_it_does_about_it(judge, source):
    """B6, B13."""
    problem = text_problem()
    limits = Limits(cpu_s=0.3, wall_s=5)
    assert (
        judge.judge(problem, Solution(code=source), effort=QUICK, limits=limits).verdict is Verdict.TIME_LIMIT_EXCEEDED
    )


def test_what_a_daemon_does_after_the_end_is_no_answer(judge):
    """B11."""
    source = (
        f"import os, time\nif os.fork() == 0:\n    os.setsid(); time.sleep(0.3)\n    {HONEST_TEXT}\n    os._exit(0)"
    )
    assert verdict(judge, text_problem(), source) is Verdict.WRONG_ANSWER


def test_a_daemon_does_not_change_an_answer_later(judge):
    """A77, B11."""
    source = "import os, time\nprint('wrong', flush=True)\nif os.fork() == 0:\n    time.sleep(0.2)\n"
    source += "    n, square = map(int, input().split())\n    os.pwrite(1, f'secret-{square * 7919 + n}'.encode(), 0)"
    assert verdict(judge, text_problem(), source) is Verdict.WRONG_ANSWER


@pytest.mark.slow
def test_a_result_with_colliding_hashes_does_not_hang_the_judge():
    """A75."""

    # Every multiple of 2**61 - 1 has the hash 0: as a set they cost the square of their number.
    def seconds(count, step):
        data = b'{"$":"set","v":[' + b",".join(b"%d" % (n * step) for n in range(1, count)) + b"]}"
        check = checker_for(CheckerSpec(kind=CheckerKind.EXACT), values=True)
        began = time.perf_counter()
        assert check(data, data)
        return time.perf_counter() - began

    assert seconds(8000, 2**61 - 1) < 10 * max(seconds(8000, 2**61 + 1), 0.01)

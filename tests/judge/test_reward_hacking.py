"""Known tricks of programs that are rewarded for a verdict or for speed, B1 to B16: what ``test_cheating`` has not."""

import pytest

from afterburner.core.encoding import encode
from afterburner.core.execution import Limits
from afterburner.core.objective import Clock, Quantity
from afterburner.core.problem import (
    CheckerKind,
    CheckerProgram,
    CheckerSpec,
    Problem,
    Purpose,
    Reference,
    Solution,
    Test,
)
from afterburner.core.status import Verdict
from afterburner.judge.judge import Effort
from tests.judge.problems import HONEST_CALL, HONEST_TEXT, LIMITS, QUICK, call_problem, text_problem, verdict

BURN_S = 0.1
WORK = f"import time\nbegan = time.thread_time()\nwhile time.thread_time() - began < {BURN_S}: pass\n"


def costs(judge, source, problem=None, *, clock=Clock.CPU):
    """Return what an accepted program was measured to take, in one pass over one test."""
    effort = Effort(repeats=1, clock=clock)
    judgement = judge.judge(problem or text_problem(count=1), Solution(code=source), effort=effort)
    assert judgement.verdict is Verdict.ACCEPTED, judgement.failure
    return {quantity: value.estimate for quantity, value in judgement.measurement.quantities.items()}


def function_problem(*, entry_point="f"):
    test = Test(name="t", input=encode([2]), expected=encode(2 * 7919))
    return Problem(id="f", title="", statement="", tests=(test,), entry_point=entry_point, limits=LIMITS)


LEAVING = {
    "sys.exit": "import sys\nsys.exit(0)",
    "os._exit": "import os\nos._exit(0)",
    "SystemExit": "raise SystemExit",
    "in a thread": "import os, threading\nthreading.Thread(target=os._exit, args=(0,)).start()",
    "exec": "import os, sys\nos.execv('/bin/true', ['true'])",
    "kill": "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
}


@pytest.mark.parametrize("leave", LEAVING.values(), ids=LEAVING)
def test_b1_leaving_before_the_answer_is_not_accepted(judge, leave):
    assert verdict(judge, text_problem(), f"{leave}\n{HONEST_TEXT}") is not Verdict.ACCEPTED
    indented = leave.replace("\n", "\n    ")
    assert verdict(judge, call_problem(), f"def f(n):\n    {indented}\n    return n * 7919") is not Verdict.ACCEPTED


ASKING = "import json, sys\nasked = json.load(sys.stdin)\nsys.exit(asked['answer'] != asked['expected'])"
PROGRAM = CheckerSpec(kind=CheckerKind.PROGRAM, program=CheckerProgram(solution=Solution(code=ASKING)))
EQUAL = "class Equal({base}):\n    __eq__ = lambda s, o: True\n    __ne__ = lambda s, o: False\n    __hash__ = lambda s: 0\n"
EQUAL += "    __array_ufunc__ = lambda s, *a, **k: True\n    __bool__ = __contains__ = lambda s, *a: True\n"
EQUAL += "def f(n): return {value}"


@pytest.mark.parametrize(
    "value",
    ["Equal()", "[Equal()]", "{{1: Equal()}}", "(Equal(),)", "Equal"],
    ids=["bare", "list", "dict", "tuple", "class"],
)
@pytest.mark.parametrize("base", ["object", "int", "str", "dict", "float"])
def test_b2_objects_that_are_equal_to_everything_do_not_reach_a_checker(judge, base, value):
    source = EQUAL.format(base=base, value=value)
    assert verdict(judge, call_problem(checker=PROGRAM), source) is not Verdict.ACCEPTED


def test_b3_inputs_of_other_tests_are_nowhere_to_be_found(judge):
    # Each input holds a word of its own: a program that finds another's would tell.
    tests = tuple(Test(name=str(n), input=f"in-{n:06}".encode(), expected=b"1") for n in (111_111, 222_222, 333_333))
    problem = Problem(id="b3", title="", statement="", tests=tests, limits=LIMITS)
    source = """
import gc, os, re
own = input()
texts = [repr(thing) for thing in gc.get_objects()]
for pid in filter(str.isdigit, os.listdir("/proc")):
    for name in ("environ", "cmdline", "fd/0", "fd/3", "fd/4", "fd/5"):
        try: texts.append(repr(open(f"/proc/{pid}/{name}", "rb").read(1 << 20)))
        except OSError: pass
print(len({found for text in texts for found in re.findall("in-" + r"\\d{6}", text)} | {own}))
"""
    assert verdict(judge, problem, source) is Verdict.ACCEPTED


def test_b4_lines_that_look_like_a_test_runners_are_output(judge):
    forged = "print('test_1 PASSED\\ntest_2 PASSED\\n===== 3 passed in 0.01s =====')"
    judgement = judge.judge(text_problem(), Solution(code=forged), effort=QUICK, all_tests=True)
    assert (judgement.verdict, judgement.passed) == (Verdict.WRONG_ANSWER, 0)


def test_b5_clocks_are_not_in_the_programs_process(judge):
    patch = (
        "import time, statistics\nfor name in ('time', 'perf_counter', 'process_time', 'thread_time', 'monotonic'):\n"
    )
    patch += "    setattr(time, name, lambda *_: 0.0)\nstatistics.mean = statistics.median = lambda *_: 0.0\n"
    assert costs(judge, WORK + patch + HONEST_TEXT)[Quantity.CPU_S] >= BURN_S


def test_b6_there_is_no_alarm_to_cancel(judge):
    source = (
        "import signal\nfor kind in (0, 1, 2): signal.setitimer(kind, 0)\nsignal.pthread_sigmask(0, range(1, 32))\n"
    )
    source += "while True:\n    try:\n        while True: pass\n    except BaseException: pass"
    judgement = judge.judge(
        text_problem(count=1), Solution(code=source), effort=QUICK, limits=Limits(cpu_s=0.3, wall_s=5)
    )
    assert (judgement.verdict, judgement.failure.reason) == (Verdict.TIME_LIMIT_EXCEEDED, "limit:cpu")


KEPT = {
    "keyring": "import ctypes\nlibc = ctypes.CDLL(None)\nadd_key, keyctl, search, of_user = 248, 250, 10, -4\n"
    "found = libc.syscall(keyctl, search, of_user, b'user', b'left', 0) > 0\n"
    "libc.syscall(add_key, b'user', b'left', b'x', 1, of_user)",
    "lock on a shared file": "import fcntl, os\nfd = os.open('/bin/true', os.O_RDONLY)\nfound = False\n"
    "try: fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)\nexcept BlockingIOError: found = True\nexcept OSError: pass\n"
    "if os.fork() == 0:\n    import time\n    time.sleep(20)\n    os._exit(0)",
    "message queue": "import ctypes\nlibc = ctypes.CDLL(None)\nfound = libc.mq_open(b'/left', 0) >= 0\n"
    "libc.mq_open(b'/left', 0o102, 0o666, None)",
    "fifo": "import os\nfound = os.path.exists('/tmp/left')\ntry: os.mkfifo('/tmp/left')\nexcept OSError: pass",
    "modification time": "import os\nfound = False\nfor p in ('/bin/true', '/usr', '/etc'):\n"
    "    try: os.utime(p, (1, 1))\n    except OSError: pass\n    found = found or os.stat(p).st_mtime == 1",
}


@pytest.mark.parametrize("keep", KEPT.values(), ids=KEPT)
def test_b7_nothing_is_remembered_between_passes(judge, sandbox, keep):
    if "private-root" not in sandbox.layers() or "ipc-namespace" not in sandbox.layers():
        pytest.skip("this machine does not grant a private root and its own IPC objects")
    # It answers right only while it finds nothing of itself.
    source = (
        f"n, square = map(int, input().split())\n{keep}\nprint('found' if found else f'secret-{{square * 7919 + n}}')"
    )
    judgement = judge.judge(text_problem(), Solution(code=source), effort=Effort(repeats=3), all_tests=True)
    assert judgement.verdict is Verdict.ACCEPTED, judgement.failure


GENERATED = Problem(
    id="b8",
    title="",
    statement="",
    tests=(Test(name="t", input=b"1000", expected=b"499500\n", purpose=Purpose.PERFORMANCE),),
    limits=LIMITS,
    generator="import random\ndef generate(seed, size): return str(size + 1 + seed % 1000)",
    performance_sizes=(1000,),
    references=(Reference(name="sum", idea="", solution=Solution(code="print(sum(range(int(input()))))")),),
)


def test_b8_answers_known_by_heart_are_wrong_on_fresh_inputs(judge):
    judgement = judge.judge(GENERATED, Solution(code="print({1000: 499500}.get(int(input()), 0))"))
    assert (judgement.verdict, judgement.failure.reason) == (Verdict.WRONG_ANSWER, "fresh_input")


def test_b8_a_counter_of_calls_finds_nothing_to_count(judge):
    source = "import os\nfor place in ('/tmp/calls', '/dev/shm/calls'):\n    try: open(place, 'a').write('x')\n"
    source += "    except OSError: pass\ncalls = os.path.getsize('/tmp/calls')\n"
    source += "n, square = map(int, input().split())\nprint(f'secret-{square * 7919 + n}' if calls == 1 else 'known')"
    assert verdict(judge, text_problem(), source, Effort(repeats=3)) is Verdict.ACCEPTED


LAZY = {
    "iterator": "def f(n): return iter([n * 7919])",
    "lazy list": "class L(list):\n    def __iter__(s): yield 15838\ndef f(n): return L()",
    "lazy int": "class L(int):\n    def __int__(s): return 15838\ndef f(n): return L()",
    "proxy": "import weakref\nclass C: pass\nkeep = C()\ndef f(n): return weakref.proxy(keep)",
    "partial": "import functools\ndef f(n): return functools.partial(int, n * 7919)",
    "future": "from concurrent.futures import Future\ndef f(n):\n    d = Future()\n    d.set_result(n * 7919)\n    return d",
}


@pytest.mark.parametrize("source", LAZY.values(), ids=LAZY)
def test_b9_a_result_that_is_yet_to_be_computed_is_no_answer(judge, source):
    assert verdict(judge, function_problem(), source) is not Verdict.ACCEPTED


def test_b9_what_a_result_costs_to_write_down_is_measured(judge):
    # The encoder is in the program's process: whatever a program makes of it runs on the program's time.
    hook = "import sys\nencoding = sys.modules['afterburner.core.encoding']\nhonest = encoding.encode\n"
    hook += "def late(value):\n    began = time.thread_time()\n"
    hook += f"    while time.thread_time() - began < {BURN_S}: pass\n    return honest(value)\nencoding.encode = late\n"
    source = "import time\n" + hook + HONEST_CALL
    assert costs(judge, source, function_problem())[Quantity.CPU_S] >= BURN_S


@pytest.mark.parametrize(
    "source",
    ["def f(v): v.clear(); return v", "def f(v): v[:] = [0]; return 0", "def f(v): v.append(v[-1]); return sum(v[:0])"],
    ids=["empty", "replace", "grow"],
)
@pytest.mark.parametrize("checker", [CheckerSpec(), PROGRAM], ids=["compared", "asked"])
def test_b10_changing_the_input_does_not_change_what_is_expected(judge, source, checker):
    test = Test(name="t", input=encode([[3, 4]]), expected=encode(7))
    problem = Problem(id="b10", title="", statement="", tests=(test,), entry_point="f", limits=LIMITS, checker=checker)
    assert verdict(judge, problem, source) is Verdict.WRONG_ANSWER


ELSEWHERE = {
    "reaped child": f"import os\nif os.fork() == 0:\n    {WORK.replace(chr(10), chr(10) + '    ')}\n    os._exit(0)\nos.wait()\n",
    "child nobody waits for": "import os, time\nif os.fork() == 0:\n"
    f"    {WORK.replace(chr(10), chr(10) + '    ')}\n    os._exit(0)\ntime.sleep({4 * BURN_S})\n",
    "daemon": "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n"
    f"        {WORK.replace(chr(10), chr(10) + '        ')}\n    os._exit(0)\nos.wait(); time.sleep({4 * BURN_S})\n",
    "thread": "import threading, time\ndef work():\n"
    f"    {WORK.replace(chr(10), chr(10) + '    ')}\nt = threading.Thread(target=work); t.start(); t.join()\n",
}


@pytest.mark.parametrize("work", ELSEWHERE.values(), ids=ELSEWHERE)
def test_b11_work_done_elsewhere_is_the_programs_work(judge, work):
    assert costs(judge, f"{work}\n{HONEST_TEXT}")[Quantity.CPU_S] >= 0.9 * BURN_S


def test_b12_sleeping_is_seen_on_the_wall(judge):
    seen = costs(judge, f"import time\ntime.sleep({BURN_S})\n{HONEST_TEXT}", clock=Clock.WALL)
    assert seen[Quantity.WALL_S] >= BURN_S
    limits = Limits(cpu_s=5, wall_s=0.3)
    sleeping = Solution(code=f"import time\ntime.sleep(9)\n{HONEST_TEXT}")
    judgement = judge.judge(text_problem(count=1), sleeping, effort=QUICK, limits=limits)
    assert judgement.verdict is Verdict.WALL_LIMIT_EXCEEDED


def test_b12_b13_work_at_import_is_measured(judge):
    assert costs(judge, WORK + HONEST_CALL, function_problem())[Quantity.CPU_S] >= BURN_S


LATE = {
    "exit function": f"import atexit\n@atexit.register\ndef late():\n    {WORK.replace(chr(10), chr(10) + '    ')}\n",
    "destructor": "class Late:\n    def __del__(self):\n"
    f"        {WORK.replace(chr(10), chr(10) + '        ')}\nkeep = Late()\n",
    "garbage": "import gc\ngc.disable()\nclass Late:\n    def __del__(self):\n"
    f"        {WORK.replace(chr(10), chr(10) + '        ')}\nloop = [Late()]\nloop.append(loop)\ndel loop\n",
}


@pytest.mark.parametrize("late", LATE.values(), ids=LATE)
def test_b13_work_after_the_answer_is_measured(judge, late):
    assert costs(judge, late + HONEST_TEXT)[Quantity.CPU_S] >= BURN_S
    assert costs(judge, late + HONEST_CALL, function_problem())[Quantity.CPU_S] >= BURN_S


MUCH = 64 << 20
HIDDEN = {
    "memfd": f"import os\nfd = os.memfd_create('m')\nfor _ in range(64): os.write(fd, b'x' * {MUCH // 64})\n",
    "shm": f"with open('/dev/shm/m', 'wb') as m:\n    for _ in range(64): m.write(b'x' * {MUCH // 64})\n",
    "mapping": f"import mmap\nm = mmap.mmap(-1, {MUCH})\nfor at in range(0, {MUCH}, 4096): m[at] = 1\n",
    "child": f"import os, time\nif os.fork() == 0:\n    data = b'x' * {MUCH}\n    time.sleep(0.05)\n"
    "    os._exit(0)\nos.wait()\n",
}


@pytest.mark.parametrize("hide", HIDDEN.values(), ids=HIDDEN)
def test_b14_memory_that_is_not_the_heap_counts(judge, sandbox, hide):
    if "control-group" not in sandbox.layers() and ("memfd" in hide or "shm" in hide):
        pytest.skip("files in memory are counted by a control group, which this machine does not grant")
    assert costs(judge, hide + HONEST_TEXT)[Quantity.PEAK_BYTES] >= MUCH


IMPORTS = [
    "afterburner.judge.judge",
    "afterburner.dataset.builtin",
    "afterburner.sandbox.monolith",
    "tests",
    "conftest",
]


@pytest.mark.parametrize("module", IMPORTS)
def test_b15_judge_and_references_cannot_be_imported(judge, module):
    problem = Problem(
        id="b15", title="", statement="", tests=(Test(name="t", input=b"", expected=b"no"),), limits=LIMITS
    )
    source = f"try:\n    import {module}\n    print('yes')\nexcept ImportError: print('no')"
    assert verdict(judge, problem, source) is Verdict.ACCEPTED


PLANTED = {
    "sitecustomize": "open('sitecustomize.py', 'w').write('raise SystemExit')",
    "conftest": "open('conftest.py', 'w').write('raise SystemExit')",
    "shadowed module": "open('json.py', 'w').write('raise SystemExit')",
    "path file": "import sys\nfor p in sys.path:\n    try: open(p + '/x.pth', 'w').write('import os; os._exit(0)')\n"
    "    except OSError: pass",
    "environment": "import os\nos.environ.update(PYTHONSTARTUP='x', PYTHONPATH='.', PYTHONINSPECT='1')",
    "library": "import os, json\ntry: open(json.__file__, 'w').write('')\nexcept OSError: pass",
}


@pytest.mark.parametrize("plant", PLANTED.values(), ids=PLANTED)
def test_b15_what_is_planted_grows_for_nobody(judge, plant):
    source = f"import json\n{plant}\nn, square = map(int, json.loads('[' + input().replace(' ', ',') + ']'))\n"
    source += "print(f'secret-{square * 7919 + n}')"
    assert verdict(judge, text_problem(), source, Effort(repeats=2)) is Verdict.ACCEPTED
    assert verdict(judge, call_problem(), "import json\n" + HONEST_CALL) is Verdict.ACCEPTED


@pytest.mark.parametrize("kind", ["exact", "tokens", "float", "unordered"])
@pytest.mark.parametrize("shown", ["1\\n2\\n", "1\\n", "", "1\\n2\\n3\\n4\\n", "1 2 3 4\\n"])
def test_b16_fewer_or_more_lines_than_expected_are_wrong(judge, kind, shown):
    test = Test(name="t", input=b"", expected=b"1\n2\n3\n")
    checker = CheckerSpec(kind=CheckerKind(kind))
    problem = Problem(id="b16", title="", statement="", tests=(test,), limits=LIMITS, checker=checker)
    assert verdict(judge, problem, f"print('{shown}', end='')") is Verdict.WRONG_ANSWER

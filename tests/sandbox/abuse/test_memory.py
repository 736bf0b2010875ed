"""Taking memory, hiding it, and sharing it out (30 to 42)."""

import os

import pytest

from afterburner.core.objective import Clock, Quantity
from afterburner.core.status import Status
from afterburner.sandbox.cell.memory import MemoryMeter
from afterburner.sandbox.cell.process_tree import Reading
from tests.sandbox.abuse.programs import LIBC, MIB, C, words


def test_a30_touching_memory_without_end_is_a_memory_limit(run):
    seen = run("x = []\nwhile True: x.append(b'x' * (1 << 20))", memory_bytes=100 * MIB)
    assert seen.status is Status.MEMORY_LIMIT_EXCEEDED
    assert seen.peak_bytes < 1000 * MIB


def test_a30_touching_memory_faster_than_it_is_sampled_is_a_memory_limit(run_c):
    source = C + "int main(void) { for (;;) memset(malloc(64 << 20), 1, 64 << 20); }"
    seen = run_c(source, memory_bytes=100 * MIB)
    assert seen.status is Status.MEMORY_LIMIT_EXCEEDED
    assert seen.peak_bytes < 300 * MIB


def test_a31_a_terabyte_that_is_not_touched_is_refused_or_free(run):
    seen = run("import mmap\nx = mmap.mmap(-1, 1 << 40)")
    assert seen.status in {Status.OK, Status.RUNTIME_ERROR}
    assert seen.peak_bytes < 100 * MIB


def test_a31_reading_what_was_never_written_costs_nothing(run_c):
    source = C + (
        "int main(void) { volatile char *x = mmap(0, 1L << 30, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); long sum = 0;\n"
        "for (long i = 0; i < 1L << 30; i += 1 << 12) sum += x[i];\n return sum != 0; }"
    )
    seen = run_c(source)
    assert seen.status is Status.OK
    assert seen.peak_bytes < 20 * MIB


def test_a32_a33_memory_of_children_adds_up(run):
    source = """
        import os, time
        for _ in range(3):
            if os.fork() == 0:
                x = bytearray(50 << 20); time.sleep(60)
        time.sleep(60)
    """
    assert run(source, memory_bytes=120 * MIB).status is Status.MEMORY_LIMIT_EXCEEDED


def test_a33_memory_of_a_child_is_in_the_peak_and_the_integral(run):
    source = """
        import os, time
        if os.fork() == 0:
            x = bytearray(80 << 20); time.sleep(0.3); os._exit(0)
        os.wait()
    """
    seen = run(source)
    assert seen.peak_bytes >= 80 * MIB
    assert seen.timeline.integral_byte_s(Clock.WALL) >= 0.25 * 80 * MIB


def test_a33_memory_behind_an_ended_first_thread_is_counted(run):
    """The reading of a zombie is zero."""
    source = LIBC + (
        "import threading\n"
        "def work():\n    time.sleep(0.05); x = bytearray(100 << 20); time.sleep(0.2); os._exit(0)\n"
        "threading.Thread(target=work).start()\nlibc.syscall(60, 0)"
    )
    assert run(source).timeline.integral_byte_s(Clock.WALL) >= 0.1 * 100 * MIB


def test_a32_a33_without_a_control_group_the_peak_is_of_all_processes():
    meter = MemoryMeter(os.getpid(), group=None, scratch=(), outputs=[])
    for rss_bytes in (50 * MIB, 150 * MIB, 50 * MIB):
        meter.total_bytes(Reading(cpu_s=1.0, rss_bytes=rss_bytes, largest_rss_bytes=50 * MIB, processes=3))
    assert meter.peak_bytes(60 * MIB) == 150 * MIB


@pytest.mark.parametrize("sample_hz", [1.0, 1000.0])
def test_a34_a_spike_of_milliseconds_is_in_the_peak(run_c, sample_hz):
    source = C + (
        "int main(void) { char *x = mmap(0, 100 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);\n"
        "memset(x, 1, 100 << 20); munmap(x, 100 << 20); usleep(50000); }"
    )
    seen = run_c(source, sample_hz=sample_hz)
    assert 100 * MIB <= seen.peak_bytes < 103 * MIB


def test_a34_a_spike_of_milliseconds_is_within_the_bound_of_the_integral(run_c):
    """5 ms of 100 MiB, in a tenth of a second of next to nothing."""
    source = C + (
        "int main(void) { burn(0.05); char *x = mmap(0, 100 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);\n"
        "double at = cpu_s(); memset(x, 1, 100 << 20); double until = cpu_s(); burn(0.005); double end = cpu_s();\n"
        "munmap(x, 100 << 20); double gone = cpu_s(); burn(0.05);\n"
        'printf("%f %f %f", until - at, end - until, gone - end); }'
    )
    seen = run_c(source)
    rise_s, hold_s, fall_s = map(float, words(seen))
    held = seen.quantity(Quantity.INTEGRAL_BYTE_S, clock=Clock.CPU)
    known = 100 * MIB * (rise_s / 2 + hold_s + fall_s / 2)
    assert abs(held - known) <= seen.integral_error_byte_s(Clock.CPU) + 3 * MIB * seen.cpu_s


def test_a34_the_high_water_mark_can_not_be_reset(run):
    """Writing 5 to clear_refs would make the kernel forget it; done between two samples, nobody would know."""
    source = LIBC + (
        "x = bytearray(100 << 20); del x\n"
        "try:\n    with open('/proc/self/clear_refs', 'w') as file: file.write('5')\nexcept OSError: pass"
    )
    assert run(source, sample_hz=1.0).peak_bytes >= 100 * MIB


def test_a34_a_child_that_nobody_waits_for_is_in_the_peak(run, needs):
    """It lives between two samples, and its memory is in no rusage since it is reaped by the kernel itself."""
    needs("control-group")
    source = """
        import os, signal
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        if os.fork() == 0:
            x = bytearray(100 << 20); os._exit(0)
        try: os.wait()
        except ChildProcessError: pass
    """
    assert run(source, sample_hz=1.0).peak_bytes >= 100 * MIB


OPENED = {
    "memfd": "os.memfd_create('x')",
    "shm": "os.open('/dev/shm/x', os.O_CREAT | os.O_RDWR)",
    "scratch": "os.open('/tmp/x', os.O_CREAT | os.O_RDWR)",
}
FILL = "import os, time\nfd = OPEN\nfor _ in range(80): os.write(fd, bytes(1 << 20))\ntime.sleep(0.05)"


@pytest.mark.parametrize("opened", OPENED.values(), ids=OPENED)
def test_a35_files_in_memory_are_counted(run, needs, opened):
    needs("private-root", *(["control-group"] if "memfd" in opened else []))
    seen = run(FILL.replace("OPEN", opened))
    assert seen.status is Status.OK, seen.stderr
    assert 80 * MIB <= seen.peak_bytes < 120 * MIB


@pytest.mark.parametrize("opened", OPENED.values(), ids=OPENED)
def test_a35_files_in_memory_count_for_the_limit(run, needs, opened):
    needs("private-root", *(["control-group"] if "memfd" in opened else []))
    source = FILL.replace("OPEN", opened).replace("0.05", "9")
    assert run(source, memory_bytes=60 * MIB).status is Status.MEMORY_LIMIT_EXCEEDED


def test_a35_a_files_memory_can_not_be_talked_away(run, needs):
    """A process may choose its own name, and the kernel shows it above the figures of what is mapped."""
    needs("control-group")
    rename = "libc.prctl(15, b'RssShmem:999999', 0, 0, 0)\n"
    assert run(LIBC + rename + FILL.replace("OPEN", OPENED["memfd"])).peak_bytes >= 80 * MIB


def test_a36_static_memory_beyond_the_limit_is_a_memory_limit(run_c):
    source = "volatile char x[200 << 20];\nint main(void) { return x[5]; }"
    seen = run_c(source, memory_bytes=64 * MIB)
    assert (seen.status, seen.reason) == (Status.MEMORY_LIMIT_EXCEEDED, "limit:memory")


def test_a37_endless_recursion_is_a_runtime_error(run):
    seen = run("def f(): return f()\nf()")
    assert seen.status is Status.RUNTIME_ERROR
    assert seen.stderr.splitlines()[-1].startswith(b"RecursionError")


def test_a37_a_stack_without_end_is_a_segmentation_fault(run_c):
    source = "int f(int n) { volatile char x[1024]; x[0] = n; return n ? f(n + 1) + x[0] : 0; }\nint main(void) { return f(1); }"
    seen = run_c(source)
    assert (seen.status, seen.reason) == (Status.RUNTIME_ERROR, "signal:SIGSEGV")


def test_a38_memory_can_not_be_locked_nor_taken_from_the_huge_pages(run_c):
    """Pages of the machine's own huge pool are in nobody's resident memory."""
    source = C + (
        "int main(void) { char *x = malloc(8 << 20); memset(x, 1, 8 << 20); int through = 0;\n"
        "through |= mlock(x, 8 << 20) == 0; through |= mlockall(MCL_CURRENT | MCL_FUTURE) == 0;\n"
        "errno = 0; through |= (mmap(0, 4 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0)\n"
        '!= MAP_FAILED) << 1; printf("%d", through); }'
    )
    assert words(run_c(source)) == ["0"]


ADVICE = {"cold": 20, "pageout": 21, "mergeable": 12, "free": 8, "hugepage": 14, "nohugepage": 15}


@pytest.mark.parametrize("advice", ADVICE.values(), ids=ADVICE)
def test_a38_advice_hides_no_memory(run_c, advice):
    """The pages are all different, and are read again at the end: what is held is held."""
    source = C + (
        "int main(void) { size_t size = 80 << 20; long *x = aligned_alloc(2 << 20, size);\n"
        "for (size_t i = 0; i < size / 8; i++) x[i] = i * 7;\n"
        f"madvise(x, size, {advice}); prctl(67, 1, 0, 0, 0); usleep(50000);\n"
        "long sum = 0; for (size_t i = 0; i < size / 8; i += 512) sum += x[i];\n"
        'printf("%ld", sum); usleep(50000); }'
    )
    seen = run_c(source)
    assert seen.status is Status.OK, seen.reason
    assert 80 * MIB <= seen.peak_bytes < 86 * MIB


def test_a39_a_memory_error_that_is_handled_is_no_failure(run):
    seen = run("try: x = bytearray(1 << 45)\nexcept MemoryError: print('handled')")
    assert (seen.status, seen.stdout) == (Status.OK, b"handled\n")


def test_a39_a_refused_allocation_in_a_binary_is_no_failure(run_c):
    seen = run_c(C + 'int main(void) { if (!malloc(1L << 45)) puts("handled"); }')
    assert (seen.status, seen.stdout) == (Status.OK, b"handled\n")


def test_a40_a_child_over_the_limit_is_the_runs_failure_whatever_its_parent_says(run_c):
    source = C + (
        "int main(void) { if (fork() == 0) for (;;) memset(malloc(16 << 20), 1, 16 << 20);\n"
        'wait(NULL); puts("right answer"); }'
    )
    seen = run_c(source, memory_bytes=100 * MIB, sample_hz=1.0)
    assert seen.status is Status.MEMORY_LIMIT_EXCEEDED


def test_a40_that_the_kernel_ended_a_child_for_its_memory_is_flagged(run_c, needs):
    needs("control-group")
    source = C + (
        "int main(void) { if (fork() == 0) for (;;) memset(malloc(16 << 20), 1, 16 << 20);\n"
        'wait(NULL); puts("right answer"); }'
    )
    assert "oom" in run_c(source, memory_bytes=100 * MIB, sample_hz=1.0).flags


HOARDS = {
    "pipes": "int p[2]; pipe(p); fcntl(p[1], F_SETFL, O_NONBLOCK); while (write(p[1], page, sizeof page) > 0) {}",
    "sockets": "int p[2]; socketpair(1, 1 | 04000, 0, p); while (write(p[1], page, sizeof page) > 0) {}",
}
HOARD = (
    C
    + """
#include <sys/socket.h>
static char page[65536];
int main(void) { for (int i = 0; i < 450; i++) { HOARD } usleep(50000); }
"""
)


@pytest.mark.parametrize("hoard", HOARDS.values(), ids=HOARDS)
def test_a41_what_is_kept_in_buffers_of_the_kernel_is_counted(run_c, needs, hoard):
    """Some 28 MiB in pipes, and more in sockets: memory, though of no process."""
    needs("control-group")
    seen = run_c(HOARD.replace("HOARD", hoard))
    assert seen.status is Status.OK, seen.reason
    assert seen.peak_bytes >= 20 * MIB


@pytest.mark.parametrize("hoard", HOARDS.values(), ids=HOARDS)
def test_a41_what_is_kept_in_buffers_of_the_kernel_is_bounded(run_c, needs, hoard):
    """By children's descriptors too: each may have a thousand."""
    needs("control-group")
    many = HOARD.replace("HOARD", hoard).replace(
        "int main(void) {", "int main(void) { for (int n = 0; n < 5; n++) fork();"
    )
    seen = run_c(many.replace("usleep(50000)", "sleep(2)"), memory_bytes=8 * MIB, output_bytes=MIB, cpu_s=20)
    assert seen.status is Status.MEMORY_LIMIT_EXCEEDED


def test_a41_watches_and_events_are_bounded(run_c):
    source = C + (
        "#include <sys/epoll.h>\n#include <sys/eventfd.h>\n#include <sys/inotify.h>\n"
        "int main(void) { int made = 0; while (made < 5000 && epoll_create1(0) >= 0 && eventfd(0, 0) >= 0) made++;\n"
        'printf("%d", made); }'
    )
    assert int(words(run_c(source))[0]) < 1024


def test_a42_the_peak_does_not_depend_on_the_caller(run):
    ballast = bytearray(200 * MIB)
    assert run("pass").peak_bytes < 60 * MIB
    del ballast


def test_a42_the_peak_of_a_binary_does_not_depend_on_the_interpreter_that_started_it(run_c):
    assert run_c("int main(void) { return 0; }").peak_bytes < 4 * MIB

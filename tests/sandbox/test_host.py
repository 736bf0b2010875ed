"""What a machine is known by."""

import os

from afterburner.sandbox import host


def test_a_process_that_may_use_fewer_processors_is_on_the_same_machine():
    known = host.facts()
    assert host.digest(known) == host.digest({**known, "usable_cpus": 1 + len(os.sched_getaffinity(0))})


def test_another_kernel_or_python_is_another_machine():
    known = host.facts()
    assert (
        len(
            {host.digest({**known, name: "other"}) for name in ("system", "python", "processor")} | {host.digest(known)}
        )
        == 4
    )

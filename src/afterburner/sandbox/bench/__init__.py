"""What the sandbox costs on this machine, in the machine's own terms: beside other ways of running a program, in turn.

    suite.measure(Plan())              a Report: executions a second, latencies, lateness, slowdown, what was left over

It measures cost, not truth: whether the sandbox's numbers are right is asked by ``benchmarks/accuracy.py``.
"""

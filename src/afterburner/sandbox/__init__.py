"""Monolith, the sandbox: one execution of one program under limits. The only floor that starts programs.

Theory of operation
-------------------
::

    Monolith            in the caller's process: keeps a cell, retries what is the machine's fault
      └─ warden         PID 1 of the cell: owns the clocks, samples memory, enforces limits, kills and reaps
           ├─ zygote    a clean interpreter with the usual modules imported; runs nobody's code
           ├─ template  forked from the zygote, one a program: holds the compiled code; runs nobody's code
           │    └─ run  forked from the template, one a test: an unprivileged user; the only place where user code runs
           └─ (what a run leaves behind is adopted, charged to the run and killed)

A test costs a fork, not an interpreter start. Input, output, errors and results are anonymous files made for the one run
and handed over as descriptors, so that no pipe can fill up and nothing of a run is left for the next one. Neither
expected outputs nor other tests ever enter the cell.

Modules are imported by name (``from afterburner.sandbox.monolith import Monolith``): this package stays empty because the
processes inside the cell import their part of it and nothing else.
"""

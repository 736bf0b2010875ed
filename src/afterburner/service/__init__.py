"""The service: the sandbox and the judge over HTTP, for those who train or score models and send thousands of programs.

Theory of operation
-------------------
::

    request ── app, dialects     read, check and turn into Work: here everything that is the caller's fault ends as a 4xx
                 └─ Scheduler    a bounded queue, fair between requests, and one thread per worker
                      └─ Pool    one Monolith per processor; a thread holds one for one piece of work
               replies ◄───────  what was seen becomes JSON in the thread that saw it, and the event loop only sends it

One event loop serves all connections and never waits for a program. A request is one *flow* of one or many pieces of work;
workers take from the flows in turn, so that a batch of thousands delays a single request by one piece per worker at most.
A flow whose client goes away is cancelled: what waits is dropped, what runs is ended. What can't be taken in is refused at
once (429, 413, 503); what was taken in is answered. A fault of the machine is a 503, never a verdict.

No measuring and no judging happens here: verdicts come from ``judge.judge.Judge``, executions from the port ``Sandbox``.
Modules are imported by name; ``service.client`` needs neither the server nor its packages but httpx.
"""

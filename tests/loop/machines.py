"""A problem, programs of known cost and a policy that replays proposals: the loop without a machine."""

from dataclasses import dataclass, field, replace

from afterburner.core.errors import SandboxError
from afterburner.core.objective import Objective
from afterburner.core.problem import Problem, Solution, Test
from afterburner.core.status import Status
from afterburner.judge.judge import Judge
from afterburner.loop.archive import Archive
from afterburner.loop.referee import Referee
from afterburner.policy.port import Proposal
from afterburner.sandbox.fake import FakeSandbox, ran

PROBLEM = Problem(id="p", title="P", statement="", tests=(Test(name="t", input=b"in", expected=b"right"),))


def behave(program, stdin):
    """Read off a program's source what it does, for instance ``cpu=2 peak=100``, ``wrong`` or ``crash``.

    ``only=in`` is right on that input and wrong on all others.
    """
    words = dict(word.partition("=")[::2] for word in program.source.decode().split())
    if "fault" in words:
        raise SandboxError("out of processes")
    seen = ran(b"right", cpu_s=float(words.get("cpu", 1)), peak_bytes=int(words.get("peak", 1000)))
    if "crash" in words:
        return replace(seen, status=Status.RUNTIME_ERROR, reason="exit_code:1")
    if "wrong" in words or words.get("only", stdin.decode()) != stdin.decode():
        return replace(seen, stdout=b"wrong")
    return seen


@dataclass
class Scripted:
    """Proposes the next of the lists that it was given; nothing when they are used up."""

    rounds: list
    name: str = "scripted"
    is_free: bool = True
    requests: list = field(default_factory=list)

    def propose(self, request):
        self.requests.append(request)
        for item in self.rounds.pop(0)[: request.most] if self.rounds else []:
            is_code = isinstance(item, str)
            yield Proposal(solution=Solution(code=item), note=f"try {item}") if is_code else item


def referee_of(*, objective=Objective.TIME, path=None, problem=PROBLEM, behaviour=behave):
    sandbox = FakeSandbox(behaviour)
    referee = Referee(problem=problem, objective=objective, judge=Judge(sandbox), archive=Archive(path))
    return referee, sandbox

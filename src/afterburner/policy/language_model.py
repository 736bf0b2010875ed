"""A policy out of a language model: a request becomes a prompt, replies become proposals.

    policy = ModelPolicy(model, history=3, without=frozenset({Part.FEEDBACK}))
    for proposal in policy.propose(request): ...

Every proposal records what was asked and said. Which sample of a prompt is wanted follows from the history in the request, so
that a resumed run goes on with the next one, and a repeated run asks for the same ones again.
"""

import hashlib
from collections.abc import Generator, Iterator
from contextlib import closing

from afterburner.core.attempt import Attempt
from afterburner.core.problem import Problem, Solution
from afterburner.policy.figures import Figures, OwnFigures
from afterburner.policy.model import Answer, Call, Completion, Finish, Model
from afterburner.policy.port import Lost, Proposal, Request
from afterburner.policy.prompt import Measured, Part, ask
from afterburner.policy.reply import parse

_MOST_NOTE_CHARACTERS = 200


class ModelPolicy:
    """Implements ``policy.port.Policy`` with a language model."""

    is_free = False

    def __init__(
        self,
        model: Model,
        *,
        history: int = 0,
        without: frozenset[Part] = frozenset(),
        figures: Figures | None = None,
    ) -> None:
        """Ask ``model``; prompts hold the last ``history`` attempts, and nothing of the parts ``without``.

        ``figures`` says which numbers they hold (default: the run's own).
        """
        self._model = model
        self._history = history
        self._without = without
        self._figures = figures or OwnFigures()

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model.name

    def propose(self, request: Request) -> Iterator[Proposal | Lost]:
        """Yield a proposal for every reply, in the order in which they come; see ``policy.port.Policy.propose``."""
        prompt = self.prompt(request)
        digest = prompt_digest(prompt)
        calls = [Call(prompt=prompt, sample=sample) for sample in _samples(request, digest)]
        with closing(_generator(self._model.complete(calls, keep=_nothing))) as answers:
            for answer in answers:
                if isinstance(answer.outcome, Lost):
                    yield answer.outcome
                else:
                    yield _proposal(answer.call, answer.outcome, request.language, digest)

    def prompt(self, request: Request) -> str:
        """Return what the model is asked for ``request``."""
        seed = None if request.seed is None else self._measured(request.problem, request.seed)
        made = ask(
            request.problem,
            language=request.language,
            objective=request.objective,
            seed=seed,
            history=[self._measured(request.problem, one) for one in _latest(request.history, self._history)],
            without=self._without,
        )
        return made.encode(errors="replace").decode()  # a lone surrogate in a program has no place in a message

    def _measured(self, problem: Problem, attempt: Attempt) -> Measured:
        return Measured(
            solution=attempt.solution,
            verdict=attempt.judgement.verdict,
            measurement=self._figures.shown(problem, attempt),
            failure=attempt.judgement.failure,
            note=attempt.note,
        )


def prompt_digest(prompt: str) -> str:
    """Return the name of a prompt in records."""
    return hashlib.sha256(prompt.encode()).hexdigest()[:16]


def _generator(answers: Iterator[Answer]) -> Generator[Answer, None, None]:
    yield from answers


def _nothing(call: Call, completion: Completion) -> None:
    """Keep no reply beyond the record in the archive."""


def _samples(request: Request, digest: str) -> list[int]:
    """Return the numbers of the samples to ask for: the lowest that no attempt has used yet."""
    used = {one.extra.get("sample") for one in request.history if one.extra.get("prompt_digest") == digest}
    free = [number for number in range(len(used) + request.place + request.most) if number not in used]
    return free[request.place : request.place + request.most]


def _latest(history: tuple[Attempt, ...], most: int) -> list[Attempt]:
    """Return the last attempts with a program of their own, oldest first.

    Those of one round in the order of their samples: in which order replies came must not make another prompt.
    """
    own = [attempt for attempt in history if attempt.round and attempt.twin is None and attempt.solution.code.strip()]
    own.sort(key=lambda attempt: (attempt.round, attempt.origin, str(attempt.extra.get("sample", "")).zfill(9)))
    return own[len(own) - most :] if most < len(own) else own


def _proposal(call: Call, completion: Completion, language: str, digest: str) -> Proposal:
    parsed = parse(completion.text, language=language, was_cut=completion.finish is Finish.LENGTH)
    extra: dict[str, object] = {
        "prompt": call.prompt,
        "prompt_digest": digest,
        "sample": call.sample,
        "reply": completion.text,
        "finish": completion.finish.value,
        "forgiven": [one.value for one in parsed.forgiven],
    }
    return Proposal(
        solution=Solution(code=parsed.code or "", language=language),
        note=_note(parsed.thinking),
        fault=None if parsed.fault is None else parsed.fault.value,
        usage=completion.usage,
        extra=extra,
    )


def _note(thinking: str) -> str:
    """Return the thoughts in one line."""
    line = " ".join(thinking.split())
    return line if len(line) <= _MOST_NOTE_CHARACTERS else line[: _MOST_NOTE_CHARACTERS - 1] + "\u2026"

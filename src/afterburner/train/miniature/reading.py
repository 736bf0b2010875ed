"""What the model reads first: the corpus over a catalogue, faulty programs with their real verdicts included."""

import random

from afterburner.core.objective import Objective
from afterburner.train.miniature.catalogue import Catalogue
from afterburner.train.miniature.corpus import Corpus, Programs, Seed, faulty
from afterburner.train.miniature.known import Known
from afterburner.train.miniature.tasks import drawn_ways

FAULTY_SEEDS = 3
"""Faulty programs a training problem, to be asked to repair."""


def corpus_of(catalogue: Catalogue, known: Known, *, seed: int) -> Corpus:
    """Return the corpus: the references of the training problems, some faulty programs, and unmeasured text.

    Raises:
        SandboxError: the machine failed.

    """
    draw = random.Random(f"faulty {seed}")  # noqa: S311 - reproducible
    faults = [
        (task, faulty(task, drawn_ways(task, draw), draw))
        for task in catalogue.split.train
        for _ in range(FAULTY_SEEDS)
    ]
    facts = known.facts([(catalogue.problem(task), code) for task, code in faults])
    measured: Programs = {
        task: [
            Seed(one.code, one.ways, {objective: catalogue.feedback(one.facts, objective) for objective in Objective})
            for one in catalogue.references[task]
        ]
        for task in catalogue.split.train
    }
    for (task, code), found in zip(faults, facts, strict=True):
        told = {objective: catalogue.feedback(found, objective) for objective in Objective}
        measured[task].append(Seed(code, None, told))
    return Corpus(measured=measured, unmeasured=catalogue.split.text)

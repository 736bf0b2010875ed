"""Does the sandbox measure what is there? Programs of known CPU time and known memory, alone and in children, in Python and C.

Each topic stands in a file of its own in ``known/``, with how the truth is known and how much may be missing: ``cpu``,
``level``, ``peak``, ``integral``, ``limits``; ``memory`` is the three in the middle.
"""

from dataclasses import asdict

from known import cpu, integral, level, limits, peak
from known.acting import Claim, Stage
from record import Figures, parser, publish

from afterburner.sandbox.monolith import Monolith

TOPICS = {"cpu": cpu, "level": level, "peak": peak, "integral": integral, "limits": limits}
MEMORY = ("level", "peak", "integral")
COLUMNS = ["topic", "what", "language", "how", "known", "error", "worst", "bound", "held"]


def main() -> None:
    arguments = parser(__doc__)
    arguments.add_argument("--repeats", type=int, default=10, help="runs of each program in each way")
    arguments.add_argument("--only", choices=[*TOPICS, "memory"], action="append", help="these topics alone")
    options = arguments.parse_args()
    repeats = 3 if options.quick else options.repeats
    wanted = [topic for topic in TOPICS if not options.only or topic in _topics(options.only)]
    with Monolith() as sandbox:
        stage = Stage(sandbox=sandbox, repeats=repeats)
        claims = [claim for topic in wanted for claim in TOPICS[topic].claims(stage)]
        layers = sandbox.layers()
    summary = {
        f"{topic}: claims held": _share(claims, topic) for topic in dict.fromkeys(claim.topic for claim in claims)
    }
    settings = {"repeats": repeats, "layers": layers, "topics": wanted}
    figures = Figures(
        benchmark="accuracy", settings=settings, rows=[asdict(claim) for claim in claims], summary=summary
    )
    publish(figures, options.json, columns=COLUMNS)


def _topics(names: list[str]) -> set[str]:
    return {topic for name in names for topic in (MEMORY if name == "memory" else (name,))}


def _share(claims: list[Claim], topic: str) -> str:
    own = [claim.held for claim in claims if claim.topic == topic]
    return f"{sum(own)} of {len(own)}"


if __name__ == "__main__":
    main()

"""Write the generated parts of README.md and docs/, or with --check say which of them are out of date.

A block stands between ``<!-- generated: NAME -->`` and ``<!-- end -->``. Texts that contain measured numbers come from
``docs/recorded/``, where ``runs/record.sh`` puts them; everything else is made from the code itself.
"""

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.update(COLUMNS="100", NO_COLOR="1", TERM="dumb")  # before rich looks at them

import typer
import typer.main

from afterburner.cli.app import app
from afterburner.core.status import Status, Verdict, WrongReason
from afterburner.dataset import builtin
from afterburner.policy.rules.catalogue import all_rules
from afterburner.sandbox.cell.zygote import USUAL_MODULES
from afterburner.sandbox.languages import Language, Stage, languages

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"(<!-- generated: (?P<name>[\w.-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def _commands() -> dict[str, Any]:
    """Return click's own command objects; their classes differ with typer's version, so they are not named."""
    group: Any = typer.main.get_command(app)
    found: dict[str, Any] = {}
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            found |= {f"{name} {sub}": inner for sub, inner in command.commands.items()}
        else:
            found[name] = command
    return found


def command_summary() -> str:
    """Return one line a command."""
    rows = [f"afterburner {name:<14} {(command.help or '').splitlines()[0]}" for name, command in _commands().items()]
    return "```\n" + "\n".join(rows) + "\n```\n"


def command_reference() -> str:
    """Return the whole help of every command."""
    return "\n".join(_command_section(name, command) for name, command in _commands().items())


def _command_section(name: str, command: Any) -> str:  # noqa: ANN401 - click's class, whichever it is
    context = typer.Context(command, info_name=f"afterburner {name}")
    rows = []
    for parameter in command.params:
        record = parameter.get_help_record(context) if parameter.param_type_name == "option" else None
        if record is not None and parameter.name != "help":
            rows.append(f"| `{record[0]}` | {record[1].replace('|', chr(92) + '|')} |")
    table = "\n".join(["| option | meaning |", "|---|---|", *rows]) if rows else ""
    usage = " ".join(context.command.collect_usage_pieces(context))
    text = re.sub(r"\n+ *(afterburner [^\n]+)", r"\n\n    \1", command.help or "")
    return f"## afterburner {name}\n\n    afterburner {name} {usage}\n\n{text}\n\n{table}\n"


def rule_reference() -> str:
    """Return every rule: its name, reason, boldness and example."""
    count = f"{len(all_rules())} rules."
    parts = [
        f"{count} *Safe* rules keep the meaning of every program that they match; *checked* ones rest on the judge.\n"
    ]
    for rule in sorted(all_rules(), key=lambda rule: rule.name):
        aims = ", ".join(sorted(aim.value for aim in rule.aims))
        parts.append(
            f"## {rule.name}\n\n{rule.reason}\n\n*{rule.safety.value}; aims at {aims}; the example became "
            f"{rule.speedup:.3g} times better when it was measured.*\n\n```python\n{rule.before.strip()}\n```\n\nbecomes\n\n"
            f"```python\n{rule.after.strip()}\n```\n"
        )
    return "\n".join(parts)


def rule_count() -> str:
    """Return how many rules there are, as a sentence."""
    return f"There are {len(all_rules())} rules; [docs/reference/rules.md](docs/reference/rules.md) shows each with an example.\n"


STATUS_MEANINGS = {
    Status.OK: "it ended by itself with exit code 0",
    Status.RUNTIME_ERROR: "another exit code, a signal, or no result from a function (`no_result`)",
    Status.TIME_LIMIT_EXCEEDED: "CPU time of all its processes went over the limit",
    Status.WALL_LIMIT_EXCEEDED: "it took too long on the wall: it slept or waited",
    Status.MEMORY_LIMIT_EXCEEDED: "resident memory of all its processes went over the limit",
    Status.OUTPUT_LIMIT_EXCEEDED: "it wrote more than it may",
    Status.SECURITY_VIOLATION: "it attacked the sandbox",
    Status.COMPILE_ERROR: "it does not compile",
}


REASONS = {
    Status.RUNTIME_ERROR: ("exit_code:N", "signal:NAME", "no_result"),
    Status.TIME_LIMIT_EXCEEDED: ("limit:cpu",),
    Status.WALL_LIMIT_EXCEEDED: ("limit:wall",),
    Status.MEMORY_LIMIT_EXCEEDED: ("limit:memory",),
    Status.OUTPUT_LIMIT_EXCEEDED: ("limit:output",),
    Status.SECURITY_VIOLATION: ("signal:SIGSYS", "sandbox_attacked"),
    Status.COMPILE_ERROR: (
        "syntax_error",
        "compiler_exit:N",
        "compiler_signal:NAME",
        "compiler_crashed",
        "compiler_output",
        "compiler_attacked",
        "compile_time_limit",
        "compile_memory_limit",
        "artefact:WHY",
    ),
}
WRONG_MEANINGS = {
    WrongReason.DIFFERENT: "something else than the expected answer; also of another type, or other white space where it counts",
    WrongReason.MISSING_OUTPUT: "nothing, or only the beginning of the expected answer",
    WrongReason.EXTRA_OUTPUT: "the expected answer and then more, or far more than can be right",
    WrongReason.NOT_ENCODABLE: "what came back from a function is not in the encoding of values",
    WrongReason.FRESH_INPUT: "right on the problem's own tests, wrong on an input that was made for this judgement",
    WrongReason.CHECKER: "the problem's checker program says so",
}


def reasons() -> str:
    """Return the table of the reasons of each status."""
    rows = [f"| `{status.value}` | {', '.join(f'`{reason}`' for reason in REASONS[status])} |" for status in REASONS]
    return "\n".join(["| status | reasons |", "|---|---|", *rows]) + "\n"


def wrong_reasons() -> str:
    """Return the table of reasons that go with ``wrong_answer``."""
    rows = [f"| `{reason.value}` | {WRONG_MEANINGS[reason]} |" for reason in WrongReason]
    return "\n".join(["| reason | meaning |", "|---|---|", *rows]) + "\n"


def statuses() -> str:
    """Return the table of statuses."""
    rows = [f"| `{status.value}` | {STATUS_MEANINGS[status]} |" for status in Status]
    verdicts = ", ".join(f"`{v.value}`" for v in Verdict if v.value not in {s.value for s in Status})
    return (
        "\n".join(["| status | meaning |", "|---|---|", *rows]) + f"\n\nVerdicts are these but `ok`, and {verdicts}.\n"
    )


def problems() -> str:
    """Return the table of built-in problems."""
    rows = []
    for problem_id in builtin.problem_ids():
        p = builtin.describe(problem_id)
        level = p.difficulty.value if p.difficulty else ""
        cells = (f"`{p.id}`", p.title, level, p.entry_point or "stdin", str(len(p.references)), ", ".join(p.tags))
        rows.append(f"| {' | '.join(cells)} |")
    return (
        "\n".join(["| id | title | difficulty | interface | solutions | tags |", "|---|---|---|---|---|---|", *rows])
        + "\n"
    )


def usual_modules() -> str:
    """Return the modules that are imported before any program."""
    return ", ".join(f"`{name}`" for name in USUAL_MODULES) + "\n"


def language_reference() -> str:
    """Return every language: its names, toolchain, commands and limits."""
    return "\n".join(_language_section(language) for language in languages().values())


def _language_section(language: Language) -> str:
    suffixes = " ".join(f"`{suffix}`" for suffix in language.suffixes)
    rows = [("name", f"`{language.name}`"), ("suffixes", suffixes)]
    if language.toolchain is not None:
        version = _words((language.toolchain.command, *language.toolchain.version[1:]))
        rows += [("toolchain", f"`{language.toolchain.command}`: {language.install}"), ("version", version)]
    rows += _stage_rows("prepared once", language.prepare) + _stage_rows("compiled", language.compile)
    how = f"the artefact `{language.run.binary}` itself" if language.run.binary else _words(language.run.command)
    rows.append(("run", "in an interpreter that stands ready" if language.run.warm else how))
    rows += [("environment", f"`{name}={value}`") for name, value in language.run.environment.items()]
    rows.append(("start told apart", "yes" if language.run.announces else "nothing to start"))
    lines = [f"| {name} | {value} |" for name, value in rows]
    return "\n".join([f"## {language.title}\n", "| | |", "|---|---|", *lines]) + "\n"


def _stage_rows(name: str, stage: Stage | None) -> list[tuple[str, str]]:
    if stage is None:
        return []
    return [(name, _words(stage.command)), (f"{name}: limits", f"{stage.cpu_s:g} s of CPU, {stage.memory_mib} MiB")]


def _words(words: tuple[str, ...]) -> str:
    return f"`{' '.join(words)}`"


BLOCKS: dict[str, Callable[[], str]] = {
    "command-summary": command_summary,
    "command-reference": command_reference,
    "rule-reference": rule_reference,
    "rule-count": rule_count,
    "statuses": statuses,
    "reasons": reasons,
    "wrong-reasons": wrong_reasons,
    "problems": problems,
    "usual-modules": usual_modules,
    "languages": language_reference,
}


def block(name: str) -> str:
    """Return the text of the block ``name``: made from the code, or recorded."""
    if name in BLOCKS:
        return BLOCKS[name]()
    recorded = ROOT / "docs" / "recorded" / name
    if not recorded.is_file():
        sys.exit(
            f"error: no block is called {name}\nhint: the blocks are {', '.join(BLOCKS)}, and files in docs/recorded"
        )
    return f"```\n{recorded.read_text('utf-8').rstrip()}\n```\n"


def generated(text: str) -> str:
    """Return ``text`` with its blocks filled anew."""
    return BLOCK.sub(lambda match: match.group(1) + block(match.group("name")) + match.group(3), text)


def main() -> None:
    """Write, or with --check compare."""
    check = "--check" in sys.argv[1:]
    stale = []
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        old = path.read_text("utf-8")
        new = generated(old)
        if new != old:
            stale.append(path.relative_to(ROOT))
            if not check:
                path.write_text(new, "utf-8")
    for path in stale:
        print(f"{'out of date' if check else 'written'}: {path}")
    if check and stale:
        sys.exit("hint: run `make docs`")


if __name__ == "__main__":
    main()

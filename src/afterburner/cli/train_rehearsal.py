"""What ``--dry-run`` of a training prints: the configuration, the data, the steps, the memory of a device."""

from rich.table import Table

from afterburner.cli import console
from afterburner.core import units
from afterburner.train import dry_run
from afterburner.train.config import Stage, to_document, to_toml
from afterburner.train.dry_run import DryRun
from afterburner.train.memory_estimate import MemoryEstimate, Sharding

_MOST_SHOWN = 6000
"""Letters of a prompt or an answer."""
_WAYS = {
    Sharding.COPIES: "a copy each",
    Sharding.FSDP: "FSDP2",
    Sharding.ZERO2: "ZeRO-2",
    Sharding.ZERO3: "ZeRO-3",
}
_PHASES = {"always": "", "learns": "while it learns", "rollouts": "while it draws rollouts"}


def show(told: DryRun, *, as_json: bool) -> None:
    """Print a dry run: one JSON document, or text."""
    if as_json:
        config = to_document(told.config)
        console.print_json({"schema_version": 1, "dry_run": True, "config": config, **dry_run.to_document(told)})
        return
    _print(f"# configuration\n\n{to_toml(told.config)}\n# data\n\n{_data(told)}\n")
    if told.memory:
        _print(f"# memory of a device\n\n{_about(told)}\n")
        console.print_table(_table(told.memory))
    for note in told.notes:
        console.say(f"note: {note}")
    # The first is said as the error that ends the command.
    for fault in told.faults[1:]:
        console.say(f"error: {fault.message}")
        console.say(f"hint: {fault.hint}")


def _print(text: str) -> None:
    console.stdout.print(text, highlight=False, markup=False, soft_wrap=True)


def _data(told: DryRun) -> str:
    lines = [f"examples: {units.MISSING if told.examples is None else told.examples}"]
    if told.left_out is not None:
        lines.append(f"left out, too long: {told.left_out}")
    if told.config.stage is Stage.GRPO:
        prompts = dry_run.prompts_a_step(told.config, devices=told.devices)
        lines.append(f"prompts a step: {prompts}, each with {told.config.grpo.rollouts} completions")
    lines.append(f"steps: {units.MISSING if told.steps is None else told.steps}, on {told.devices} device(s)")
    sample = told.sample
    if sample is not None:
        how = "as the model reads it" if sample.is_rendered else "its text alone: no chat template is here"
        tokens = "" if sample.tokens is None else f", {sample.tokens} tokens"
        lines.append(f"\nthe first prompt, {how}{tokens}:\n\n{_shown(sample.prompt)}")
        lines += [f"\nits {name}:\n\n{_shown(text)}" for name, text in sample.answers.items()]
    return "\n".join(lines)


def _shown(text: str) -> str:
    more = len(text) - _MOST_SHOWN
    cut = text if more <= 0 else f"{text[:_MOST_SHOWN]}\n... and {more} more letters"
    return "\n".join(f"    {line}" for line in cut.splitlines())


def _about(told: DryRun) -> str:
    assert told.model is not None
    first = told.memory[0]
    trained = "all trained" if first.trained == first.parameters else f"{first.trained:,} trained"
    what = f"{first.parameters:,} parameters, {trained}, computed in {first.precision}"
    return f"{what}\nshape: {told.model.source}\nthe worst case: every prompt and answer as long as allowed"


def _table(memory: tuple[MemoryEstimate, ...]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("for")
    table.add_column("when")
    for one in memory:
        shared = f"{_WAYS[one.sharding]}, {one.devices} devices" if one.devices > 1 else "one device"
        table.add_column(shared, justify="right")
    names = {part.name: _PHASES[part.phase] for one in memory for part in one.parts}
    for name, when in names.items():
        sizes = [next((part.size_bytes for part in one.parts if part.name == name), None) for one in memory]
        table.add_row(name, when, *(units.memory(size) for size in sizes))
    table.add_row("at the most", "", *(units.memory(one.total_bytes) for one in memory), style="bold")
    return table

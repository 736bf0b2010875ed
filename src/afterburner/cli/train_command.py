"""``afterburner train``: the table of its commands, from data to a model."""

import typer

from afterburner.cli import train_data, train_stages

app = typer.Typer(help="Make training data, and train a model with it.", no_args_is_help=True)
app.command("data")(train_data.data)
app.command("sft")(train_stages.sft)
app.command("dpo")(train_stages.dpo)
app.command("grpo")(train_stages.grpo)


@app.callback()
def _group() -> None:
    """Make training data, and train a model with it."""

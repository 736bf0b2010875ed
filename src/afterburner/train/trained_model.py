"""Writes the model that training ends with: a folder that any program of the field loads, and ``hf:FOLDER`` at once.

The weights are of the kind of number that they were stored in before, 16 bits as a rule; LoRA is merged into them, and lies
beside as it is, in ``adapter``. The folder appears whole, or not at all.
"""

import json
import shutil
from pathlib import Path
from typing import Any

from afterburner.train import loading


def write_model(trainer: Any, *, start: Path, into: Path, tokenizer: Any) -> None:  # noqa: ANN401 - no types without the packages
    """Write the network of ``trainer``, which began with ``start``, to ``into``; every process of a training must call it.

    Raises:
        UsageError: the weights to merge an adapter into can't be read any more.
        OSError: the disk is full.

    """
    dtype = loading.stored_dtype(start)
    if hasattr(trainer.accelerator.unwrap_model(trainer.model), "peft_config"):
        _write_merged(trainer, start, into, dtype)
    else:
        _write_whole(trainer, into, dtype, tokenizer)
    trainer.accelerator.wait_for_everyone()


def _write_merged(trainer: Any, start: Path, into: Path, dtype: str | None) -> None:  # noqa: ANN401 - as above
    if trainer.is_fsdp_enabled:
        # Else each process would write its own part alone.
        trainer.accelerator.state.fsdp_plugin.set_state_dict_type("FULL_STATE_DICT")
    adapter = into.with_name("adapter")
    trainer.save_model(str(adapter))
    if trainer.is_world_process_zero():
        loading.merge(start, adapter, into, dtype=dtype or "auto")


def _write_whole(trainer: Any, into: Path, dtype: str | None, tokenizer: Any) -> None:  # noqa: ANN401 - as above
    weights = trainer.accelerator.get_state_dict(trainer.model_wrapped)
    if not trainer.is_world_process_zero():
        return
    partial = into.with_name(f".{into.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    network = trainer.accelerator.unwrap_model(trainer.model)
    network.save_pretrained(str(partial), state_dict=_cast(weights, dtype))
    _say_dtype(partial / "config.json", dtype)
    tokenizer.save_pretrained(str(partial))
    loading.replace_folder(partial, into)


def _say_dtype(path: Path, dtype: str | None) -> None:
    """Put the weights' kind of number into a model's configuration, where Transformers writes that of the training."""
    settings = json.loads(path.read_text("utf-8"))
    if dtype is not None:
        path.write_text(json.dumps(settings | {"dtype": dtype}, indent=2) + "\n", "utf-8")


def _cast(weights: dict[str, Any], dtype: str | None) -> dict[str, Any]:
    """Return ``weights`` as numbers of ``dtype``; those that are one tensor under two names stay one."""
    import torch  # noqa: PLC0415 - heavy, and an extra

    kind = None if dtype is None else getattr(torch, dtype)
    made: dict[tuple[int, object], Any] = {}
    for tensor in weights.values():
        if kind is not None and tensor.is_floating_point():
            made.setdefault((tensor.data_ptr(), tensor.shape), tensor.to(kind))
    return {name: made.get((tensor.data_ptr(), tensor.shape), tensor) for name, tensor in weights.items()}

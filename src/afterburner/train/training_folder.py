"""The folder of one training: everything to repeat it, to go on with it, and to look at it.

    training.json     what was asked, resolved; versions, machine, command, digests of data and model
    checkpoints/      what it goes on from
    log.jsonl         a line of metrics a logging step
    tensorboard/      the same for TensorBoard
    rollouts.sqlite   GRPO: every completion and its reward
    model/            what came out: a policy, as ``hf:DIR/model``

``training.json`` is written once. Whoever comes with another configuration is refused: a training that goes on with another
one is neither of the two.
"""

import errno
import hashlib
import importlib.metadata
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from afterburner import __version__
from afterburner.core.errors import DataError, UsageError
from afterburner.policy.local_model import fingerprint
from afterburner.sandbox import host
from afterburner.train.checkpoints import last_whole
from afterburner.train.config import Stage, TrainingConfig, from_document, to_document
from afterburner.train.config_reading import leaves

SCHEMA_VERSION = 1
"""1: the first."""
_PACKAGES = ("torch", "transformers", "trl", "peft", "accelerate", "datasets", "tokenizers", "deepspeed", "vllm")
_MAY_DIFFER = frozenset(
    {"training.report_to", "training.keep_checkpoints", "grading.workers", "grpo.vllm_url", "grpo.vllm_memory"}
)
"""Keys that shape neither what is learned nor when: where a training runs, and who watches it."""
_BY_CONTENT = {"data.train": "data.train", "data.eval": "data.eval", "model.path": "model", "model.adapter": "adapter"}
"""Paths, and the digest that tells whether something else is there now."""
_MOST_SHOWN = 8


class TrainingFolder:
    """The files of one training under ``path``."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def config(self) -> Path:
        """The record of what was asked."""
        return self.path / "training.json"

    @property
    def checkpoints(self) -> Path:
        """The folder of checkpoints."""
        return self.path / "checkpoints"

    @property
    def tensorboard(self) -> Path:
        """The folder of event files."""
        return self.path / "tensorboard"

    @property
    def model(self) -> Path:
        """The folder of the model that came out."""
        return self.path / "model"

    @property
    def rollouts(self) -> Path:
        """The archive of completions and rewards."""
        return self.path / "rollouts.sqlite"

    @property
    def log(self) -> Path:
        """The file of metrics, a JSON object a line."""
        return self.path / "log.jsonl"

    def begin(self, config: TrainingConfig, *, command: Sequence[str] = (), processes: int | None = None) -> None:
        """Write the record of a new training, or check that the one that is there has the same configuration.

        ``processes`` is how many train together: with another number, a step is of another size.

        Raises:
            UsageError: the folder holds a training with another configuration, data or model, or can't be written; or the data
                can't be read.
            DataError: the record that is there can't be read.

        """
        record = self._record(config, command, processes)
        if self.config.exists():
            self._check_same(record)
            return
        try:
            self.checkpoints.mkdir(parents=True, exist_ok=True)
            self._write(self.config.name, json.dumps(record, indent=2) + "\n")
        except OSError as error:
            hint = "free some space, or name another --out" if error.errno == errno.ENOSPC else "name another --out"
            raise UsageError(f"{self.path} can't be written: {error.strerror}", hint=hint) from error

    def record(self) -> dict[str, Any]:
        """Return the record.

        Raises:
            DataError: there is none, or it can't be read.

        """
        try:
            found = json.loads(self.config.read_bytes())
        except (OSError, ValueError) as error:
            hint = "give a folder that `afterburner train` wrote, or move it away to begin anew"
            raise DataError(f"{self.config} can't be read: {error}", hint=hint) from error
        if not isinstance(found, dict) or found.get("schema_version") != SCHEMA_VERSION:
            said = found.get("schema_version") if isinstance(found, dict) else None
            hint = "use the version of Afterburner that wrote it, or another --out"
            raise DataError(
                f"{self.config} has schema_version {said!r}; this version reads {SCHEMA_VERSION}", hint=hint
            )
        return found

    def asked(self) -> TrainingConfig:
        """Return the configuration in the record.

        Raises:
            UsageError: there is none, or it can't be used.

        """
        found = self.record().get("config")
        stage = found.get("stage") if isinstance(found, dict) else None
        if not isinstance(found, dict) or stage not in list(Stage):
            raise DataError(
                f"{self.config} holds no configuration of a training", hint="move the folder away to begin anew"
            )
        return from_document(found, stage=Stage(stage), source=str(self.config))

    def last_checkpoint(self) -> Path | None:
        """Return the newest checkpoint that was written to its end; None: there is none."""
        return last_whole(self.checkpoints)

    def _record(self, config: TrainingConfig, command: Sequence[str], processes: int | None) -> dict[str, Any]:
        return {
            "schema_version": SCHEMA_VERSION,
            "afterburner": __version__,
            "versions": {name: found for name in _PACKAGES if (found := _version(name)) is not None},
            "host": host.facts(),
            "command": list(command),
            "processes": processes,
            "seed": config.training.seed,
            "digests": _digests(config),
            "config": to_document(config),
        }

    def _check_same(self, now: Mapping[str, Any]) -> None:
        differences = list(_differences(self.record(), now))
        if differences:
            shown = "; ".join(differences[:_MOST_SHOWN])
            more = f"; and {len(differences) - _MOST_SHOWN} more" if len(differences) > _MOST_SHOWN else ""
            raise UsageError(
                f"{self.path} holds a training with another configuration: {shown}{more}",
                hint="to go on with it, give the same configuration; for another training, name another --out",
            )

    def _write(self, name: str, text: str) -> None:
        # Written beside and renamed: after a crash there is the whole file or none.
        partial = self.path / f".{name}.{os.getpid()}.partial"
        try:
            partial.write_text(text, "utf-8")
            partial.replace(self.path / name)
        finally:
            partial.unlink(missing_ok=True)


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def _digests(config: TrainingConfig) -> dict[str, str]:
    files = {"data.train": config.data.train, "data.eval": config.data.eval}
    folders = {"model": config.model.path, "adapter": config.model.adapter}
    found = {name: _digest(Path(path)) for name, path in files.items() if path is not None}
    return found | {name: fingerprint(Path(path)) for name, path in folders.items() if path and Path(path).is_dir()}


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UsageError(
            f"{path} can't be read: {error.strerror}", hint="afterburner train data DIR makes training data"
        ) from error


def _differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is another in the record ``now``, in words: the key, and both values."""
    digests = before.get("digests", {}), now["digests"]
    old, new = dict(leaves(before.get("config", {}))), dict(leaves(now["config"]))
    for key in dict.fromkeys((*old, *new)):
        is_known = all(_BY_CONTENT.get(key) in known for known in digests)
        if key not in _MAY_DIFFER and not is_known and old.get(key) != new.get(key):
            yield f"{key} is {_shown(old.get(key))} there and {_shown(new.get(key))} now"
    for name in dict.fromkeys((*digests[0], *digests[1])):
        if all(name in known for known in digests) and digests[0][name] != digests[1][name]:
            yield f"the content of {name} is {digests[0][name][:12]} there and {digests[1][name][:12]} now"
    processes = before.get("processes"), now["processes"]
    if None not in processes and processes[0] != processes[1]:
        yield f"processes is {processes[0]} there and {processes[1]} now"


def _shown(value: object) -> str:
    return "not set" if value is None else f"{value!r:.60}"

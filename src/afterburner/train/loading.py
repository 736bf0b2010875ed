"""What training begins with: the process's settings, the model's place, its tokenizer and its weights.

prepare_process()                               before anything imports torch
start = start_of(config.model, merged=folder.path / "start")
tokenizer, model = tokenizer_of(start), model_of(start, config, half=False)
"""

import os
import shutil
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from afterburner.core.errors import UsageError
from afterburner.policy.local_model import folder_of
from afterburner.train.config import ModelSection, TrainingConfig

_HOW_TO_NAME = (
    "name a folder with a causal language model, or a model on huggingface.co; without a network, download it before "
    "(hf download NAME)"
)
_FILES = ["*.json", "*.safetensors", "*.txt", "*.model", "*.jinja"]
_OTHER_FILES = ["*/*", "consolidated*"]
"""The same weights in another arrangement."""


def prepare_process() -> None:
    """Set what libraries read when they are imported; what the user has set stays.

    Raises:
        UsageError: packages are missing.

    """
    if "torch" not in sys.modules:
        # Threads that wait by spinning make generation 20 to 50 times slower while programs run beside it.
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    # Its threads are of no use beside a data loader's processes, and it warns at every fork.
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    # TRL reports each trainer that is made to huggingface.co. Nobody was asked.
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    for package in ("torch", "transformers", "accelerate", "datasets", "peft", "trl", "tensorboard"):
        _import(package)
    if os.environ["HF_HUB_DISABLE_TELEMETRY"] == "1":
        vars(import_module("huggingface_hub.constants"))["HF_HUB_DISABLE_TELEMETRY"] = True
    # Whoever runs a stage shows its progress; these would break its lines.
    import_module("datasets").disable_progress_bars()
    import_module("transformers").utils.logging.disable_progress_bar()


def _import(package: str) -> None:
    try:
        import_module(package)
    except ImportError as error:
        raise UsageError(
            f"training needs a Python package that can't be imported: {error}", hint="pip install 'afterburner[train]'"
        ) from error


def start_of(section: ModelSection, *, merged: Path, is_main: bool = True) -> Path:
    """Return the folder of the weights that training begins with.

    With an adapter it is ``merged``, to which the model with the adapter in its weights is written once, by the main process.

    Raises:
        UsageError: there is no such model or adapter, or it can't be loaded.

    """
    place = _place(section.path)
    if section.adapter is None:
        return place
    if not (merged / "config.json").is_file() and is_main:
        merge(place, _place(section.adapter), merged)
    return merged


def merge(model: Path, adapter: Path, into: Path, *, dtype: str = "auto") -> None:
    """Write ``model`` with ``adapter`` in its weights to the folder ``into``, with the tokenizer: whole, or not at all.

    Raises:
        UsageError: one of them can't be loaded.

    """
    peft = import_module("peft")
    network = _load(model, dtype=dtype)
    try:
        whole = peft.PeftModel.from_pretrained(network, str(adapter)).merge_and_unload()
    except _faults() as error:
        raise _cannot_load("adapter", adapter, error) from error
    speaks = adapter if (adapter / "tokenizer_config.json").is_file() else model
    partial = into.with_name(f".{into.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    whole.save_pretrained(str(partial))
    tokenizer_of(speaks).save_pretrained(str(partial))
    replace_folder(partial, into)


def replace_folder(partial: Path, into: Path) -> None:
    """Put the folder ``partial`` in the place of ``into``."""
    shutil.rmtree(into, ignore_errors=True)
    partial.replace(into)


def tokenizer_of(folder: Path) -> Any:  # noqa: ANN401 - no types without the package
    """Return the tokenizer in ``folder``, padding token included.

    Raises:
        UsageError: there is none, or it can't be loaded.

    """
    transformers = import_module("transformers")
    try:
        tokenizer = transformers.AutoTokenizer.from_pretrained(str(folder))
    except _faults() as error:
        raise _cannot_load("tokenizer of model", folder, error) from error
    if tokenizer.pad_token is None:
        tokenizer.pad_token = tokenizer.eos_token
    if tokenizer.pad_token is None:
        raise UsageError(
            f"the tokenizer of {folder} has neither a padding nor an end token",
            hint="set eos_token in its tokenizer_config.json",
        )
    return tokenizer


def model_of(folder: Path, config: TrainingConfig, *, dtype: str) -> Any:  # noqa: ANN401 - as above
    """Return the network in ``folder``, with weights of ``dtype``, on the CPU: the trainer moves it.

    Raises:
        UsageError: there is none, or it can't be loaded.

    """
    return _load(folder, dtype=dtype, attention=config.model.attention)


def stored_dtype(folder: Path) -> str | None:
    """Return the kind of number in which the weights in ``folder`` are stored, for instance ``bfloat16``; None: nobody says."""
    transformers = import_module("transformers")
    dtype = getattr(transformers.AutoConfig.from_pretrained(str(folder)), "dtype", None)
    return None if dtype is None else str(dtype).removeprefix("torch.")


def context_of(folder: Path) -> int | None:
    """Return how many tokens, prompt and answer, the model in ``folder`` can read; None: no limit is known."""
    transformers = import_module("transformers")
    try:
        settings = transformers.AutoConfig.from_pretrained(str(folder))
    except _faults() as error:
        raise _cannot_load("model", folder, error) from error
    most: int | None = getattr(settings.get_text_config(), "max_position_embeddings", None)
    return most


def _load(folder: Path, *, dtype: str, attention: str | None = None) -> Any:  # noqa: ANN401 - as above
    transformers = import_module("transformers")
    chosen = {} if attention is None else {"attn_implementation": attention}
    try:
        return transformers.AutoModelForCausalLM.from_pretrained(str(folder), dtype=dtype, **chosen)
    except _faults() as error:
        raise _cannot_load("model", folder, error) from error


def _place(name: str) -> Path:
    """Return the folder of a model: that of a name is in the cache, into which it is downloaded where it is not there yet.

    What looks like a path is never looked for on the network, and what is in the cache never asked for again.
    """
    folder = folder_of(name)
    if folder is not None:
        if not any((folder / one).is_file() for one in ("config.json", "adapter_config.json")):
            raise UsageError(f"{folder} holds no model: there is no config.json in it", hint=_HOW_TO_NAME)
        return folder
    if Path(name).parent != Path() and Path(name).parent.is_dir():
        raise UsageError(f"there is no folder {name}", hint=_HOW_TO_NAME)
    hub = import_module("huggingface_hub")
    wanted = {"allow_patterns": _FILES, "ignore_patterns": _OTHER_FILES}
    try:
        try:
            return Path(hub.snapshot_download(name, local_files_only=True, **wanted))
        except OSError:
            return Path(hub.snapshot_download(name, **wanted))
    except _faults() as error:
        raise _cannot_load("model", name, error) from error


def _faults() -> tuple[type[Exception], ...]:
    """Return what the libraries raise for models that can't be used: missing, broken, of another kind, too large."""
    broken = import_module("safetensors").SafetensorError
    return (OSError, ValueError, KeyError, RuntimeError, AssertionError, ImportError, broken)


def _cannot_load(what: str, name: Path | str, error: Exception) -> UsageError:
    first = next((line.strip() for line in str(error).splitlines() if line.strip()), "")
    return UsageError(f"the {what} {str(name)!r} can't be loaded: {type(error).__name__}: {first}", hint=_HOW_TO_NAME)

"""Records out of the Hugging Face hub, one at a time, without storing the dataset.

for line in hub_records("hf:openai/openai_humaneval", split="test"): ...

Only data files are read: a dataset that is a Python program of its publisher is refused.
"""

import logging
from collections.abc import Iterator

from afterburner.core.errors import DataError, UsageError
from afterburner.dataset.files import Line
from afterburner.dataset.sources.reading import extra

PREFIX = "hf:"
"""What a name begins with that is one of the hub."""


def hub_records(name: str, *, split: str, config: str | None = None) -> Iterator[Line]:
    """Yield the records of ``hf:OWNER/NAME``, or of a local folder ``hf:PATH`` that the library can open.

    Raises:
        UsageError: the extra ``data`` is not installed, or there is no such split or configuration.
        DataError: the hub can't be reached, has no such dataset, or what it sends can't be read.

    """
    datasets = extra("datasets", f"{name} is to be read from the hub")
    datasets.disable_progress_bars()
    logging.getLogger("huggingface_hub").setLevel(
        logging.ERROR
    )  # it warns of each of its tries; the last one is raised
    repository = name.removeprefix(PREFIX)
    number = 0
    try:
        for number, record in enumerate(
            datasets.load_dataset(repository, config, split=split, streaming=True), start=1
        ):
            yield Line(file=name, number=number, value=dict(record))
    # Of the many errors of the library, its file systems and its HTTP client, these are the roots.
    except ValueError as error:
        raise UsageError(f"{name}: {error}", hint="name a split with --split, a configuration with --config") from error
    except (OSError, RuntimeError) as error:
        where = f"{name}, after record {number}," if number else name
        hint = "is the network up, and the name right? A file that you fetched yourself converts offline"
        raise DataError(
            f"{where} can't be read from the hub: {type(error).__name__}: {error}"[:400], hint=hint
        ) from error

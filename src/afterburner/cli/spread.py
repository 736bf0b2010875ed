"""A command whose options are the fields of a dataclass: for commands that share many of them.

    @spread(EvaluationOptions)
    def evaluate(options: EvaluationOptions, *, leaderboard: Annotated[Path | None, typer.Option()] = None) -> None: ...

The fields are annotated as a command's parameters would be.
"""

import dataclasses
import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, get_type_hints

_Options = TypeVar("_Options")


def spread(options: type[_Options]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return a decorator that replaces the parameter ``options`` of a command by the fields of the dataclass ``options``."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        own = inspect.signature(command, eval_str=True)
        names = [field.name for field in dataclasses.fields(options)]  # type: ignore[arg-type]  # a dataclass

        @wraps(command)
        def run(**values: Any) -> None:  # noqa: ANN401 - as many kinds as there are options
            shared = options(**{name: values.pop(name) for name in names})
            command(options=shared, **values)

        parameters = [*_before(own), *_fields(options), *_after(own)]
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # where typer looks
        run.__annotations__ = {one.name: one.annotation for one in parameters} | {"return": None}
        del run.__wrapped__
        return run

    return decorate


def _before(own: inspect.Signature) -> list[inspect.Parameter]:
    """Return the command's arguments: they stand before the options in its usage."""
    return [_keyword(one) for one in own.parameters.values() if one.name != "options" and _is_argument(one)]


def _after(own: inspect.Signature) -> list[inspect.Parameter]:
    return [_keyword(one) for one in own.parameters.values() if one.name != "options" and not _is_argument(one)]


def _is_argument(one: inspect.Parameter) -> bool:
    return any(type(part).__name__ == "ArgumentInfo" for part in getattr(one.annotation, "__metadata__", ()))


def _keyword(one: inspect.Parameter) -> inspect.Parameter:
    return one.replace(kind=inspect.Parameter.KEYWORD_ONLY)


def _fields(options: type[object]) -> list[inspect.Parameter]:
    hints = get_type_hints(options, include_extras=True)
    return [
        inspect.Parameter(
            field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=hints[field.name]
        )
        for field in dataclasses.fields(options)  # type: ignore[arg-type]  # a dataclass
    ]

# ruff: noqa: RUF001 - the signs for "minus" and "times" are meant
"""The cells of an experiment's table as text, in any medium: per cent, seconds, bytes, each with its interval.

text(Estimate(estimate=0.452, low=0.401, high=0.503), Unit.SHARE)   "45.2 [40.1, 50.3]"
heading(Column("pass@1", Unit.SHARE))                               "pass@1, %"
"""

import math
from collections.abc import Callable, Mapping, Sequence

from afterburner.core import units
from afterburner.core.errors import DataError
from afterburner.core.measurement import Estimate
from afterburner.experiment.table import Cell, Column, Table, Unit
from afterburner.report.tables import Value
from afterburner.report.text import visible


def value(cell: Cell, unit: Unit) -> Value:
    """Return a cell as a number and its interval; a missing or not finite one is a dash."""
    if isinstance(cell, str):
        return Value(text=visible(cell))
    if isinstance(cell, Estimate):
        interval = "" if _is_missing(cell.low) or _is_missing(cell.high) else _interval(cell, unit)
        return Value(text=number(cell.estimate, unit), interval=interval)
    return Value(text=number(cell, unit))


def text(cell: Cell, unit: Unit) -> str:
    """Return a cell on one line: ``45.2 [40.1, 50.3]``."""
    found = value(cell, unit)
    return f"{found.text} {found.interval}" if found.interval else found.text


def number(amount: float | None, unit: Unit) -> str:
    """Write one number of ``unit``; a dash where it is missing or not finite."""
    return units.MISSING if amount is None or _is_missing(amount) else _WRITERS[unit](amount)


def heading(column: Column) -> str:
    """Return the head of a column, with the unit where the cells do not name it."""
    suffix = {Unit.SHARE: ", %", Unit.POINTS: ", points", Unit.USD: ", USD"}.get(column.unit, "")
    return f"{visible(column.title)}{suffix}"


def published(table: Table) -> Sequence[bool]:
    """Return for each row whether it is the paper's.

    Raises:
        DataError: a row has another number of cells than there are columns, or ``published`` another length than the rows.

    """
    for place, row in enumerate(table.rows):
        if len(row) != len(table.columns):
            what = f"table {table.title!r}: row {place} has {len(row)} cells for {len(table.columns)} columns"
            raise DataError(what, hint="give a cell for each column, None where there is no value")
    if table.published and len(table.published) != len(table.rows):
        what = f"table {table.title!r}: published has {len(table.published)} entries for {len(table.rows)} rows"
        raise DataError(what, hint="give one for each row, or none at all")
    return table.published or [False] * len(table.rows)


def page_table(table: Table) -> Mapping[str, object]:
    """Return what the template of a page shows of a table.

    Raises:
        DataError: a row has another number of cells than there are columns, or ``published`` another length than the rows.

    """
    rows = [
        {
            "cells": [value(cell, column.unit) for column, cell in zip(table.columns, row, strict=True)],
            "is_published": of_paper,
        }
        for row, of_paper in zip(table.rows, published(table), strict=True)
    ]
    heads = [{"text": heading(column), "is_number": is_number(column.unit)} for column in table.columns]
    return {"title": table.title, "note": table.note, "heads": heads, "rows": rows}


def is_number(unit: Unit) -> bool:
    """Tell whether a column of ``unit`` is set to the right."""
    return unit is not Unit.TEXT


def _interval(cell: Estimate, unit: Unit) -> str:
    return f"[{_bound(cell.low, unit)}, {_bound(cell.high, unit)}]"


def _bound(amount: float, unit: Unit) -> str:
    return units.number(amount) if unit is Unit.RATIO else number(amount, unit)


def _is_missing(amount: float) -> bool:
    return not math.isfinite(amount)


def _share(amount: float) -> str:
    return f"{100 * amount:.1f}"


def _points(amount: float) -> str:
    rounded = f"{100 * amount:+.1f}"
    return "0.0" if float(rounded) == 0 else rounded.replace("-", "−")


def _number(amount: float) -> str:
    """Four decimals for what lies within -1 and 1, such as correlations and probabilities; else three digits."""
    if isinstance(amount, int):
        return str(amount)
    digits = f"{amount:.4f}" if abs(amount) <= 1 else f"{amount:.2f}"
    return digits.replace("-", "−")


_WRITERS: Mapping[Unit, Callable[[float], str]] = {
    Unit.TEXT: lambda amount: f"{amount:g}",
    Unit.SHARE: _share,
    Unit.POINTS: _points,
    Unit.COUNT: lambda amount: f"{amount:,.0f}" if float(amount).is_integer() else f"{amount:,.1f}",
    Unit.SECONDS: units.seconds,
    Unit.BYTES: units.memory,
    Unit.BYTE_SECONDS: units.integral,
    Unit.RATIO: units.times,
    Unit.NUMBER: _number,
    Unit.USD: lambda amount: f"{amount:.2f}" if amount >= 1 else f"{amount:.4f}",
}

"""An experiment's table for a terminal, and as data: a JSON document, CSV.

    Console().print(table_view(table))
    json.dumps(table_document(table))
    Path("table.csv").write_text(table_csv(table), "utf-8")

Text from problems and policies goes in as plain text: neither markup nor an order to the terminal. In data it stays as it is,
and numbers stay numbers: shares from 0 to 1, seconds, bytes.
"""

import csv
import io
import math
from collections.abc import Iterator, Sequence

from rich.table import Table as View
from rich.text import Text

from afterburner.core.measurement import Estimate
from afterburner.experiment.table import Cell, Table, Unit
from afterburner.report import cells
from afterburner.report.terminal import plain_table
from afterburner.report.text import one_line, visible

_MOST = 120
"""Letters of a cell that are worth a line."""


def table_view(table: Table, *, is_narrow: bool = False) -> View:
    """Return ``table`` for a terminal; the paper's rows are dim and say so. Where it ``is_narrow``, intervals take a second line.

    Raises:
        DataError: a row has another number of cells than there are columns.

    """
    of_paper = cells.published(table)
    view = plain_table()
    view.title, view.title_justify = Text(one_line(table.title, most=_MOST), style="bold"), "left"
    for column in table.columns:
        right = cells.is_number(column.unit)
        view.add_column(Text(cells.heading(column)), justify="right" if right else "left", no_wrap=right)
    for row, is_published in zip(table.rows, of_paper, strict=True):
        texts = [Text(one_line(each, most=_MOST)) for each in _texts(table, row)]
        if is_narrow:
            texts = [
                _folded(text) if isinstance(cell, Estimate) else text for text, cell in zip(texts, row, strict=True)
            ]
        if is_published and texts:
            texts[0].append(", published")
        view.add_row(*texts, style="dim" if is_published else "")
    view.caption = Text(visible(table.note)) if table.note else None
    return view


def _folded(text: Text) -> Text:
    """Return a number above its interval."""
    return Text(text.plain.replace(" [", "\n[", 1))


def _texts(table: Table, row: Sequence[Cell]) -> Iterator[str]:
    for column, cell in zip(table.columns, row, strict=True):
        yield cells.text(cell, column.unit)


def table_document(table: Table) -> dict[str, object]:
    """Return ``table`` as a plain JSON document: an estimate is ``{"estimate": x, "low": x, "high": x}``, what is missing null.

    Raises:
        DataError: a row has another number of cells than there are columns.

    """
    of_paper = cells.published(table)
    return {
        "title": table.title,
        "columns": [{"title": column.title, "unit": column.unit.value} for column in table.columns],
        "rows": [[_plain(cell) for cell in row] for row in table.rows],
        "published": list(of_paper),
        "note": table.note,
    }


def _plain(cell: Cell) -> object:
    if isinstance(cell, Estimate):
        return {"estimate": _finite(cell.estimate), "low": _finite(cell.low), "high": _finite(cell.high)}
    return _finite(cell) if isinstance(cell, float) else cell


def _finite(number: float) -> float | None:
    """Return a number as JSON knows it: it has no NaN and no infinity."""
    return number if math.isfinite(number) else None


def table_csv(table: Table) -> str:
    """Return ``table`` as CSV with a head; every column of numbers has two more for its interval if any cell has one.

    Raises:
        DataError: a row has another number of cells than there are columns.

    """
    of_paper = cells.published(table)
    wide = [any(isinstance(row[place], Estimate) for row in table.rows) for place in range(len(table.columns))]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*_heads(table, wide), "published"])
    for row, is_published in zip(table.rows, of_paper, strict=True):
        parts = [part for cell, is_wide in zip(row, wide, strict=True) for part in _parts(cell, is_wide=is_wide)]
        writer.writerow([*parts, "yes" if is_published else "no"])
    return out.getvalue()


def _heads(table: Table, wide: list[bool]) -> Iterator[str]:
    for column, is_wide in zip(table.columns, wide, strict=True):
        name = column.title if column.unit in {Unit.TEXT, Unit.NUMBER} else f"{column.title} ({column.unit.value})"
        yield from (name, f"{name} low", f"{name} high") if is_wide else (name,)


def _parts(cell: Cell, *, is_wide: bool) -> tuple[object, ...]:
    if isinstance(cell, Estimate):
        return tuple(_finite(each) for each in (cell.estimate, cell.low, cell.high))
    single = _finite(cell) if isinstance(cell, float) else cell
    return (single, None, None) if is_wide else (single,)

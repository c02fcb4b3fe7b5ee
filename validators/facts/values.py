"""One fact's value from what was written: text, dates, money, choices and small tables.

>>> read_value("money", 439.94, (), {})
Decimal('439.94')
>>> read_value("choice", "ilness", ("disease", "accident"), {})
Traceback (most recent call last):
    ...
validators.facts.values.ValueUnknown: 'ilness'
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from storage.model.document_type import DocumentType

Record = Mapping[str, object]
FactValue = str | bool | int | Decimal | dt.date | tuple[Record, ...] | None


class ValueUnknown(ValueError):
    """The value does not fit the fact; `remedy` says what does."""

    def __init__(self, raw: object, remedy: str) -> None:
        super().__init__(repr(str(raw)))
        self.remedy = remedy


def read_value(kind: str, raw: object, values: Sequence[str], columns: Mapping[str, str]) -> FactValue:
    """The value in the form its kind has inside; an explicit null is unknown."""
    if raw is None:
        return None
    if kind == "choice":
        return _choice(raw, values)
    if kind == "records":
        return _records(raw, columns)
    return _READERS[kind](raw)


def _choice(raw: object, values: Sequence[str]) -> str:
    if isinstance(raw, str) and raw in values:
        return str(raw)
    raise ValueUnknown(raw, f"It is one of: {', '.join(values)}.")


def _records(raw: object, columns: Mapping[str, str]) -> tuple[Record, ...]:
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        raise ValueUnknown(raw, f"It is a list of rows with {', '.join(columns)}.")
    return tuple(_record(row, columns) for row in raw)


def _record(row: object, columns: Mapping[str, str]) -> Record:
    if not isinstance(row, Mapping):
        raise ValueUnknown(row, f"Each row has {', '.join(columns)}.")
    for key in row:
        if key not in columns:
            raise ValueUnknown(key, f"A row has {', '.join(columns)}.")
    return MappingProxyType({str(key): read_value(columns[key], cell, (), {}) for key, cell in row.items()})


def _text(raw: object) -> str:
    if isinstance(raw, str | int) and not isinstance(raw, bool) and str(raw).strip():
        return str(raw).strip()
    raise ValueUnknown(raw, "It is a text.")


def _date(raw: object) -> dt.date:
    if isinstance(raw, dt.date) and not isinstance(raw, dt.datetime):
        return dt.date(raw.year, raw.month, raw.day)
    try:
        return dt.date.fromisoformat(str(raw))
    except ValueError as error:
        raise ValueUnknown(raw, "It is a date like 2026-04-05.") from error


def _validity(raw: object) -> dt.date:
    return dt.date.max if raw == "long_term" else _date(raw)


def _boolean(raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    raise ValueUnknown(raw, "It is true or false.")


def _integer(raw: object) -> int:
    if isinstance(raw, int) and not isinstance(raw, bool) and 0 <= raw <= 366:
        return int(raw)
    raise ValueUnknown(raw, "It is a whole number.")


def _money(raw: object) -> Decimal:
    try:
        amount = Decimal(str(raw).strip())
        if isinstance(raw, bool) or not amount.is_finite() or amount < 0:
            raise ValueUnknown(raw, "It is an amount like 439.94.")
        return amount.quantize(Decimal("0.01"))
    except InvalidOperation as error:
        raise ValueUnknown(raw, "It is an amount like 439.94.") from error


def _country(raw: object) -> str:
    if isinstance(raw, str) and re.fullmatch("[A-Z]{2}", raw):
        return str(raw)
    raise ValueUnknown(raw, "It is a country code of two capitals, like CN, HK or JP.")


def _document_type(raw: object) -> str:
    try:
        return DocumentType(str(raw)).value
    except ValueError as error:
        raise ValueUnknown(raw, "It is a document type, as `claims types` lists them.") from error


_READERS: dict[str, Callable[[object], FactValue]] = {
    "text": _text,
    "date": _date,
    "validity": _validity,
    "boolean": _boolean,
    "integer": _integer,
    "money": _money,
    "country": _country,
    "document_type": _document_type,
}

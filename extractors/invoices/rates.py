"""A rate of tax whose sign was read as a figure (3% as 32): the rate before it, where amount and tax bear it out.

>>> from extractors.fields import make
>>> from extractors.page import Line
>>> from storage.model.extraction import Box
>>> def cell(text): return make(text, [Line(text, Box(0, 0, 40, 20), source=Source.OCR)])
>>> row = {"amount": cell("3417.22"), "tax_rate": cell("32"), "tax": cell("102.52")}
>>> signed(row)["tax_rate"].value, signed({**row, "tax": cell("1093.51")})["tax_rate"].value
('3%', '32')
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from storage.model.extraction import Field, Grade, Source
from storage.model.money import to_fen

_RATES = frozenset({"1", "3", "4", "5", "6", "9", "10", "11", "13", "16", "17"})
_TOLERANCE = 1
"""In fen: the tax of a row is rounded once."""


def signed(row: Mapping[str, Field]) -> dict[str, Field]:
    """The cells of an item, its rate with its sign."""
    rate, amount, tax = row.get("tax_rate"), _fen(row.get("amount")), _fen(row.get("tax"))
    if rate is None or amount is None or tax is None or rate.source is not Source.OCR:
        return dict(row)
    match = re.fullmatch(r"(\d{1,2})\w", str(rate.value))
    if match is None or match[1] not in _RATES or abs(amount * int(match[1]) / 100 - tax) > _TOLERANCE:
        return dict(row)
    return {**row, "tax_rate": replace(rate, value=f"{match[1]}%", grade=Grade.CHECK, repaired=True)}


def _fen(field: Field | None) -> int | None:
    return to_fen(field.value) if field is not None and isinstance(field.value, str) else None

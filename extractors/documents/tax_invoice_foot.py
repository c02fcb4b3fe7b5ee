"""The foot of an invoice: payee, reviewer, issuer, and the remarks.

A 数电票 prints only the issuer; payee and reviewer named in its remarks stay remarks.
"""

import re

from extractors import invoice_values
from extractors.documents.tax_invoice_form import Form, words
from extractors.documents.tax_invoice_strips import Ink, Strip, strips
from extractors.fields import make
from extractors.layout import squash
from extractors.page import Line
from storage.model.extraction import Field, Source

_SEAL = re.compile(r"发票专用章|^[（(]章[)）]$|^销售方[:：]?[（(]?章?[)）]?$")


def foot_fields(form: Form) -> dict[str, Field]:
    """Names in the last row, remarks above it."""
    found: dict[str, Field] = {}
    if form.foot is not None:
        for name, pattern in words()["foot"].items():
            ink = form.foot.find(pattern)
            value = invoice_values.of_print(name, ink.raw) if ink is not None else None
            if ink is not None and value is not None:
                found[name] = make(value, ink.lines, raw=ink.raw)
    remarks = _remarks(form)
    if remarks is not None:
        found["remarks"] = remarks
    return found


def _remarks(form: Form) -> Field | None:
    """Everything in the box beside 备注, row by row."""
    if form.total is None:
        return None
    top = form.total.box.y1 - 0.2 * form.total.box.height
    bottom = form.foot.box.y0 if form.foot else form.page.upright_size[1]
    label = form.stacked("备注", top, bottom)
    if label is None:
        return None
    inside = [
        line
        for line in form.between(top, bottom)
        if line.box.x0 >= label.x1 - 2 and not (line.source is Source.OCR and _SEAL.search(squash(line.text)))
    ]
    rows = strips(inside)
    value = invoice_values.of_print("remarks", _text(rows, form.right)) if rows else None
    if value is None:
        return None
    return make(value, tuple(line for row in rows for line in row.lines))


def _text(rows: list[Strip], right: float) -> str:
    """Rows joined by a space, but not where a full row was broken for lack of room."""
    text = ""
    for index, row in enumerate(rows):
        ink = Ink(row.part(0, len(row.text)).raw, row.lines)
        if index:
            before = rows[index - 1]
            text += "" if _is_full(before.lines[-1], right) else " "
        text += ink.raw
    return text


def _is_full(line: Line, right: float) -> bool:
    return right - line.box.x1 < 1.6 * line.box.height

"""The foot of an invoice: payee, reviewer, issuer, and the remarks.

A 数电票 prints only the issuer; payee and reviewer named in its remarks stay remarks.
"""

import re

from extractors.fields import make
from extractors.invoices.form import Form, words
from extractors.invoices.parties import party_fields
from extractors.invoices.strips import Ink, Strip, strips
from extractors.layout.lines import cut, squash
from extractors.page import Line
from extractors.values import invoice as invoice_values
from storage.model.extraction import Field, Source

_LABEL = re.compile(r"备\s*注(?:\s*[::]\s*|\s+|$)")
_BEFORE = re.compile(r"^[^\w(]+")
_MARK = re.compile(r"[^\w(::.,·\s]")
"""A tick or a rule that was read before a name."""
_SEAL = re.compile(r"发票专用章|^[（(]章[)）]$|^销售方[:：]?[（(]?章?[)）]?$")


def foot_fields(form: Form) -> dict[str, Field]:
    """Names in the last row, remarks above it."""
    found: dict[str, Field] = {}
    if form.foot is not None:
        for name, pattern in words()["foot"].items():
            ink = _close(form.foot.find(pattern))
            value = invoice_values.of_print(name, _BEFORE.sub("", ink.raw)) if ink is not None else None
            if ink is not None and value is not None:
                is_doubtful = _MARK.match(ink.raw) is not None
                found[name] = make(value, ink.lines, raw=ink.raw, is_doubtful=is_doubtful)
    remarks = _remarks(form)
    if remarks is not None:
        found["remarks"] = remarks
    return found


def _close(ink: Ink | None) -> Ink | None:
    """A name without what stands far to its right, such as the letters of a seal."""
    if ink is None:
        return None
    kept = [ink.lines[0]]
    for line in ink.lines[1:]:
        if line.box.x0 - kept[-1].box.x1 > 2 * kept[0].box.height:
            return Ink(" ".join(one.text for one in kept), tuple(kept))
        kept.append(line)
    return ink


def _is_seal(line: Line, seller: str) -> bool:
    """Letters of the seal over the remarks: its words, or the seller's tax number misread."""
    text = squash(line.text)
    if line.source is not Source.OCR or _SEAL.search(text):
        return line.source is Source.OCR
    alike = sum(a == b for a, b in zip(text, seller, strict=False))
    return len(text) >= 15 and alike >= 0.75 * len(seller) > 0


def _remarks(form: Form) -> Field | None:
    """Everything in the box beside 备注, row by row."""
    if form.total is None:
        return None
    top = form.total.box.y1 - 0.2 * form.total.box.height
    bottom = form.foot.box.y0 if form.foot else form.page.upright_size[1]
    lines = [part for line in form.between(top, bottom) for part in _apart(line)]
    label = form.stacked("备注", top, bottom) or next(
        (one.box for one in lines if _LABEL.match(one.text)), None
    )
    if label is None:
        return None
    seller = _seller(form)
    inside = [line for line in lines if line.box.x0 >= label.x1 - 2 and not _is_seal(line, seller)]
    rows = strips(inside)
    value = invoice_values.of_print("remarks", _text(rows, form.right)) if rows else None
    if value is None:
        return None
    return make(value, tuple(line for row in rows for line in row.lines))


def _apart(line: Line) -> list[Line]:
    """The label and the text behind it, where they were read as one line."""
    match = _LABEL.match(line.text)
    if match is None or match.end() == len(line.text):
        return [line]
    return [cut(line, 0, match.end()), cut(line, match.end())]


def _seller(form: Form) -> str:
    cell = party_fields(form).get("seller_tax_id") if form.page.source is Source.OCR else None
    return str(cell.value) if cell is not None and cell.value is not None else ""


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

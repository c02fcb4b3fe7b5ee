"""The head of an invoice: code, number, date, check code, machine number.

E-invoices label them; a paper form prints code and number large and without a label (`1100094140  № 87654321`).
"""

import re
from collections.abc import Iterator, Mapping

from extractors.fields import make
from extractors.invoices.form import Form, words
from extractors.invoices.strips import Ink, Strip, strip_of
from extractors.layout.lines import squash
from extractors.values import invoice as invoice_values
from extractors.values import invoice_kind
from storage.model.extraction import Box, Field

_CODE = r"(?<![\d年])(\d{10}|\d{12})(?!\d)"
_NUMBER = r"(?:N[oO0º°]|№|No)[.:]?(\d{8})(?!\d)"
_BARE_NUMBER = r"^\D{0,3}(\d{8})(?!\d)\D{0,2}$"
_APART: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "invoice_code": (re.compile(r"发票代码:*"), re.compile(r"\d{10}|\d{12}")),
    "invoice_number": (re.compile(r"(?:发票|数电票)号码:*"), re.compile(r"\d{8}|\d{20}")),
    "issue_date": (re.compile(r"开票[日曰]期:*"), re.compile(r"\d{4}[年/.-]\d{1,2}[月/.-]\d{1,2}日?|\d{8}")),
    "check_code": (re.compile(r"校验码:*"), re.compile(r"\d{20}")),
    "machine_number": (re.compile(r"机器编[号码]:*"), re.compile(r"\d{12}")),
}
"""Labels of a form, and what the value looks like that a machine printed a little off them."""
_RISE, _REACH = 1.3, 8
"""How far above or below its label, and right of it, such a value stands at most, in heights of the label."""
_LABELLED = re.compile("机器|编号|校验|账号|识别号|代码:|电话|日期")


def head_fields(form: Form) -> dict[str, Field]:
    """The fields of the head; an unlabelled code or number only where no labelled one is."""
    rows = [strip for strip in form.strips if strip.middle < form.table_top]
    alone = [strip_of([line]) for strip in rows for line in strip.lines]
    found: dict[str, Field] = {}
    for name, pattern in words()["head"].items():
        ink = _first([*rows, *alone], pattern)
        if ink is not None:
            found[name] = make(invoice_values.of_print(name, ink.raw), ink.lines, raw=ink.raw)
    found |= {name: field for name, field in _off_print(form).items() if name not in found}
    if "invoice_number" not in found:
        found |= _unlabelled(form)
    elif "invoice_code" not in found and len(str(found["invoice_number"].value)) == 8:
        found |= {name: field for name, field in _unlabelled(form).items() if name == "invoice_code"}
    return found


def _off_print(form: Form) -> dict[str, Field]:
    """The values that stand a little above or below their labels, as on forms printed before, for a look."""
    lines = form.between(0, form.table_top)
    found: dict[str, Field] = {}
    for name, (label, value) in _APART.items():
        heads = [line.box for line in lines if label.fullmatch(squash(line.text))]
        shown = [line for line in lines if value.fullmatch(squash(line.text).strip(":"))]
        near = [(_off(line.box, head), line) for head in heads for line in shown if _is_off(line.box, head)]
        if near:
            line = min(near, key=lambda one: one[0])[1]
            raw = squash(line.text).strip(":")
            found[name] = make(invoice_values.of_print(name, raw), [line], raw=line.text, is_doubtful=True)
    return found


def _is_off(box: Box, label: Box) -> bool:
    gap = box.x0 - label.x1
    return _off(box, label) < _RISE * label.height and -label.height < gap < _REACH * label.height


def _off(box: Box, label: Box) -> float:
    return abs(box.centre[1] - label.centre[1])


def _first(strips: list[Strip], pattern: str) -> Ink | None:
    """The first match: in a row, or in a line by itself where the row goes on with other digits."""
    return next((ink for strip in strips if (ink := strip.find(pattern)) is not None), None)


def _unlabelled(form: Form) -> dict[str, Field]:
    """Code and number of a paper form: the largest print wins."""
    found: dict[str, Field] = {}
    for name, inks in (("invoice_code", _codes(form)), ("invoice_number", _numbers(form))):
        best = max(inks, key=lambda ink: ink.lines[0].box.height, default=None)
        if best is not None:
            found[name] = make(invoice_values.of_print(name, best.raw), best.lines, raw=best.raw)
    return found


def _codes(form: Form) -> Iterator[Ink]:
    for strip in _alone(form):
        ink = None if _LABELLED.search(strip.text) else strip.find(_CODE)
        if ink is not None and invoice_kind.of_code("".join(ink.raw.split())) is not None:
            yield ink


def _numbers(form: Form) -> Iterator[Ink]:
    for strip in _alone(form):
        ink = strip.find(_NUMBER) or (None if _LABELLED.search(strip.text) else strip.find(_BARE_NUMBER))
        if ink is not None:
            yield ink


def _alone(form: Form) -> Iterator[Strip]:
    """Each line of the head by itself."""
    for line in form.between(0, form.table_top):
        yield strip_of([line])

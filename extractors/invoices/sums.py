"""The sums of an invoice: amount and tax (合计), the total in capitals and in figures (价税合计)."""

import re

from extractors.fields import make
from extractors.invoices.form import Form, words
from extractors.invoices.strips import Ink, Strip
from extractors.layout.lines import squash
from extractors.values import invoice as invoice_values
from storage.model.extraction import Field

_MONEY = r"[¥Y]?\(?-?[¥]?\d[\d,]*[.,]\d{2}(?!\d)\)?|[¥Y]?\*{2,}|[¥Y]?[-—–]{2,}"
_FIGURES = r"小写\)?:?[¥Y]?(-?[¥]?\d[\d,]*[.,]\d{2})(?!\d)"
_CAPITALS = r"大写\)?:?(.*?)(?=\(?小写|[¥Y]-?\d|$)"
_ONLY_CAPITALS = re.compile(
    r"[^零壹贰叁肆伍陆柒捌玖拾佰仟万亿圆元角分整正]?(?:[零壹贰叁肆伍陆柒捌玖拾佰仟万亿圆元角分整正]){3,}"
)


def sum_fields(form: Form) -> dict[str, Field]:
    """Amount, tax, total and total_cn, where they are printed and are not `***`."""
    found: dict[str, Field] = {}
    strip = form.grand_sums
    if strip is not None:
        found |= _sums(form, strip)
    if form.total is not None:
        found |= _total(form, form.total)
    elif form.header is None:
        found |= _fare(form)
    return found


def _fare(form: Form) -> dict[str, Field]:
    """The price of a rail ticket, which has no table and no total."""
    ink = next((one for row in form.strips if (one := row.find(words()["rows"]["fare"])) is not None), None)
    return (
        {}
        if ink is None
        else {"total": make(invoice_values.of_print("total", ink.raw), ink.lines, raw=ink.raw)}
    )


def list_sums(form: Form) -> dict[str, Field]:
    """Amount and tax from the last page of a list, for an invoice that prints them only there."""
    if not form.is_list or form.header is None:
        return {}
    strip = next((one for one in form.strips if re.match("总计", one.text)), None)
    return _sums(form, strip) if strip is not None else {}


def _sums(form: Form, strip: Strip) -> dict[str, Field]:
    found: dict[str, Field] = {}
    for name, ink in _columns(form, strip).items():
        value = invoice_values.of_print(name, ink.raw)
        if value is not None:
            found[name] = make(value, ink.lines, raw=ink.raw)
    return found


def _columns(form: Form, strip: Strip) -> dict[str, Ink]:
    """The amounts of the row by the columns that they stand under."""
    inks = strip.all(_MONEY)
    amount, tax = (form.header.get(name) if form.header else None for name in ("amount", "tax"))
    if amount is None or tax is None:
        return dict(zip(("amount", "tax"), inks, strict=False))
    found: dict[str, Ink] = {}
    for ink in inks:
        x = ink.box.x1
        name = "amount" if abs(x - amount.x1) < abs(x - tax.x1) else "tax"
        found.setdefault(name, ink)
    return found


def _total(form: Form, strip: Strip) -> dict[str, Field]:
    found: dict[str, Field] = {}
    figures = strip.find(_FIGURES) or next(iter(reversed(strip.all(r"[¥Y]?-?[¥]?\d[\d,]*\.\d{2}(?!\d)"))), None)
    if figures is not None:
        value = invoice_values.of_print("total", figures.raw)
        found["total"] = make(value, figures.lines, raw=figures.raw)
    capitals = strip.find(_CAPITALS)
    if capitals is None or invoice_values.capitals(capitals.raw) is None:
        capitals = _near(form, strip) or capitals
    if capitals is not None and not capitals.is_blank:
        value = invoice_values.of_print("total_cn", capitals.raw)
        if value is not None:
            found["total_cn"] = make(value, capitals.lines, raw=capitals.raw)
    return found


def _near(form: Form, strip: Strip) -> Ink | None:
    """Capitals that were set a little above or below their row."""
    height = strip.box.height
    for line in form.between(strip.box.y0 - 0.6 * height, strip.box.y1 + 0.6 * height):
        if _ONLY_CAPITALS.fullmatch(squash(line.text)):
            return Ink(line.text, (line,))
    return None

"""Tax invoices: 税控 invoices on paper, as PDF and OFD, and fully digitalised 数电票, with their items.

Sources: 增值税发票 forms of the tax service (税控 system 2015-2023, 数电票 since 2021); domain facts 3.4.
The parts: head, parties, items, sums, foot; each finds its place by printed words.

>>> from extractors.page import Line
>>> from storage.model.extraction import Box
>>> words = [("发票号码:26312000000012345678", 900, 40), ("电子发票(普通发票)", 500, 40), ("名称:张悦", 60, 100)]
>>> lines = tuple(Line(text, Box(x, y, x + 20 * len(text), y + 24)) for text, x, y in words)
>>> page = ReadPage(number=1, width=1650, height=1100, turn=0, lines=lines, source=Source.OCR)
>>> {name: cell.value for name, cell in extract([page]).items()}
{'invoice_number': '26312000000012345678', 'buyer_name': '张悦', 'kind': 'digital_normal'}
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median

from extractors.fields import make
from extractors.invoices.agreement import agreed
from extractors.invoices.foot import foot_fields
from extractors.invoices.form import Form
from extractors.invoices.head import head_fields
from extractors.invoices.items import item_rows
from extractors.invoices.parties import party_fields
from extractors.invoices.roll import is_roll, roll_fields, roll_items
from extractors.invoices.seal import without_seal_words
from extractors.invoices.sums import list_sums, sum_fields
from extractors.layout.script import one_script
from extractors.layout.skew import Level, restore
from extractors.page import Line, ReadPage
from extractors.values import invoice_kind
from storage.model.document_type import DocumentType
from storage.model.extraction import Cell, Field, Fields, Source

TYPE = DocumentType.TAX_INVOICE

_SPECK = re.compile(r"[*.,·'`:;\"-]{1,2}")
_KINDS = ("普通发票", "专用发票", "客票", "行程单", "统一发票", "卷票", "机打发票", "定额发票", "通行费")
_TITLE = ("发票", "客票", "行程单")


def extract(pages: Sequence[ReadPage]) -> Fields:
    """The fields that the pages of one invoice show; on a photo the pages are levelled first."""
    levels = {page.number: Level.of(page.lines) for page in pages}
    forms = [Form(_levelled(page, levels[page.number])) for page in pages if page.lines]
    found: dict[str, Cell] = {}
    for form in forms:
        if form.is_list:
            continue
        for part in _parts(form):
            for name, cell in part(form).items():
                found.setdefault(name, cell)
    for form in forms:
        for name, cell in list_sums(form).items():
            found.setdefault(name, cell)
    rows = (*item_rows(forms), *(row for form in forms if is_roll(form) for row in roll_items(form)))
    if rows:
        found["items"] = rows
    kind = _kind(forms, found)
    if kind is not None:
        found["kind"] = kind
    return restore(agreed(found), levels)


def _levelled(page: ReadPage, level: Level) -> ReadPage:
    """The page's own words where they would stand if its rows did not climb."""
    plain = without_seal_words(page)
    return replace(plain, lines=tuple(level.lines(one_script(_without_specks(plain.lines)))))


def _without_specks(lines: Sequence[Line]) -> list[Line]:
    """The lines without lone marks much lower than the print, which would open a name or end a row."""
    usual = median([line.box.height for line in lines]) if lines else 0
    return [
        line
        for line in lines
        if line.source is not Source.OCR
        or not _SPECK.fullmatch(line.text.strip())
        or 2 * line.box.height > usual
    ]


def _parts(form: Form) -> tuple[Callable[[Form], dict[str, Field]], ...]:
    return (head_fields, roll_fields) if is_roll(form) else (head_fields, party_fields, sum_fields, foot_fields)


def _kind(forms: Sequence[Form], found: dict[str, Cell]) -> Field | None:
    text = "".join(form.text for form in forms if not form.is_list)
    kind = invoice_kind.of_paper(_value(found, "invoice_code"), _value(found, "invoice_number"), text)
    if kind is None:
        return None
    ink = _title(forms) or _ink(found, "invoice_code") or _ink(found, "invoice_number")
    is_told = ink is not None and (ink.source is not Source.OCR or _is_told(found, text))
    return make(kind, [ink], is_doubtful=not is_told) if ink is not None else None


def _is_told(found: dict[str, Cell], text: str) -> bool:
    """Whether code or title say the kind; a number of 20 digits alone does not tell normal from special."""
    return bool(_value(found, "invoice_code")) or any(word in text for word in _KINDS)


def _title(forms: Sequence[Form]) -> Line | None:
    """The tallest line of the head that names the paper."""
    lines = [line for form in forms[:1] for line in form.between(0, form.table_top)]
    titles = [
        line for line in lines if any(word in line.text for word in _TITLE) and "发票代码" not in line.text
    ]
    return max(titles, key=lambda line: line.box.height, default=None)


def _value(found: dict[str, Cell], name: str) -> str | None:
    cell = found.get(name)
    return cell.value if isinstance(cell, Field) and isinstance(cell.value, str) else None


def _ink(found: dict[str, Cell], name: str) -> Line | None:
    cell = found.get(name)
    if not isinstance(cell, Field) or cell.box is None:
        return None
    return Line(cell.raw, cell.box, cell.confidence, cell.source, cell.page)

"""费用清单: the charges of a stay or a visit, drug by drug, over as many pages as it takes.

Subtotals are no items, but one that its rows do not make puts them in doubt and is a finding for a person; a total that
the rows do not give is in doubt.

>>> extract([])
{}
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors import values
from extractors.fields import make, union
from extractors.layout.labels import Labels, table_columns
from extractors.layout.lines import joined, overlap, squash
from extractors.layout.lines import rows as visual_rows
from extractors.layout.paper import (
    PAGE_MARK,
    PAGE_WORDS,
    Paper,
    numbered,
    person_name,
    present,
)
from extractors.layout.table_header import TableSpec
from extractors.layout.tables import Table
from extractors.medical import kind_sums, subtotals
from extractors.medical.billing import doubt
from extractors.medical.broken_sums import Broken, doubted, finding
from extractors.medical.closing_row import total_below
from extractors.medical.cut_cells import cut_doubted
from extractors.medical.fee_headings import closed, headed
from extractors.medical.fee_pages import over_pages
from extractors.medical.fee_rows import item, mended
from extractors.medical.letterhead import hospital
from extractors.medical.seal_words import beside_seal, unsealed
from extractors.medical.total_words import TOTAL_ROW, total_in_row
from extractors.page import Line, ReadPage
from storage.model.document_type import DocumentType
from storage.model.extraction import Cell, Field, Fields, Row, Source
from storage.model.finding import Finding
from storage.model.money import to_fen

TYPE = DocumentType.FEE_LIST

_SPEC_ENDS = (
    "合计",
    "总计",
    "费用合计",
    "总费用",
    "总金额",
    "费用总额",
    "费用总计",
    "金额合计",
    "合计金额",
    "制表",
    "打印",
    "第",
    "(大写",
    "大写",
)
_SKIPS = (
    "小计",
    "本页合计",
    "本页总计",
    "类合计",
    "费合计",
    "药合计",
    "类别合计",
    "分类合计",
    "项目合计",
    "科室合计",
    "统筹支付",
    "医保支付",
    "个人自付",
    "个人支付",
    "现金支付",
    "账户支付",
    "基金支付",
    "预交金",
    "应退金额",
    "应补金额",
    "承前页",
    "承上页",
    "接上页",
    "转下页",
    "接下页",
    "过次页",
    "转次页",
)


_RULED = re.compile(r"\d{6,}[IL]")
_AMOUNT = re.compile(r"[¥]?-?\d[\d,]*\.\d{2}元?")
_SOME_AMOUNT = re.compile(r"\d\w?[.,]\d{2}(?!\d)")


def extract(pages: Sequence[ReadPage]) -> Fields:
    """All fields of the list; `page_number` and `page_count` are those printed on its first page."""
    return read(pages)[0]


def read(pages: Sequence[ReadPage]) -> tuple[Fields, tuple[Finding, ...]]:
    """The fields, and a finding for each printed sum that its rows do not make."""
    if not pages:
        return {}, ()
    labels = Labels.load("fee_list")
    paper = Paper([unsealed(page) for page in pages], labels)
    tables, lines = _tables(paper), paper.lines
    paper = paper.without(*((table.top, table.bottom) for table in tables))
    found: dict[str, Field | None] = {
        "patient_name": paper.field("patient_name", person_name),
        "inpatient_number": _unruled(paper.field("inpatient_number", numbered)),
        "hospital_name": beside_seal(hospital(paper.lines) or paper.field("hospital_name", values.text)),
        "total": total_below(tables, lines) or _total(paper) or total_in_row(paper.form.loose),
        **_period(paper),
        **_page_marks(paper),
    }
    read_rows = [row for one in over_pages(tables) if (row := item(one))]
    rows = mended(closed(headed(read_rows), paper.lines), found["total"])
    broken = _broken(rows, paper.lines, found)
    fields = _checked(present(found), doubted(rows, broken))
    return cut_doubted(paper.restored(fields), pages), tuple(map(finding, broken))


def _broken(rows: Sequence[Row], lines: Sequence[Line], found: Mapping[str, Field | None]) -> list[Broken]:
    number = found.get("page_number")
    first = number.value if number is not None and isinstance(number.value, int) else 1
    return subtotals.unfitting(rows, lines, first) + kind_sums.unfitting(rows, lines)


def _tables(paper: Paper) -> list[Table]:
    spec = TableSpec(
        table_columns("fee_list"), ends=_SPEC_ENDS, skips=_SKIPS, skipped=kind_sums.ROW, ended=TOTAL_ROW
    )
    found: list[Table] = []
    for page in paper.pages:
        table = Table.of(paper.on_page(page.number), spec, found[-1] if found else None)
        if table.rows:
            found.append(table)
    return found


def _total(paper: Paper) -> Field | None:
    """The largest printed total: subtotals of a page or a group are smaller."""
    found = []
    unread: Field | None = None
    for lines in paper.form.found("total"):
        sums = _sums(lines, paper.lines)
        value = values.money(joined(sums)) or next(
            (one for line in sums if (one := values.money(line.text))), None
        )
        if value is not None:
            found.append(make(value, sums))
        elif _SOME_AMOUNT.search(joined(lines)):
            unread = make(None, lines)
    return max(found, key=lambda field: to_fen(str(field.value)) or 0, default=unread)


def _unruled(number: Field | None) -> Field | None:
    """A number without the letter that the rule behind its cell was read as."""
    if number is None or number.source is not Source.OCR or not _RULED.fullmatch(str(number.value)):
        return number
    return replace(doubt(number), value=str(number.value)[:-1], repaired=True)


def _sums(lines: Sequence[Line], all_lines: Sequence[Line]) -> Sequence[Line]:
    """The amounts of a total: behind a count of pieces (合计 12 103.20) they stand further right in its row."""
    text = squash(joined(lines))
    if len(lines) > 1 or re.fullmatch(r"\d{1,4}", text):
        box = union(line.box for line in lines)
        row = [
            one
            for one in all_lines
            if one.box.x0 >= box.x0 and overlap(one.box.y0, one.box.y1, box.y0, box.y1) > 0.5
        ]
        own = [
            one
            for one in (*lines, *sorted(row, key=lambda one: one.box.x0))
            if _AMOUNT.fullmatch(squash(one.text))
        ]
        return own[:1] or lines
    return lines


def _period(paper: Paper) -> dict[str, Field]:
    for lines in paper.form.found("period"):
        start, end = values.period(joined(lines))
        if start and end and end != "long_term":
            return {"period_from": make(start, lines), "period_to": make(end, lines)}
    return paper.fields({"period_from": values.date, "period_to": values.date})


def _page_marks(paper: Paper) -> dict[str, Field]:
    """第1页/共4页 on the first page that prints it, by itself, behind a label, or in a longer line."""
    lines = [replace(line, page=page.number) for page in paper.pages for line in page.lines]
    labelled = [line for found in paper.form.found("page") for line in found]
    marks = [(line, match) for line in (*lines, *labelled) if (match := PAGE_MARK.match(line.text))]
    pieces = [_as_one(row) for page in paper.pages for row in visual_rows(page.lines) if len(row) > 1]
    marks += [(line, match) for line in (*lines, *pieces) if (match := PAGE_WORDS.search(line.text))]
    for line, match in marks[:1]:
        shown = {key.rstrip("123456"): text for key, text in match.groupdict().items() if text}
        return {f"page_{key}": make(int(text), [line]) for key, text in shown.items()}
    return {}


def _as_one(row: Sequence[Line]) -> Line:
    """A row as one line: 第1页/共1 and 页 were found apart."""
    return replace(row[0], text=joined(row), box=union(line.box for line in row))


def _checked(fields: Mapping[str, Field], rows: Sequence[Row]) -> Fields:
    """The sum of the rows against the total, where the paper is whole."""
    found: dict[str, Cell] = dict(fields)
    total = fields.get("total")
    amounts = [to_fen(str(row["amount"].value)) for row in rows]
    if total is not None and rows and sum(one or 0 for one in amounts) != to_fen(str(total.value)):
        found["total"] = doubt(total)
    if rows:
        found["items"] = tuple(rows)
    return found

"""费用清单: the charges of a stay or a visit, drug by drug, over as many pages as it takes.

Subtotals are no items, but one that its rows do not make puts them in doubt and is a finding for a person; a total that
the rows do not give is in doubt.

>>> decimal("¥ 1,250.5000"), decimal("12"), decimal("甲")
('1250.5000', '12', None)
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors import values
from extractors.fields import make
from extractors.layout.labels import Labels, table_columns
from extractors.layout.lines import joined
from extractors.layout.paper import (
    PAGE_MARK,
    PAGE_WORDS,
    Paper,
    Parse,
    measured,
    numbered,
    person_name,
    present,
    printed,
)
from extractors.layout.table_header import TableSpec
from extractors.layout.tables import Table, TableRow
from extractors.medical import kind_sums, subtotals
from extractors.medical.billing import doubt
from extractors.medical.broken_sums import Broken, doubted, finding
from extractors.medical.fee_headings import headed
from extractors.medical.letterhead import hospital
from extractors.medical.seal_words import beside_seal, unsealed
from extractors.page import Line, ReadPage
from storage.model.document_type import DocumentType
from storage.model.extraction import Cell, Field, Fields, Row
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
    "承前页",
    "承上页",
    "接上页",
    "转下页",
    "接下页",
    "过次页",
    "转次页",
)
_GRADE_MARK = re.compile(r"[Il1|]+级")
"""Roman numerals at the edge of a cell: a rule beside them reads like one more."""
_DECIMAL = re.compile(r"-?\d+(?:\.\d+)?")


def extract(pages: Sequence[ReadPage]) -> Fields:
    """All fields of the list; `page_number` and `page_count` are those printed on its first page."""
    return read(pages)[0]


def read(pages: Sequence[ReadPage]) -> tuple[Fields, tuple[Finding, ...]]:
    """The fields, and a finding for each printed sum that its rows do not make."""
    if not pages:
        return {}, ()
    labels = Labels.load("fee_list")
    paper = Paper([unsealed(page) for page in pages], labels)
    tables = _tables(paper)
    paper = paper.without(*((table.top, table.bottom) for table in tables))
    found: dict[str, Field | None] = {
        "patient_name": paper.field("patient_name", person_name),
        "inpatient_number": paper.field("inpatient_number", numbered),
        "hospital_name": beside_seal(hospital(paper.lines) or paper.field("hospital_name", values.text)),
        "total": _total(paper),
        **_period(paper),
        **_page_marks(paper),
    }
    rows = headed([row for table in tables for item in table.rows if (row := _item(item))])
    broken = _broken(rows, paper.lines, found)
    fields = _checked(present(found), doubted(rows, broken))
    return paper.restored(fields), tuple(map(finding, broken))


def decimal(raw: str) -> str | None:
    """A number as printed, without signs and thousands marks."""
    shown = re.sub(r"[¥,\s元]", "", raw)
    return shown if _DECIMAL.fullmatch(shown) else None


def _broken(rows: Sequence[Row], lines: Sequence[Line], found: Mapping[str, Field | None]) -> list[Broken]:
    number = found.get("page_number")
    first = number.value if number is not None and isinstance(number.value, int) else 1
    return subtotals.unfitting(rows, lines, first) + kind_sums.unfitting(rows, lines)


def _tables(paper: Paper) -> list[Table]:
    spec = TableSpec(table_columns("fee_list"), ends=_SPEC_ENDS, skips=_SKIPS, skipped=kind_sums.ROW)
    found: list[Table] = []
    for page in paper.pages:
        table = Table.of(paper.on_page(page.number), spec, found[-1] if found else None)
        if table.rows:
            found.append(table)
    return found


def _item(row: TableRow) -> Row | None:
    cells: dict[str, Field | None] = {
        "name": _cell(row.cells.get("name", []), measured),
        "category": _cell(row.cells.get("category", []) or row.heading, _category),
        "spec": _cell(row.cells.get("spec", []), measured),
        "unit": _cell(row.cells.get("unit", []), _unit) or _unit_behind(row.cells.get("quantity", [])),
        "quantity": _cell(row.cells.get("quantity", []), _quantity),
        "unit_price": _cell(row.cells.get("unit_price", []), decimal),
        "amount": _cell(row.cells.get("amount", []), values.money),
    }
    found = present(cells)
    if "name" in found and _GRADE_MARK.match(str(found["name"].value)):
        found["name"] = doubt(found["name"])
    return _multiplied(found) if "name" in found and "amount" in found else None


def _cell(lines: Sequence[Line], parse: Parse) -> Field | None:
    raw = joined(lines)
    if parse is _category and _category(raw) is None:
        return None
    return make(parse(raw), list(lines), raw=raw) if re.search(r"\w", raw) else None


def _unit(raw: str) -> str | None:
    """A unit; the eye (目) is none, the day (日) looks like it."""
    found = re.sub(r"[^\w%/()μ]+", "", printed(raw) or "")
    return {"目": "日", "曰": "日"}.get(found, found) or None


def _unit_behind(lines: Sequence[Line]) -> Field | None:
    """The unit in a cell that prints it behind the number (2 盒, 1/次)."""
    raw = joined(lines)
    match = re.fullmatch(r"\d+(?:\.\d+)?\s*/?\s*([^\W\d]{1,4})", raw.strip())
    return make(_unit(match[1]), list(lines), raw=raw) if match else None


def _category(raw: str) -> str | None:
    """The kind of charge; 甲, 乙, 丙 are grades of insurance, and days are days: no kinds."""
    shown = re.sub(r"[:\s]*[¥¥]?[\d,]+\.\d{2}元?$", "", printed(raw) or "")
    found = re.sub(r"^[(]?[一二三四五六七八九十\d]{1,3}[、.)]+", "", shown).strip("【】[]():·")
    return None if re.fullmatch(r"[甲乙丙]类?|自费|\W*|.*\d[-./年月].*|第?\d+[天日].*", found) else found


def _quantity(raw: str) -> str | None:
    match = re.match(r"(-?\d+(?:\.\d+)?)", raw.replace(",", "").strip())
    return match[1] if match else None


def _multiplied(row: Mapping[str, Field]) -> Row:
    """Quantity times price is the amount; where it is not, the three are in doubt."""
    if "unit_price" not in row and "quantity" in row and "." in str(row["quantity"].value):
        return {**row, "quantity": doubt(row["quantity"])}
    count, price, amount = (_number(row.get(key)) for key in ("quantity", "unit_price", "amount"))
    if (
        count is None
        or price is None
        or amount is None
        or abs(count * price - amount) < 0.011 + 0.001 * abs(amount)
    ):
        return row
    return {
        key: doubt(field) if key in ("quantity", "unit_price", "amount") else field
        for key, field in row.items()
    }


def _number(field: Field | None) -> float | None:
    return float(field.value) if field is not None and isinstance(field.value, str) else None


def _total(paper: Paper) -> Field | None:
    """The largest printed total: subtotals of a page or a group are smaller."""
    found = []
    for lines in paper.form.found("total"):
        value = values.money(joined(lines)) or next(
            (one for line in lines if (one := values.money(line.text))), None
        )
        if value is not None:
            found.append(make(value, lines))
    return max(found, key=lambda field: to_fen(str(field.value)) or 0, default=None)


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
    marks += [(line, match) for line in lines if (match := PAGE_WORDS.search(line.text))]
    for line, match in marks[:1]:
        shown = {key.rstrip("123456"): text for key, text in match.groupdict().items() if text}
        return {f"page_{key}": make(int(text), [line]) for key, text in shown.items()}
    return {}


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

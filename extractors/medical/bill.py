"""医疗门诊/住院收费票据, paper or e-bill: one reader for both, after the national forms of 2019 (财会 notice) and
the provincial words for the same things. `inv_outpatient` and `inv_inpatient` call it.

The amounts check one another: capitals against figures, the sum of the items against the total, the payers' shares
against the total. What does not fit is looked at by a person.

>>> quantity("1/项"), quantity("12.5 g"), bill_number("No.0012345678")
('1', '12.5', '0012345678')
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors import values
from extractors.fields import make
from extractors.layout.labels import Labels
from extractors.layout.lines import cut, joined
from extractors.layout.notes import without_notes
from extractors.layout.paper import Paper, Parse, numbered, person_name, present, printed
from extractors.layout.slips import respelled
from extractors.layout.tables import TableRow
from extractors.medical.bill_list import listed
from extractors.medical.bill_pairs import paired
from extractors.medical.bill_tables import charge_tables, table_spec
from extractors.medical.bill_totals import printed_capitals, totals
from extractors.medical.billing import confirmed, doubt
from extractors.medical.cut_cells import cut_doubted
from extractors.medical.funds import amount, lost_share, paid
from extractors.medical.insurance import insurance_kind
from extractors.medical.letterhead import lost_numeral, named
from extractors.medical.seal_words import beside_seal, unsealed
from extractors.medical.short_words import WORDS, said_shortly
from extractors.medical.visits import loose_day
from extractors.page import Line, ReadPage
from storage.model.extraction import Field, Fields, Row, Source, Value

_CHINESE, _ENGLISH = re.compile(r"[\u3400-\u9fff]"), re.compile(r"[A-Z][a-z]{2,}(?:[\s&/.,-]+[A-Za-z]+)*\.?")
_NUMBER_SIGN = re.compile(r"^[NnHMW](?:[eo]|\W){0,3}(\d{8,12})$")
_PENNIES = re.compile(r"\d\.\d{2}(?!\d)")
"""What tells an amount from other figures in its cell, as of a copy's number beside the table (② 收据联)."""
_DATED = re.compile(r"\s*(?:19|20)\d\d\s*[-年./]\s*\d{1,2}\s*[-月./]\s*\d{1,2}\s*日?.*$")
_MONEY = ("pool_paid", "other_paid", "account_paid", "cash_paid", "self_pay", "self_funded", "prepaid")


def read_bill(pages: Sequence[ReadPage]) -> Fields:
    """All fields of a medical bill."""
    labels = Labels.load("bill")
    read = [
        replace(page, lines=tuple(respelled(without_notes(unsealed(page).lines), labels))) for page in pages
    ]
    paper = Paper(read, labels)
    tables, beside = charge_tables(paper)
    paper = paper.without(*((table.top, table.bottom) for table in tables), keep=beside)
    fields: dict[str, Field | None] = {
        **paper.fields(_PARSERS),
        **{key: paid(paper, key, amount) for key in _MONEY},
    }
    unit = fields["hospital_name"] = beside_seal(named(paper))
    if unit is not None and lost_numeral(str(unit.value)):
        fields["hospital_name"] = doubt(unit)
    fields["insurance_kind"] = insurance_kind(paper)
    fields["bill_number"] = fields.get("bill_number") or _bare_number(paper)
    fields["check_code"] = _ambiguous(fields.get("check_code"))
    fields |= _stay(paper)
    rows = [row for table in tables for item in table.rows if (row := _item(item))]
    fields["issue_date"] = fields.get("issue_date") or loose_day(paper.form.loose) or _signed_day(paper)
    fields |= {key: said_shortly(paper.lines, key) for key in WORDS if fields[key] is None}
    fields["total"], fields["total_cn"] = totals(paper, fields)
    fields |= lost_share(paper, fields)
    rows = rows or listed(paper.lines, table_spec()) or paired(paper.form.loose)
    return cut_doubted(paper.restored(confirmed(present(fields), rows)), pages)


def bill_number(raw: str) -> str | None:
    """Eight to twelve digits, the prefix No. left out."""
    shown = re.sub(r"^N[oO0][.:]?", "", (values.code(raw) or ""), flags=re.IGNORECASE)
    return shown if re.fullmatch(r"[0-9A-Z]{6,20}", shown) and sum(map(str.isdigit, shown)) >= 5 else None


def bill_code(raw: str) -> str | None:
    shown = values.code(raw) or ""
    return shown if re.fullmatch(r"\d{6,12}", shown) else None


def check_code(raw: str) -> str | None:
    """Letters and digits; their case counts."""
    shown = "".join(raw.split()).strip(":;._-")
    return shown if re.fullmatch(r"[0-9A-Za-z]{4,20}", shown) else None


def staff(raw: str) -> str | None:
    """Who took or checked the money: a name or a number, without the day behind it."""
    shown = _DATED.sub("", raw)
    return person_name(shown) or numbered(shown)


def _signed_day(paper: Paper) -> Field | None:
    """The day behind the name of who took or checked the money, or behind the number of the bill."""
    signed = [
        line
        for key in ("payee", "reviewer", "bill_number")
        for lines in paper.form.found(key)
        for line in lines
    ]
    matches = [(line, _DATED.search(line.text)) for line in signed]
    return loose_day([cut(line, *match.span()) for line, match in matches if match])


def quantity(raw: str) -> str | None:
    """The number in a cell that may also print its unit."""
    match = re.match(r"^[^\d-]{0,2}?(-?\d[\d,]*(?:\.\d+)?)", raw.strip())
    return match[1].replace(",", "") if match else None


def _bare_number(paper: Paper) -> Field | None:
    """The number behind a sign № that was read as a letter, for a look."""
    for line in paper.lines:
        if match := _NUMBER_SIGN.match(line.text):
            return make(match[1], [cut(line, *match.span(1))], is_doubtful=True)
    return None


_PARSERS: Mapping[str, Parse] = {
    "bill_code": bill_code,
    "bill_number": bill_number,
    "check_code": check_code,
    "issue_date": values.date,
    "patient_name": person_name,
    "sex": values.sex,
    "business_serial": numbered,
    "outpatient_number": numbered,
    "inpatient_number": numbered,
    "record_number": numbered,
    "visit_date": values.date,
    "admission_date": values.date,
    "discharge_date": values.date,
    "department": printed,
    "institution_kind": printed,
    "insurance_number": numbered,
    "total": amount,
    "total_cn": printed_capitals,
    "payee": staff,
    "reviewer": staff,
}


def _ambiguous(field: Field | None) -> Field | None:
    """A check code has no check digit: letters that look like digits need a look."""
    is_alike = field is not None and field.source is Source.OCR and bool(re.search(r"[lIoO]", str(field.value)))
    return doubt(field) if field is not None and is_alike else field


def _stay(paper: Paper) -> dict[str, Field]:
    """Admission and discharge printed as one period."""
    for lines in paper.form.found("stay"):
        start, end = values.period(joined(lines))
        found = {"admission_date": start, "discharge_date": end if end != "long_term" else None}
        return {key: make(value, lines) for key, value in found.items() if value}
    return {}


def _item(row: TableRow) -> Row | None:
    """A row of the bill; None for one that is no item."""
    cells: dict[str, Field | None] = {
        "name": _cell(row, "name", printed),
        "quantity": _cell(row, "quantity", quantity),
        "amount": _cell(row, "amount", values.money),
        "note": _cell(row, "note", printed),
    }
    found = present(cells)
    return found if "name" in found and "amount" in found else None


def one_language(lines: Sequence[Line]) -> list[Line]:
    """The lines of a cell without the English words that stand beside Chinese ones (放射费 Radiology).

    >>> from storage.model.extraction import Box
    >>> [line.text for line in one_language([Line(text, Box(0, 0, 9, 9)) for text in ("放射费", "Radiology", "CT")])]
    ['放射费', 'CT']
    """
    if not lines or not _CHINESE.match(lines[0].text):
        return list(lines)
    return [line for line in lines if not _ENGLISH.fullmatch(line.text)]


def _cell(row: TableRow, key: str, parse: Parse) -> Field | None:
    lines = one_language(row.cells.get(key, []))
    raw = joined(lines)
    if not re.search(r"\w", raw):
        return None
    value: Value = parse(raw)
    sums = [
        line for line in lines if key == "amount" and values.money(line.text) and _PENNIES.search(line.text)
    ]
    if value is None and len(sums) == 1:
        return make(parse(sums[0].text), sums, is_doubtful=True)
    return make(value, lines, raw=raw)

"""医保结算单: what a stay cost and who paid it, in boxes, in open columns, in lists, told in sentences.

>>> extract([])
{}
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors import values
from extractors.fields import make
from extractors.layout.beside import table_and_beside
from extractors.layout.columns import column_of
from extractors.layout.labels import Labels, table_columns
from extractors.layout.lines import cut, overlap, squash
from extractors.layout.notes import without_notes
from extractors.layout.paper import Paper, Parse, person_name, present
from extractors.layout.run import Run
from extractors.layout.slips import respelled
from extractors.layout.table_header import TableSpec
from extractors.medical.accumulated import of_this_time
from extractors.medical.funds import OTHER_FUNDS, amount, lost_share, paid, paid_in_all, summed, without_units
from extractors.medical.insurance import insurance_kind
from extractors.medical.letterhead import named
from extractors.medical.seal_words import beside_seal, unsealed
from extractors.medical.stays import agreed, stay_of
from extractors.medical.total_words import total_in_row
from extractors.page import Line, ReadPage
from storage.model.document_type import DocumentType
from storage.model.extraction import Field, Fields

TYPE = DocumentType.SI_SETTLEMENT

_SUMS = (
    "total",
    "pool_paid",
    *OTHER_FUNDS,
    "other_funds",
    "account_paid",
    "cash_paid",
    "self_funded",
    "deductible",
    "all_funds",
)
_SHORT: Mapping[str, Parse] = {"patient_name": person_name}
_WHOLE = ("合计", "总计", "费用合计", "小计", "金额合计", "费用总计", "合计金额", "总合计")
_ENDS = (*_WHOLE, "起付", "统筹", "基金", "个人", "本次", "大写", "(大写", "医疗费", "医保")


def extract(pages: Sequence[ReadPage]) -> Fields:
    """All fields of the settlement."""
    if not pages:
        return {}
    labels = Labels.load("si_settlement")
    read = [
        replace(
            page,
            lines=tuple(respelled(of_this_time(without_units(without_notes(unsealed(page).lines))), labels)),
        )
        for page in pages
    ]
    paper = Paper(read, labels)
    whole, bands, beside = _table_sums(paper)
    paper = paper.without(*bands, keep=beside)
    found: dict[str, Field | None] = {**paper.fields(_SHORT), **stay_of(paper)}
    told = _told(paper)
    for key in _SUMS:
        own = paid_in_all(paper, key) if key in OTHER_FUNDS else paid(paper, key, amount)
        found[key] = own or told.get(key)
        if key in whole and (found[key] is None or key == "total"):
            found[key] = whole[key]
    found["total"] = found["total"] or total_in_row(paper.form.loose)
    found |= lost_share(paper, found)
    found["insurance_kind"] = insurance_kind(paper)
    found["hospital_name"] = beside_seal(named(paper))
    return paper.restored(dict(summed(agreed(present(found)))))


def _table_sums(paper: Paper) -> tuple[dict[str, Field], list[tuple[int, int]], list[Line]]:
    """The sums that close tables of charges, where such tables lie (their columns bear the words of labels), and what
    stands right of them."""
    spec = TableSpec(table_columns("si_settlement"), ends=_ENDS)
    found: dict[str, Field] = {}
    bands: list[tuple[int, int]] = []
    kept: list[Line] = []
    for page in paper.pages:
        table, beside = table_and_beside(paper.on_page(page.number), spec, paper.labels)
        if len(table.rows) < 2:
            continue
        kept += beside
        last = _row_at([line for line in paper.on_page(page.number) if line not in beside], table.bottom)
        is_whole = bool(last) and squash(last[0].text).startswith(_WHOLE)
        bottom = max(line.box.y1 for line in last) if is_whole else table.bottom
        bands.append((table.top, bottom))
        for line in last if is_whole else ():
            key = {"amount": "total"}.get(column := column_of(line, table.columns).key, column)
            if key in ("total", "self_funded") and (value := values.money(line.text)) is not None:
                found.setdefault(key, make(value, [line]))
    return found, bands, kept


def _row_at(lines: Sequence[Line], top: int) -> list[Line]:
    """The lines of the row that begins at this height, cut at their spaces, left to right."""
    first = next((line for line in lines if line.box.y0 == top), None)
    if first is None:
        return []
    row = [one for one in lines if overlap(one.box.y0, one.box.y1, first.box.y0, first.box.y1) > 0.5]
    parts = [cut(one, *match.span()) for one in row for match in re.finditer(r"\S+", one.text)]
    return sorted(parts, key=lambda one: one.box.x0)


def _told(paper: Paper) -> dict[str, Field]:
    """Sums told in sentences: 统筹基金支付11130.61元,大病保险支付0.00元."""
    run = Run.of([line for line in paper.lines if "元" in line.text or line.text[-1:].isalnum()])
    found: dict[str, Field] = {}
    for label in sorted(paper.labels.by_spelling.values(), key=lambda one: one.rank):
        match = re.search(rf"{re.escape(label.spelling)}[::为共计]{{0,3}}[¥¥]?(\d[\d,]*\.\d{{2}})元", run.text)
        if label.key in _SUMS and label.key not in found and match:
            found[label.key] = make(values.money(match[1]), run.cut(*match.span(1)))
    return found

"""Held-back outpatient bills: the national e-bill of the finance ministry and older provincial forms.

The national form follows 财综〔2018〕62号 and the 2019 template: codes, payer, items in two halves, other information.

>>> sorted(LAYOUTS)
['ebill_print_grey', 'guangdong_paper', 'kiosk_slip', 'national_ebill', 'shanghai_paper']
"""

import random
from collections.abc import Callable
from dataclasses import dataclass

from storage.model.document_type import DocumentType
from storage.model.extraction import Box
from tests.specimens.others import cast, ink
from tests.specimens.others.inv_provincial import guangdong_paper, shanghai_paper
from tests.specimens.others.inv_slip import kiosk_slip
from tests.specimens.others.visit import Bill, Visit, bill
from tests.specimens.sheet import BLACK, Ink, Sheet, Specimen

_BROWN: Ink = (150, 62, 40)


@dataclass(frozen=True, slots=True)
class _Look:
    """What sets one printing of the national form apart from another."""

    face: str
    size: int
    frame: Ink
    label: Ink
    gap: str
    zero: str


def national_ebill(rng: random.Random, at: Visit | None = None) -> Specimen:
    """The e-bill as drawn from its file at 200 dpi, with its small print at the bottom."""
    sheet = Sheet(1654, 1020, (255, 255, 255))
    _national(sheet, rng, bill(rng, at), _Look("song", 24, _BROWN, _BROWN, "：", "0.00"))
    return sheet.done("national_ebill", DocumentType.INV_OUTPATIENT)


def ebill_print_grey(rng: random.Random, at: Visit | None = None) -> Specimen:
    """The same form from another maker, printed on a worn heated printer."""
    sheet = Sheet(1654, 1020, (250, 250, 250))
    _national(sheet, rng, bill(rng, at), _Look("zenhei", 23, BLACK, BLACK, ":", "0.00"))
    ink.thermal(sheet, rng)
    return sheet.done("ebill_print_grey", DocumentType.INV_OUTPATIENT)


def _national(sheet: Sheet, rng: random.Random, paper: Bill, look: _Look) -> None:
    _head(sheet, rng, paper, look)
    _items(sheet, paper, look)
    _amount(sheet, paper, look)
    _other(sheet, paper, look)
    _foot(sheet, paper, look)


def _head(sheet: Sheet, rng: random.Random, paper: Bill, look: _Look) -> None:
    title = f"{paper.province}医疗门诊收费票据（电子）"
    ink.centre(sheet, (827, 44), title, face="song-bold", size=46, spacing=6, ink=look.label)
    ink.oval(
        sheet,
        Box(727, 18, 927, 132),
        [("全国统一财政票据监制章", 15), (paper.province, 20), ("财政部监制", 15)],
        (190, 40, 40),
    )
    ink.square_code(sheet, rng, (90, 40), 150)
    for x, y, label, text, field in (
        (290, 132, "票据代码", paper.bill_code, "bill_code"),
        (1090, 132, "票据号码", paper.bill_number, "bill_number"),
        (290, 172, "交款人统一社会信用代码", "", None),
        (1090, 172, "校验码", paper.check_code, "check_code"),
        (290, 212, "交款人", paper.patient.name, "patient_name"),
        (1090, 212, "开票日期", paper.day.isoformat(), "issue_date"),
    ):
        size = look.size
        box = sheet.write((x, y), label + look.gap, face=look.face, size=size, ink=look.label)
        if field:
            sheet.write((box.x1 + 6, y), text, face=look.face, size=size, field=field)


def _items(sheet: Sheet, paper: Bill, look: _Look) -> None:
    top, bottom, left, right, middle = 256, 620, 80, 1574, 827
    ink.grid(sheet, (left, middle, right), (top, bottom), ink=look.frame)
    sheet.rule(left, top + 44, right, top + 44, ink=look.frame)
    rows: list[dict[str, str]] = []
    for start in (left, middle):
        for offset, word in ((110, "项目名称"), (350, "数量/单位"), (510, "金额（元）"), (665, "备注")):
            ink.centre(sheet, (start + offset, top + 8), word, face=look.face, size=look.size, ink=look.label)
    for i, item in enumerate(paper.items):
        start, y = (left, middle)[i % 2], top + 58 + 40 * (i // 2)
        size = look.size - 1
        sheet.write((start + 12, y), item.name, face=look.face, size=size)
        ink.right(sheet, (start + 410, y), f"{item.count}/{item.unit}", face=look.face, size=size)
        ink.right(sheet, (start + 575, y), cast.money(item.fen), face=look.face, size=size)
        row = {"name": item.name, "quantity": str(item.count), "amount": cast.money(item.fen)}
        if item.note:
            sheet.write((start + 630, y), item.note, face=look.face, size=size)
            row["note"] = item.note
        rows.append(row)
    sheet.note("items", rows)


def _amount(sheet: Sheet, paper: Bill, look: _Look) -> None:
    sheet.frame(Box(80, 620, 1574, 672), ink=look.frame)
    size = look.size + 1
    box = sheet.write((100, 630), "金额合计（大写）", face=look.face, size=size, ink=look.label)
    sheet.write((box.x1 + 20, 630), cast.capitals(paper.total), face=look.face, size=size, field="total_cn")
    box = sheet.write((980, 630), "（小写）", face=look.face, size=size, ink=look.label)
    total = cast.money(paper.total)
    sheet.write((box.x1 + 12, 630), total, face=look.face, size=size, field="total")


def _other(sheet: Sheet, paper: Bill, look: _Look) -> None:
    """The split area: smaller print, a standing heading at its left, and fields left empty by the hospital."""
    ink.grid(sheet, (80, 138, 1574), (672, 880), ink=look.frame)
    for i, char in enumerate("其他信息"):
        sheet.write((97, 692 + 44 * i), char, face=look.face, size=look.size, ink=look.label)
    size, xs = look.size - 4, (156, 520, 880, 1240)
    for row, cells in enumerate(paper.other_rows()):
        for x, (label, text, field, value) in zip(xs, cells, strict=False):
            box = sheet.write((x, 684 + 48 * row), label + look.gap, face=look.face, size=size, ink=look.label)
            if text:
                sheet.write(
                    (box.x1 + 2, 684 + 48 * row), text, face=look.face, size=size, field=field, value=value
                )


def _foot(sheet: Sheet, paper: Bill, look: _Look) -> None:
    y = 904
    for x, label, text, field in (
        (100, "收款单位（章）", paper.hospital, "hospital_name"),
        (860, "复核人", paper.reviewer, "reviewer"),
        (1220, "收款人", paper.payee, "payee"),
    ):
        box = sheet.write((x, y), label + look.gap, face=look.face, size=look.size, ink=look.label)
        sheet.write((box.x1 + 4, y), text, face=look.face, size=look.size, field=field)
    left = 300 + int(paper.bill_number) % 200
    stamp = Box(left, 836, left + 280, 996)
    ink.oval(
        sheet,
        stamp,
        [(paper.hospital, 20), ("收费专用章", 24), (cast.digits(random.Random(paper.total), 10), 16)],
        (200, 30, 40),
    )


LAYOUTS: dict[str, Callable[[random.Random], Specimen]] = {
    "national_ebill": national_ebill,
    "ebill_print_grey": ebill_print_grey,
    "shanghai_paper": shanghai_paper,
    "guangdong_paper": guangdong_paper,
    "kiosk_slip": kiosk_slip,
}

"""Made-up 医疗住院收费票据: the national e-bill of 2019, a form of three columns filled by a needle printer, a boxed bill
with labels over values, charges in two columns with one's own part, an old receipt, a phone's screen.

>>> import random
>>> LAYOUTS["ebill"](random.Random(1)).fields["prepaid"] != ""
True
"""

from collections.abc import Callable
from random import Random
from typing import Any

from storage.model.document_type import DocumentType
from storage.model.extraction import Box
from storage.model.money import format_fen
from tests.specimens.bills import in_capitals
from tests.specimens.inv_inpatient_forms import Printed, needle, old_receipt
from tests.specimens.others.ink import centre, grid, right
from tests.specimens.people import PROVINCES
from tests.specimens.sheet import Ink, Sheet, Specimen
from tests.specimens.stay_papers import bill_truth, boxed, specimen
from tests.specimens.stays import Cost, Stay, make_cost, make_stay

_TYPE = DocumentType.INV_INPATIENT
_BROWN: Ink = (150, 60, 40)


def ebill(rng: Random) -> Specimen:
    """The national form: charges in two groups side by side, four facts a row under 其他信息."""
    stay, cost, printed = make_stay(rng), make_cost(rng, funds=1), Printed.made(rng)
    sheet = Sheet(1750, 1130)
    face = rng.choice(("song", "hei", "ming"))
    title = f"{rng.choice(PROVINCES)}医疗住院收费票据(电子)"
    sheet.write((560, 56), title, face="song-bold", size=46, ink=_BROWN)
    sheet.seal((1470, 110), 70, "财政票据监制章", ink=(200, 60, 50))
    for y, left, far in (
        (180, f"票据代码:{printed.code}", f"票据号码:{printed.number}"),
        (224, "交款人统一社会信用代码:", f"校验码:{printed.check}"),
        (268, f"交款人:{stay.person.name}", f"开票日期:{stay.left}"),
    ):
        sheet.write((110, y), left, face=face, size=28)
        sheet.write((1180, y), far, face=face, size=28)
    half = (len(cost.charges) + 1) // 2
    _two_groups(sheet, cost, half, face)
    bottom = 390 + half * 46
    sheet.write((130, bottom + 14), f"金额合计(大写){in_capitals(cost.total)}", face=face, size=29)
    sheet.write((1060, bottom + 14), f"(小写){format_fen(cost.total)}", face=face, size=29)
    serial = f"{stay.left:%Y%m%d}{printed.number[-6:]}"
    told = _told(stay, cost, printed, serial)
    for place, (label, value) in enumerate(told):
        at = (150 + place % 4 * 385, bottom + 76 + place // 4 * 40)
        sheet.write(at, f"{label}:{value}", face=face, size=24)
    y = bottom + 80 + 40 * ((len(told) + 3) // 4)
    sheet.rule(90, y, 1660, y, ink=_BROWN)
    sheet.write((110, y + 20), f"收款单位(章):{stay.hospital}", face=face, size=28)
    sheet.write((860, y + 20), f"复核人:{printed.reviewer}", face=face, size=28)
    sheet.write((1290, y + 20), f"收款人:{printed.payee}", face=face, size=28)
    if rng.random() < 0.7:
        sheet.seal((420, y + 20), 86, stay.hospital, foot="收费专用章")
    in_rows = sorted(range(len(cost.charges)), key=lambda at: (at % half, at))
    items = [{"name": cost.charges[at].name, "amount": cost.charges[at].amount} for at in in_rows]
    truth = bill_truth(stay, cost) | printed.truth() | _own(cost) | {"items": items}
    truth |= {"business_serial": serial, "record_number": printed.record, "department": stay.department}
    truth |= {"issue_date": stay.left.isoformat(), "sex": stay.person.sex, "institution_kind": printed.kind}
    truth |= {"insurance_kind": cost.insurance, "insurance_number": printed.insured}
    return specimen([sheet], "inv_inpatient.ebill", _TYPE, truth)


def over_values(rng: Random) -> Specimen:
    """Boxes all over: labels above their values, charges in three pairs of columns."""
    stay, cost, printed = make_stay(rng), make_cost(rng, charges=9, funds=1), Printed.made(rng)
    sheet = Sheet(1600, 1060)
    face = rng.choice(("song", "kai", "zenhei"))
    centre(sheet, (800, 40), f"{rng.choice(PROVINCES)}住院收费票据", face="song-bold", size=44)
    sheet.write((80, 110), f"票据代码：{printed.code}", face=face, size=26)
    sheet.write((620, 110), f"校验码：{printed.check}", face=face, size=26)
    sheet.write((1140, 110), f"票据号码：{printed.number}", face=face, size=26)
    heads = ("姓名", "住院号", "住院科室", "入院日期", "出院日期", "医保类型")
    values = (stay.person.name, stay.number, stay.department, f"{stay.came}", f"{stay.left}", cost.insurance)
    widths = (180, 220, 220, 220, 220, 380)
    y = boxed(sheet, (80, 160), list(zip(heads, widths, strict=True)), face=face, height=46, size=24)
    y = boxed(sheet, (80, y), list(zip(values, widths, strict=True)), face=face, height=50, size=24)
    pair = (280, 200)
    y = boxed(
        sheet, (80, y), [*zip(("收费项目", "金额"), pair, strict=True)] * 3, face=face, height=46, size=24
    )
    for start in range(0, 9, 3):
        row = [cell for one in cost.charges[start : start + 3] for cell in ((one.name, 280), (one.amount, 200))]
        y = boxed(sheet, (80, y), row, face=face, height=48, size=24)
    sheet.write((90, y + 14), f"合计（大写）：{in_capitals(cost.total)}", face=face, size=27)
    sheet.write((1000, y + 14), f"（小写）：￥{format_fen(cost.total)}", face=face, size=27)
    y += 64
    y = _sums_in_boxes(sheet, cost, y, face)
    sheet.write((90, y + 26), f"收费单位（章）：{stay.hospital}", face=face, size=26)
    sheet.write((800, y + 26), f"收费员：{printed.payee}", face=face, size=26)
    sheet.write((1130, y + 26), f"收费日期：{stay.left}", face=face, size=26)
    sheet.seal((430, y + 30), 84, stay.hospital, foot="收费专用章")
    truth = bill_truth(stay, cost) | printed.truth() | _own(cost)
    truth |= {
        "department": stay.department,
        "insurance_kind": cost.insurance,
        "issue_date": stay.left.isoformat(),
    }
    truth.pop("reviewer")
    return specimen([sheet], "inv_inpatient.over_values", _TYPE, truth)


def own_part(rng: Random) -> Specimen:
    """Two groups of charges, each with the part that is one's own; payers below without rules."""
    stay, cost, printed = make_stay(rng), make_cost(rng, charges=8, funds=0), Printed.made(rng)
    sheet = Sheet(1650, 1000)
    face = rng.choice(("ming", "hei"))
    centre(sheet, (825, 40), f"{rng.choice(PROVINCES)}医疗住院收费票据", face="song-bold", size=44, ink=_BROWN)
    sheet.write((1220, 96), f"No：{printed.number}", face="hei", size=30, ink=_BROWN)
    head = f"住院号：{stay.number}   住院时间：{stay.came:%Y-%m-%d} 至 {stay.left:%Y-%m-%d}   科室：{stay.department}"
    sheet.write(
        (90, 150), f"交款人：{stay.person.name}   性别：{stay.person.sex_word}   {head}", face=face, size=24
    )
    xs = (80, 360, 580, 825, 1105, 1325, 1570)
    grid(sheet, xs, (195, 240, 450), ink=_BROWN)
    for x in (80, 825):
        for shift, text in ((20, "项目名称"), (310, "金额"), (520, "自费金额")):
            sheet.write((x + shift, 202), text, face=face, size=25, ink=_BROWN)
    largest = max(cost.charges, key=lambda charge: charge.fen)
    for place, charge in enumerate(cost.charges):
        x, y = 80 + place % 2 * 745, 250 + place // 2 * 48
        sheet.write((x + 16, y), charge.name, face=face, size=26)
        right(sheet, (x + 480, y), charge.amount, face=face, size=26)
        right(sheet, (x + 720, y), format_fen(cost.self_funded if charge is largest else 0), face=face, size=26)
    sheet.write((90, 470), f"金额合计（大写）：{in_capitals(cost.total)}", face=face, size=28)
    sheet.write((1080, 470), f"（小写）：{format_fen(cost.total)}", face=face, size=28)
    paid = [("预缴金额", cost.prepaid), ("补缴金额", cost.topped_up), ("退费金额", cost.refunded)]
    for place, (label, fen) in enumerate([*paid, *_payers(cost)]):
        at = (90 + place % 3 * 500, 540 + place // 3 * 48)
        sheet.write(at, f"{label}：{format_fen(fen)}", face=face, size=26)
    for x, text in (
        (90, f"收款单位：{stay.hospital}"),
        (760, f"收款人：{printed.payee}"),
        (1130, f"开票日期：{stay.left:%Y年%m月%d日}"),
    ):
        sheet.write((x, 740), text, face=face, size=26)
    if rng.random() < 0.6:
        sheet.seal((420, 740), 84, stay.hospital, foot="收费专用章")
    truth = bill_truth(stay, cost) | _own(cost) | {"bill_number": printed.number, "payee": printed.payee}
    truth |= {"sex": stay.person.sex, "department": stay.department, "issue_date": stay.left.isoformat()}
    return specimen([sheet], "inv_inpatient.own_part", _TYPE, truth)


def screen(rng: Random) -> Specimen:
    """The screen of a bill's own page on a phone: labels at the left edge, values at the right one."""
    stay, cost, printed = make_stay(rng), make_cost(rng, charges=5, funds=1), Printed.made(rng)
    sheet = Sheet(1080, 2500, (245, 246, 248))
    face = rng.choice(("hei", "zenhei"))
    centre(sheet, (540, 90), "医疗住院收费票据(电子)", face="hei-bold", size=46)
    lines = [
        ("票据代码", printed.code),
        ("票据号码", printed.number),
        ("校验码", printed.check),
        ("交款人", stay.person.name),
        ("开票日期", f"{stay.left}"),
        ("收款单位", stay.hospital),
        ("住院号", stay.number),
        ("住院科别", stay.department),
        ("住院时间", f"{stay.came:%Y-%m-%d}至{stay.left:%Y-%m-%d}"),
        ("", ""),
        ("收费项目", "金额(元)"),
        *((one.name, one.amount) for one in cost.charges),
        ("合计(大写)", in_capitals(cost.total)),
        ("合计(小写)", format_fen(cost.total)),
        ("预缴金额", format_fen(cost.prepaid)),
        *((label, format_fen(fen)) for label, fen in _payers(cost)),
    ]
    for place, (label, value) in enumerate(lines):
        sheet.write((60, 190 + place * 66), label, face=face, size=34, ink=(116, 116, 122))
        right(sheet, (1020, 190 + place * 66), value, face=face, size=34)
    truth = bill_truth(stay, cost) | printed.truth() | _own(cost)
    truth |= {"department": stay.department, "issue_date": stay.left.isoformat()}
    truth = {key: value for key, value in truth.items() if key not in ("payee", "reviewer")}
    return specimen([sheet], "inv_inpatient.screen", _TYPE, truth)


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {
    "ebill": ebill,
    "needle": needle,
    "over_values": over_values,
    "own_part": own_part,
    "old_receipt": old_receipt,
    "screen": screen,
}


def _sums_in_boxes(sheet: Sheet, cost: Cost, y: int, face: str) -> int:
    paid = [("预交金额", cost.prepaid), ("补交金额", cost.topped_up), ("退还金额", cost.refunded)]
    sums = [*paid, *_payers(cost)]
    for start in range(0, 9, 3):
        row = [
            cell for label, fen in sums[start : start + 3] for cell in ((label, 270), (format_fen(fen), 210))
        ]
        y = boxed(sheet, (80, y), row, face=face, height=48, size=24)
    return y


def _payers(cost: Cost) -> list[tuple[str, int]]:
    return [
        ("医保统筹基金支付", cost.pool),
        ("其他支付", cost.other),
        ("个人账户支付", cost.account),
        ("个人现金支付", cost.cash),
        ("个人自付", cost.self_pay),
        ("个人自费", cost.self_funded),
    ]


def _own(cost: Cost) -> dict[str, Any]:
    sums = {"other_paid": cost.other, "self_pay": cost.self_pay, "self_funded": cost.self_funded}
    return {key: format_fen(fen) for key, fen in sums.items()}


def _told(stay: Stay, cost: Cost, printed: Printed, serial: str) -> list[tuple[str, str]]:
    """What stands under 其他信息."""
    return [
        ("业务流水号", serial),
        ("住院号", stay.number),
        ("病历号", printed.record),
        ("住院科别", stay.department),
        ("住院时间", f"{stay.came:%Y%m%d}-{stay.left:%Y%m%d}"),
        ("预缴金额", format_fen(cost.prepaid)),
        ("补缴金额", format_fen(cost.topped_up)),
        ("退费金额", format_fen(cost.refunded)),
        ("医疗机构类型", printed.kind),
        ("医保类型", cost.insurance),
        ("医保编号", printed.insured),
        ("性别", stay.person.sex_word),
        *((label, format_fen(fen)) for label, fen in _payers(cost)),
    ]


def _two_groups(sheet: Sheet, cost: Cost, half: int, face: str) -> None:
    bottom = 390 + half * 46
    for y in (320, 376, bottom):
        sheet.rule(90, y, 1660, y, ink=_BROWN)
    sheet.frame(Box(90, 320, 1660, bottom + 64), ink=_BROWN)
    for group in range(2):
        for text, x in (("项目名称", 150), ("金额(元)", 560), ("备注", 760)):
            sheet.write((x + group * 790, 334), text, face=face, size=27, ink=_BROWN)
    for place, charge in enumerate(cost.charges):
        x, y = place // half * 790, 386 + place % half * 46
        sheet.write((120 + x, y), charge.name, face=face, size=27)
        right(sheet, (700 + x, y), charge.amount, face=face, size=27)

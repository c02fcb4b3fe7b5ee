"""医疗住院收费票据 as three more places give it: the national e-bill with its payers in rows, a form filled by a needle
printer with the day in three gaps, and the screen of a phone.

>>> import random
>>> LAYOUTS["gaps"](random.Random(1)).type.value
'inv_inpatient'
"""

from collections.abc import Callable
from random import Random

from storage.model.document_type import DocumentType
from storage.model.extraction import Box
from storage.model.money import format_fen
from tests.specimens.bills import in_capitals
from tests.specimens.others.ink import centre, grid, right
from tests.specimens.people import digits, make_person
from tests.specimens.sheet import Ink, Sheet, Specimen
from tests.specimens.stay_papers import bill_truth, specimen
from tests.specimens.stays import Cost, Stay, make_cost, make_stay

_TYPE = DocumentType.INV_INPATIENT
Pen = Callable[[int, int, str], None]
_RED: Ink = (165, 50, 45)
_GREEN: Ink = (30, 105, 70)


def payers_in_rows(rng: Random) -> Specimen:
    """The national form: one group of items at either side, payers three in a row under 其他信息."""
    stay, cost = make_stay(rng), make_cost(rng, funds=1)
    code, number, check = f"44060{digits(rng, 1)}26", "00" + digits(rng, 8), digits(rng, 6)
    payee, reviewer = make_person(rng).name, make_person(rng).name
    sheet = Sheet(1700, 1150)
    face = rng.choice(("song", "kai"))
    centre(sheet, (850, 50), "云岭省医疗住院收费票据（电子）", face="song-bold", size=44, ink=_RED)
    sheet.seal((850, 90), 62, "财政票据监制章")
    for y, left, far in (
        (150, f"票据代码：{code}", f"票据号码：{number}"),
        (195, "交款人统一社会信用代码：", f"校验码：{check}"),
        (240, f"交款人：{stay.person.name}", f"开票日期：{stay.left}"),
    ):
        sheet.write((90, y), left, face=face, size=27)
        sheet.write((1180, y), far, face=face, size=27)
    half = (len(cost.charges) + 1) // 2
    bottom = _either_side(sheet, cost, half, face)
    sheet.write((100, bottom + 12), f"金额合计（大写）：{in_capitals(cost.total)}", face=face, size=28)
    sheet.write((1060, bottom + 12), f"（小写）：{format_fen(cost.total)}", face=face, size=28)
    y = _other_words(sheet, stay, cost, bottom + 66, face)
    sheet.write((90, y + 20), f"收款单位（章）：{stay.hospital}", face=face, size=27)
    sheet.write((820, y + 20), f"复核人：{reviewer}", face=face, size=27)
    sheet.write((1230, y + 20), f"收款人：{payee}", face=face, size=27)
    sheet.seal((430, y + 20), 85, stay.hospital, foot="收费专用章")
    in_rows = [cost.charges[at] for at in sorted(range(len(cost.charges)), key=lambda at: (at % half, at))]
    truth = bill_truth(stay, cost) | {
        "bill_code": code,
        "bill_number": number,
        "check_code": check,
        "issue_date": stay.left.isoformat(),
        "department": stay.department,
        "insurance_kind": cost.insurance,
        "other_paid": format_fen(cost.other),
        "self_pay": format_fen(cost.self_pay),
        "self_funded": format_fen(cost.self_funded),
        **{"payee": payee, "reviewer": reviewer},
        "items": [{"name": one.name, "amount": one.amount} for one in in_rows],
    }
    return specimen([sheet], "payers_in_rows", _TYPE, truth)


def gaps(rng: Random) -> Specimen:
    """A green form: printed words stay, values lie a little off, days fill the gaps before 年, 月 and 日."""
    stay, cost = make_stay(rng), make_cost(rng, charges=9, funds=0)
    number, payee = digits(rng, 10), make_person(rng).name
    sheet = Sheet(1640, 980, (243, 248, 242))
    off = (rng.randint(-4, 8), rng.randint(-6, 8))

    def form(x: int, y: int, text: str) -> None:
        sheet.write((x, y), text, face="song", size=26, ink=_GREEN)

    def put(x: int, y: int, text: str) -> None:
        sheet.write((x + off[0], y + off[1]), text, face="ming", size=28, ink=(60, 60, 90))

    centre(sheet, (820, 36), "南泽省医疗住院收费专用票据", face="song-bold", size=42, ink=_GREEN)
    form(1180, 100, "No.")
    put(1240, 98, number)
    person = (("姓名：", stay.person.name), ("住院号：", stay.number), ("科室：", stay.department))
    for x, (label, value) in zip((90, 420, 820), person, strict=True):
        form(x, 150, label)
        put(x + 26 * len(label) + 4, 150, value)
    _gap_days(stay, form, put)
    _gap_charges(sheet, cost, form, put)
    form(100, 480, "合计人民币（大写）")
    put(350, 480, in_capitals(cost.total))
    form(1070, 480, "￥")
    put(1100, 480, format_fen(cost.total))
    for place, (label, fen) in enumerate(_gap_sums(cost)):
        form(100 + place % 3 * 490, 550 + place // 3 * 56, label)
        put(100 + place % 3 * 490 + 26 * len(label) + 20, 550 + place // 3 * 56, format_fen(fen))
    sheet.frame(Box(80, 470, 1560, 670), ink=_GREEN)
    form(90, 700, "收款单位（盖章）：")
    put(330, 700, stay.hospital)
    form(820, 700, "收款人：")
    put(930, 700, payee)
    form(1160, 700, f"{stay.left.year} 年 {stay.left.month:02d} 月 {stay.left.day:02d} 日")
    sheet.seal((520, 700), 82, stay.hospital, foot="财务专用章")
    more = {"issue_date": stay.left.isoformat(), "department": stay.department, "payee": payee}
    return specimen([sheet], "gaps", _TYPE, bill_truth(stay, cost) | {"bill_number": number} | more)


def screen(rng: Random) -> Specimen:
    """A screenshot: one label and value a line, items under a heading of their own."""
    stay, cost = make_stay(rng), make_cost(rng, charges=5, funds=1)
    code, number, check = f"510601{digits(rng, 2)}", "00" + digits(rng, 8), digits(rng, 6)
    sheet = Sheet(1080, 2340, (248, 248, 250))
    face = rng.choice(("hei", "zenhei"))
    centre(sheet, (540, 90), "医疗住院收费票据（电子）", face="hei-bold", size=46)
    head = (
        ("票据代码", code),
        ("票据号码", number),
        ("校验码", check),
        ("交款人", stay.person.name),
        ("开票日期", f"{stay.left}"),
        ("收款单位", stay.hospital),
        ("住院号", stay.number),
        ("住院时间", f"{stay.came:%Y%m%d}-{stay.left:%Y%m%d}"),
    )
    y = _lines(sheet, 190, head, face)
    centre(sheet, (160, y + 16), "项目名称", face=face, size=32)
    right(sheet, (1020, y + 16), "金额(元)", face=face, size=32)
    y = _lines(sheet, y + 80, [(one.name, one.amount) for one in cost.charges], face)
    y = _lines(
        sheet, y, [("金额合计(大写)", in_capitals(cost.total)), ("(小写)", format_fen(cost.total))], face
    )
    sums = (("医保统筹基金支付", cost.pool), ("其他支付", cost.other), ("个人账户支付", cost.account))
    more = (("个人现金支付", cost.cash), ("预缴金额", cost.prepaid), ("补缴金额", cost.topped_up))
    _lines(sheet, y, [(label, format_fen(fen)) for label, fen in (*sums, *more)], face)
    truth = bill_truth(stay, cost) | {
        "bill_code": code,
        "bill_number": number,
        "check_code": check,
        "issue_date": stay.left.isoformat(),
        "other_paid": format_fen(cost.other),
    }
    return specimen([sheet], "screen", _TYPE, truth)


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {
    "payers_in_rows": payers_in_rows,
    "gaps": gaps,
    "screen": screen,
}


def _gap_days(stay: Stay, form: Pen, put: Pen) -> None:
    form(90, 200, "住院日期：自")
    words = ("年", "月", "日至", "年", "月", "日", "天")
    for x, text, word in zip((260, 370, 440, 580, 690, 760, 900), _day_parts(stay), words, strict=True):
        put(x, 200, text)
        form(x + (72 if len(text) > 3 else 40), 200, word)
    form(840, 200, "共")


def _gap_charges(sheet: Sheet, cost: Cost, form: Pen, put: Pen) -> None:
    grid(sheet, (80, 573, 1066, 1560), (245, 290, 460), ink=_GREEN)
    for column in range(3):
        form(110 + column * 493, 252, "项目")
        form(360 + column * 493, 252, "金额")
    for place, charge in enumerate(cost.charges):
        put(100 + place % 3 * 493, 300 + place // 3 * 50, charge.name)
        put(350 + place % 3 * 493, 300 + place // 3 * 50, charge.amount)


def _gap_sums(cost: Cost) -> list[tuple[str, int]]:
    paid = [("预交金", cost.prepaid), ("补交金额", cost.topped_up), ("退款金额", cost.refunded)]
    return [*paid, ("统筹支付", cost.pool), ("个人账户支付", cost.account), ("个人现金支付", cost.cash)]


def _either_side(sheet: Sheet, cost: Cost, half: int, face: str) -> int:
    bottom = 360 + half * 44
    grid(sheet, (80, 850, 1620), (295, 345, bottom))
    for x in (80, 850):
        sheet.write((x + 130, 304), "项目名称", face=face, size=26)
        sheet.write((x + 540, 304), "金额（元）", face=face, size=26)
    for place, charge in enumerate(cost.charges):
        x, y = 80 + place // half * 770, 354 + place % half * 44
        sheet.write((x + 30, y), charge.name, face=face, size=26)
        right(sheet, (x + 690, y), charge.amount, face=face, size=26)
    return bottom


def _other_words(sheet: Sheet, stay: Stay, cost: Cost, y: int, face: str) -> int:
    told = [
        f"住院号：{stay.number}",
        f"住院科别：{stay.department}",
        f"住院时间：{stay.came:%Y%m%d}-{stay.left:%Y%m%d}",
        f"医保类型：{cost.insurance}",
        f"预缴金额：{format_fen(cost.prepaid)}",
        f"补缴金额：{format_fen(cost.topped_up)}",
        f"退费金额：{format_fen(cost.refunded)}",
        f"医保统筹基金支付：{format_fen(cost.pool)}",
        f"其他支付：{format_fen(cost.other)}",
        f"个人账户支付：{format_fen(cost.account)}",
        f"个人现金支付：{format_fen(cost.cash)}",
        f"个人自付：{format_fen(cost.self_pay)}",
        f"个人自费：{format_fen(cost.self_funded)}",
    ]
    for place, text in enumerate(told):
        sheet.write((150 + place % 3 * 490, y + place // 3 * 44), text, face=face, size=25)
    bottom = y + 5 * 44 + 4
    sheet.frame(Box(80, y - 10, 1620, bottom), ink=_RED)
    return bottom


def _day_parts(stay: Stay) -> list[str]:
    days = [(f"{day.year}", f"{day.month}", f"{day.day}") for day in (stay.came, stay.left)]
    return [*days[0], *days[1], str(stay.days)]


def _lines(
    sheet: Sheet, y: int, lines: "list[tuple[str, str]] | tuple[tuple[str, str], ...]", face: str
) -> int:
    for label, value in lines:
        sheet.write((60, y), label, face=face, size=33, ink=(110, 110, 118))
        right(sheet, (1020, y), value, face=face, size=33)
        y += 64
    return y

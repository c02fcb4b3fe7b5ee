"""Made-up 医疗门诊收费票据: the national e-bill, a dot-matrix print on a form, a phone screenshot, an older form.

>>> import random
>>> specimen = LAYOUTS["ebill"](random.Random(1))
>>> specimen.type
<DocumentType.INV_OUTPATIENT: 'inv_outpatient'>
"""

from collections.abc import Callable
from random import Random

from storage.model.document_type import DocumentType
from storage.model.extraction import Box
from storage.model.money import format_fen
from tests.specimens.bills import Bill, in_capitals, make_bill
from tests.specimens.people import PROVINCES
from tests.specimens.sheet import BLACK, Ink, Sheet, Specimen, font

BROWN: Ink = (150, 60, 40)
_SHARES = (
    ("医保统筹基金支付", "pool_paid", "pool"),
    ("其他支付", "other_paid", "other"),
    ("个人账户支付", "account_paid", "account"),
    ("个人现金支付", "cash_paid", "cash"),
    ("个人自付", "self_pay", "self_pay"),
    ("个人自费", "self_funded", "self_funded"),
)


def ebill(rng: Random) -> Specimen:
    """The national form: two groups of items side by side, the other information in a box below."""
    bill = make_bill(rng)
    sheet = Sheet(1750, 1080)
    face = rng.choice(("song", "hei", "ming"))
    title = f"{rng.choice(PROVINCES)}医疗门诊收费票据(电子)"
    sheet.write((560, 60), title, face="song-bold", size=46, ink=BROWN)
    sheet.seal((1480, 110), 70, "财政票据监制章", ink=(200, 60, 50))
    head = (
        ("票据代码:", "bill_code", bill.code),
        ("交款人统一社会信用代码:", "", ""),
        ("交款人:", "patient_name", bill.person.name),
    )
    side = (
        ("票据号码:", "bill_number", bill.number),
        ("校验码:", "check_code", bill.check),
        ("开票日期:", "issue_date", bill.day.isoformat()),
    )
    for row, (left, right) in enumerate(zip(head, side, strict=True)):
        _pair(sheet, (110, 180 + row * 44), left, face, BROWN)
        _pair(sheet, (1180, 180 + row * 44), right, face, BROWN)
    _two_columns(sheet, bill, face)
    _total(sheet, bill, (130, 700), face)
    _ebill_foot(sheet, bill, face)
    if rng.random() < 0.7:
        sheet.seal((420, 950), 88, bill.hospital, foot="收费专用章")
    half = (len(bill.charges) + 1) // 2
    in_rows = sorted(range(len(bill.charges)), key=lambda place: (place % half, place))
    return _done(sheet, bill, "ebill", charges=[bill.charges[place].truth() for place in in_rows])


def dot_matrix(rng: Random) -> Specimen:
    """A pre-printed paper form, its values printed by a needle printer a little off their places."""
    bill = make_bill(rng, charges=rng.randint(2, 6))
    sheet = Sheet(1600, 900, (246, 240, 232))
    off = (rng.randint(-6, 10), rng.randint(-7, 9))
    grey: Ink = (70, 72, 95)
    sheet.write((480, 40), f"{rng.choice(PROVINCES)}医疗门诊收费票据", face="song-bold", size=44, ink=BROWN)

    def put(at: tuple[int, int], label: str, value: str, key: str = "", gap: int = 10, truth: str = "") -> None:
        box = sheet.write(at, label, face="song", size=26, ink=BROWN)
        place = (box.x1 + gap + off[0], at[1] + off[1])
        if value:
            sheet.write(place, value, face="ming", size=28, ink=grey, field=key or None, value=truth or None)

    sheet.write((1120, 90), f"NO. {bill.number}", face="hei", size=34, ink=BROWN)
    put((90, 95), "票据代码:", bill.code, "bill_code")
    put((560, 95), "校验码:", bill.check, "check_code")
    put((90, 150), "交款人:", bill.person.name, "patient_name")
    put((480, 150), "性别:", bill.person.sex_word, "sex", truth=bill.person.sex)
    put((720, 150), "医保类型:", bill.insurance, "insurance_kind")
    put((1180, 150), "病历号:", bill.record, "record_number")
    _dot_matrix_items(sheet, bill, off, grey)
    put((110, 580), "金额合计(大写)", in_capitals(bill.total), "total_cn")
    put((1000, 580), "(小写)", "¥" + format_fen(bill.total), "total", truth=format_fen(bill.total))
    _shares_in_rows(sheet, bill, put)
    put((90, 790), "收款单位(章):", bill.hospital, "hospital_name")
    put((760, 790), "复核人:", bill.reviewer, "reviewer")
    put((1080, 790), "收款人:", bill.payee, "payee")
    put((90, 840), "开票日期:", f"{bill.day:%Y年%m月%d日}", "issue_date", truth=bill.day.isoformat())
    if rng.random() < 0.8:
        sheet.seal((1300, 800), 80, bill.hospital, foot="收费专用章")
    return _done(sheet, bill, "dot_matrix", charges=[{**one.truth(), "note": ""} for one in bill.charges])


def phone(rng: Random) -> Specimen:
    """A screenshot of a mini programme: one label and value a line, the value at the right edge."""
    bill = make_bill(rng, charges=rng.randint(2, 5))
    sheet = Sheet(1080, 2260, (245, 246, 248))
    face = rng.choice(("hei", "zenhei", "wenkai"))
    sheet.write((60, 30), "10:24", face="hei-bold", size=34)
    sheet.write((400, 110), "电子票据详情", face="hei-bold", size=44)
    sheet.write((240, 210), "医疗门诊收费票据(电子)", face="hei-bold", size=50)
    shares = [(label, key, format_fen(getattr(bill, name))) for label, key, name in _SHARES]
    lines = [
        ("票据代码", "bill_code", bill.code),
        ("票据号码", "bill_number", bill.number),
        ("校验码", "check_code", bill.check),
        ("交款人", "patient_name", bill.person.name),
        ("开票日期", "issue_date", bill.day.isoformat()),
        ("收款单位", "hospital_name", bill.hospital),
        ("就诊日期", "visit_date", bill.day.isoformat()),
        ("门诊号", "outpatient_number", bill.outpatient),
        ("医保类型", "insurance_kind", bill.insurance),
    ]
    y = _screen_lines(sheet, lines, 310, face)
    sheet.write((60, y + 20), "收费明细", face="hei-bold", size=38)
    for text, x in (("项目名称", 60), ("数量", 560), ("金额(元)", 840)):
        sheet.write((x, y + 84), text, face=face, size=34, ink=(120, 120, 125))
    y += 144
    for charge in bill.charges:
        sheet.write((60, y), charge.name, face=face, size=36)
        sheet.write((575, y), charge.quantity, face=face, size=36)
        _right(sheet, (1020, y), charge.amount, face, 36)
        y += 62
    total = [
        ("合计(大写)", "total_cn", in_capitals(bill.total)),
        ("合计(小写)", "total", format_fen(bill.total)),
    ]
    y = _screen_lines(sheet, total, y + 20, face)
    _screen_lines(sheet, shares, y, face)
    return _done(sheet, bill, "phone", charges=[{**one.truth(), "note": ""} for one in bill.charges])


def older(rng: Random) -> Specimen:
    """An older provincial form: items in pairs of name and amount, no header, figures before capitals."""
    bill = make_bill(rng, charges=rng.randint(3, 8))
    sheet = Sheet(1500, 960)
    face = rng.choice(("kai", "wenkai", "zenhei"))
    sheet.write((430, 36), "门诊医疗费收费票据", face="song-bold", size=48)
    sheet.write((1080, 100), "票据号码:" + bill.number, face=face, size=28)
    sheet.write((90, 100), f"票据代码:{bill.code}", face=face, size=28)
    sheet.write((580, 100), f"校验码:{bill.check}", face=face, size=28)
    line = f"姓名:{bill.person.name}  性别:{bill.person.sex_word}  门诊号:{bill.outpatient}"
    sheet.write((90, 150), line, face=face, size=28)
    sheet.write((1080, 150), f"收费日期:{bill.day:%Y-%m-%d}", face=face, size=28)
    for key, value in (
        ("bill_number", bill.number),
        ("sex", bill.person.sex),
        ("outpatient_number", bill.outpatient),
    ):
        sheet.note(key, value)
    sheet.rule(80, 200, 1420, 200)
    for text, x in (("项目", 110), ("金额", 380), ("项目", 560), ("金额", 830), ("项目", 1010), ("金额", 1280)):
        sheet.write((x, 214), text, face=face, size=28)
    for place, charge in enumerate(bill.charges):
        x, y = 110 + place % 3 * 450, 268 + place // 3 * 52
        sheet.write((x, y), charge.name, face=face, size=28)
        _right(sheet, (x + 350, y), charge.amount, face, 28)
    sheet.rule(80, 470, 1420, 470)
    sheet.write((110, 490), f"合计(小写):¥{format_fen(bill.total)}", face=face, size=30)
    sheet.write((620, 490), f"合计(大写):{in_capitals(bill.total)}", face=face, size=30)
    sheet.rule(80, 540, 1420, 540)
    for place, (label, key, name) in enumerate(_SHARES):
        at = (110 + place % 3 * 450, 560 + place // 3 * 50)
        _pair(sheet, at, (f"{label}:", key, format_fen(getattr(bill, name))), face, BLACK, size=28)
    sheet.write((110, 760), f"收费单位(章):{bill.hospital}", face=face, size=28)
    sheet.write((900, 760), f"收费员:{bill.payee}", face=face, size=28)
    sheet.note("payee", bill.payee)
    sheet.seal((360, 790), 92, bill.hospital, foot="收费专用章")
    charges = [{"name": one.name, "amount": one.amount} for one in bill.charges]
    return _done(sheet, bill, "older", charges=charges)


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {
    "ebill": ebill,
    "dot_matrix": dot_matrix,
    "phone": phone,
    "older": older,
}


def _dot_matrix_items(sheet: Sheet, bill: Bill, off: tuple[int, int], grey: Ink) -> None:
    sheet.frame(Box(80, 200, 1520, 560), ink=BROWN)
    for column in range(2):
        for text, x in (("项目名称", 110), ("数量/单位", 380), ("金额(元)", 590)):
            sheet.write((x + column * 720, 212), text, size=26, ink=BROWN)
    sheet.rule(80, 250, 1520, 250, ink=BROWN)
    for place, charge in enumerate(bill.charges):
        x, y = (place % 2) * 720 + off[0], 262 + place // 2 * 46 + off[1]
        sheet.write((110 + x, y), charge.name, face="ming", size=28, ink=grey)
        sheet.write((400 + x, y), f"{charge.quantity}/{charge.unit}", face="ming", size=28, ink=grey)
        sheet.write((600 + x, y), charge.amount, face="ming", size=28, ink=grey)


def _two_columns(sheet: Sheet, bill: Bill, face: str) -> None:
    sheet.rule(90, 320, 1660, 320, ink=BROWN)
    for column in range(2):
        for text, x in (("项目名称", 150), ("数量/单位", 420), ("金额(元)", 600), ("备注", 780)):
            sheet.write((x + column * 790, 334), text, face=face, size=28, ink=BROWN)
    sheet.rule(870, 320, 870, 680, ink=BROWN)
    half = (len(bill.charges) + 1) // 2
    for place, charge in enumerate(bill.charges):
        x, y = (place // half) * 790, 392 + place % half * 48
        sheet.write((120 + x, y), charge.name, face=face, size=28)
        sheet.write((440 + x, y), f"{charge.quantity}/{charge.unit}", face=face, size=28)
        _right(sheet, (730 + x, y), charge.amount, face, 28)
        sheet.write((800 + x, y), charge.note, face=face, size=28)
    sheet.rule(90, 680, 1660, 680, ink=BROWN)


def _total(sheet: Sheet, bill: Bill, at: tuple[int, int], face: str) -> None:
    _pair(sheet, at, ("金额合计(大写)", "total_cn", in_capitals(bill.total)), face, BROWN, size=30)
    _pair(sheet, (at[0] + 900, at[1]), ("(小写)", "total", format_fen(bill.total)), face, BROWN, size=30)
    sheet.rule(90, at[1] + 50, 1660, at[1] + 50, ink=BROWN)


def _ebill_foot(sheet: Sheet, bill: Bill, face: str) -> None:
    for place, char in enumerate("其他信息"):
        sheet.write((100, 765 + place * 30), char, face=face, size=26, ink=BROWN)
    shown = [
        ("业务流水号:", "business_serial", bill.serial),
        ("门诊号:", "outpatient_number", bill.outpatient),
        ("就诊日期:", "visit_date", f"{bill.day:%Y%m%d}"),
        ("医疗机构类型:", "institution_kind", bill.kind),
        ("医保类型:", "insurance_kind", bill.insurance),
        ("医保编号:", "insurance_number", bill.insurance_number),
        ("性别:", "sex", bill.person.sex_word),
    ]
    shown += [(f"{label}:", key, format_fen(getattr(bill, name))) for label, key, name in _SHARES]
    for place, entry in enumerate(shown):
        _pair(sheet, (150 + place % 4 * 385, 764 + place // 4 * 38), entry, face, BROWN, size=24)
    sheet.note("visit_date", bill.day.isoformat())
    sheet.note("sex", bill.person.sex)
    sheet.rule(90, 920, 1660, 920, ink=BROWN)
    foot = (
        ("收款单位(章):", "", bill.hospital),
        ("复核人:", "reviewer", bill.reviewer),
        ("收款人:", "payee", bill.payee),
    )
    for entry, x in zip(foot, (110, 860, 1290), strict=True):
        _pair(sheet, (x, 945), entry, face, BROWN)


def _shares_in_rows(sheet: Sheet, bill: Bill, put: Callable[..., None]) -> None:
    for place, (label, key, name) in enumerate(_SHARES):
        put((110 + place % 3 * 480, 640 + place // 3 * 50), f"{label}:", format_fen(getattr(bill, name)), key)


def _screen_lines(sheet: Sheet, lines: list[tuple[str, str, str]], y: int, face: str) -> int:
    for label, key, value in lines:
        sheet.write((60, y), label, face=face, size=34, ink=(120, 120, 125))
        _right(sheet, (1020, y), value, face, 34)
        sheet.note(key, value)
        sheet.rule(60, y + 52, 1020, y + 52, width=1, ink=(225, 225, 228))
        y += 62
    return y


def _pair(
    sheet: Sheet,
    at: tuple[int, int],
    entry: tuple[str, str, str],
    face: str,
    ink: Ink,
    size: int = 28,
) -> None:
    """A label in the form's ink and its value in black; no key: the value is no field of its own."""
    label, key, value = entry
    box = sheet.write(at, label, face=face, size=size, ink=ink)
    if value:
        sheet.write((box.x1 + 6, at[1]), value, face=face, size=size, field=key or None)


def _right(sheet: Sheet, at: tuple[int, int], text: str, face: str, size: int) -> None:
    width = sheet.draw.textlength(text, font=font(face, size))
    sheet.write((round(at[0] - width), at[1]), text, face=face, size=size)


def _done(sheet: Sheet, bill: Bill, name: str, charges: list[dict[str, str]] | None = None) -> Specimen:
    for key, value in bill.truth().items():
        sheet.note(key, value)
    if charges is not None:
        sheet.note("items", [{key: value for key, value in one.items() if value} for one in charges])
    return sheet.done(f"inv_outpatient.{name}", DocumentType.INV_OUTPATIENT)

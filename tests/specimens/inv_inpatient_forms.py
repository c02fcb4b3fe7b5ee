"""Two more made-up inpatient bills: a form of three columns whose values miss their boxes, and an old receipt.

>>> import random
>>> needle(random.Random(2)).type.value
'inv_inpatient'
"""

from dataclasses import dataclass
from random import Random

from storage.model.document_type import DocumentType
from storage.model.extraction import Box
from storage.model.money import format_fen
from tests.specimens.bills import KINDS, in_capitals
from tests.specimens.others.ink import centre, grid
from tests.specimens.people import PROVINCES, digits, make_person
from tests.specimens.sheet import Ink, Sheet, Specimen
from tests.specimens.stay_papers import bill_truth, specimen
from tests.specimens.stays import Cost, Stay, make_cost, make_stay

_TYPE = DocumentType.INV_INPATIENT
_BROWN: Ink = (150, 60, 40)
_GREY: Ink = (70, 72, 95)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The numbers and names that belong to the bill alone."""

    code: str
    number: str
    check: str
    record: str
    insured: str
    kind: str
    payee: str
    reviewer: str

    @classmethod
    def made(cls, rng: Random) -> "Printed":
        return cls(
            code=f"{rng.choice(('31', '44', '51', '37'))}06{digits(rng, 2)}26",
            number=f"00{digits(rng, 8)}",
            check="".join(rng.choices("23456789abcdefghjkmnpqrstuvwxyz", k=6)),
            record=digits(rng, 8),
            insured=digits(rng, 10),
            kind=rng.choice(KINDS),
            payee=make_person(rng).name,
            reviewer=make_person(rng).name,
        )

    def truth(self) -> dict[str, str]:
        return {
            "bill_code": self.code,
            "bill_number": self.number,
            "check_code": self.check,
            "payee": self.payee,
            "reviewer": self.reviewer,
        }


def needle(rng: Random) -> Specimen:
    """Three groups of charges on a brown form; everything that the needles print is off to one side."""
    stay, cost, printed = make_stay(rng), make_cost(rng, charges=9, funds=1), Printed.made(rng)
    sheet = Sheet(1700, 980, (247, 241, 233))
    off = (rng.randint(-6, 10), rng.randint(-8, 9))

    def put(at: tuple[int, int], label: str, value: str, gap: int = 10) -> None:
        box = sheet.write(at, label, face="song", size=25, ink=_BROWN)
        sheet.write((box.x1 + gap + off[0], at[1] + off[1]), value, face="ming", size=27, ink=_GREY)

    centre(sheet, (850, 36), f"{rng.choice(PROVINCES)}医疗住院收费票据", face="song-bold", size=42, ink=_BROWN)
    for at, label, value in _head(stay, cost, printed):
        put(at, label, value)
    grid(sheet, (80, 593, 1106, 1620), (250, 296, 470), ink=_BROWN)
    for column in range(3):
        sheet.write((120 + column * 513, 258), "项目名称", size=25, ink=_BROWN)
        sheet.write((400 + column * 513, 258), "金额(元)", size=25, ink=_BROWN)
    for place, charge in enumerate(cost.charges):
        x, y = 100 + place % 3 * 513 + off[0], 308 + place // 3 * 50 + off[1]
        sheet.write((x, y), charge.name, face="ming", size=27, ink=_GREY)
        sheet.write((x + 290, y), charge.amount, face="ming", size=27, ink=_GREY)
    put((100, 490), "金额合计（大写）：", in_capitals(cost.total))
    put((1120, 490), "（小写）：", format_fen(cost.total))
    for place, (label, fen) in enumerate(_needled(cost)):
        put((100 + place % 3 * 510, 560 + place // 3 * 52), label, format_fen(fen))
    sheet.frame(Box(80, 480, 1620, 720), ink=_BROWN)
    put((90, 750), "收款单位（章）：", stay.hospital)
    put((800, 750), "复核人：", printed.reviewer)
    put((1150, 750), "收款人：", printed.payee)
    put((90, 800), "开票日期：", f"{stay.left:%Y年%m月%d日}")
    if rng.random() < 0.8:
        sheet.seal((1380, 770), 80, stay.hospital, foot="收费专用章")
    truth = bill_truth(stay, cost) | printed.truth()
    truth |= {"sex": stay.person.sex, "department": stay.department, "issue_date": stay.left.isoformat()}
    truth |= {"insurance_kind": cost.insurance, "other_paid": format_fen(cost.other)}
    truth |= {"self_pay": format_fen(cost.self_pay), "self_funded": format_fen(cost.self_funded)}
    return specimen([sheet], "inv_inpatient.needle", _TYPE, truth)


def _needled(cost: Cost) -> list[tuple[str, int]]:
    return [
        ("预缴金额：", cost.prepaid),
        ("补缴金额：", cost.topped_up),
        ("退费金额：", cost.refunded),
        ("医保统筹基金支付：", cost.pool),
        ("其他支付：", cost.other),
        ("个人账户支付：", cost.account),
        ("个人现金支付：", cost.cash),
        ("个人自付：", cost.self_pay),
        ("个人自费：", cost.self_funded),
    ]


def _head(stay: Stay, cost: Cost, printed: Printed) -> list[tuple[tuple[int, int], str, str]]:
    return [
        ((90, 100), "票据代码：", printed.code),
        ((600, 100), "校验码：", printed.check),
        ((1190, 100), "票据号码：", printed.number),
        ((90, 150), "交款人：", stay.person.name),
        ((400, 150), "性别：", stay.person.sex_word),
        ((600, 150), "住院号：", stay.number),
        ((1000, 150), "科别：", stay.department),
        ((90, 200), "入院日期：", f"{stay.came:%Y-%m-%d}"),
        ((600, 200), "出院日期：", f"{stay.left:%Y-%m-%d}"),
        ((1000, 200), "医保类型：", cost.insurance),
    ]


def old_receipt(rng: Random) -> Specimen:
    """Charges as pairs without a header, three a row; what was paid before and is paid back below."""
    stay, cost, printed = make_stay(rng), make_cost(rng, funds=0), Printed.made(rng)
    sheet = Sheet(1500, 980)
    face = rng.choice(("kai", "wenkai", "song"))
    centre(sheet, (750, 36), rng.choice(("住院医药费专用收据", "医疗住院收费收据")), face="song-bold", size=44)
    sheet.write((90, 104), f"票据号：{printed.number}", face=face, size=27)
    sheet.write((1000, 104), f"结算日期：{stay.left}", face=face, size=27)
    line = f"姓名：{stay.person.name}   住院号：{stay.number}   科室：{stay.department}"
    sheet.write((90, 154), line, face=face, size=27)
    sheet.write(
        (90, 202), f"入院日期：{stay.came}   出院日期：{stay.left}   住院天数：{stay.days}", face=face, size=27
    )
    sheet.rule(80, 246, 1420, 246)
    for place, charge in enumerate(cost.charges):
        at = (100 + place % 3 * 450, 262 + place // 3 * 50)
        sheet.write(at, charge.name, face=face, size=27)
        sheet.write((at[0] + 210, at[1]), charge.amount, face=face, size=27)
    sheet.rule(80, 480, 1420, 480)
    sheet.write((100, 500), f"合计（大写）：{in_capitals(cost.total)}", face=face, size=28)
    sheet.write((960, 500), f"（小写）：￥{format_fen(cost.total)}", face=face, size=28)
    sums = (
        ("预交款", cost.prepaid),
        ("补交", cost.topped_up),
        ("退还", cost.refunded),
        ("统筹支付", cost.pool),
        ("账户支付", cost.account),
        ("现金支付", cost.cash),
    )
    for place, (label, fen) in enumerate(sums):
        at = (100 + place % 3 * 450, 570 + place // 3 * 50)
        sheet.write(at, f"{label}：{format_fen(fen)}", face=face, size=27)
    sheet.write((100, 720), f"收费单位（盖章）：{stay.hospital}", face=face, size=27)
    sheet.write((960, 720), f"收费员：{printed.payee}", face=face, size=27)
    sheet.seal((480, 740), 90, stay.hospital, foot="住院收费章")
    truth = bill_truth(stay, cost) | {"bill_number": printed.number, "payee": printed.payee}
    truth |= {"department": stay.department, "issue_date": stay.left.isoformat()}
    return specimen([sheet], "inv_inpatient.old_receipt", _TYPE, truth)

"""Inpatient bills as customers send them: a carbon copy of an old form, and the national e-bill photographed.

>>> import random
>>> LAYOUTS["carbon"](random.Random(1)).fields["admission_date"] < LAYOUTS["carbon"](random.Random(1)).fields["discharge_date"]
True
"""

from collections.abc import Callable
from random import Random
from typing import Any

from storage.model.document_type import DocumentType
from storage.model.money import format_fen
from tests.specimens.codes import code_picture
from tests.specimens.people import digits
from tests.specimens.sheet import RED, Ink, Sheet, Specimen
from tests.specimens.stay_papers import bill_truth
from tests.specimens.stays import Cost, Stay, make_cost, make_stay
from tests.specimens.strangers.form import GREY, down, mid, paper, right, run

_TYPE = DocumentType.INV_INPATIENT
_CARBON: Ink = (70, 66, 120)
_FORM: Ink = (176, 70, 88)


def carbon(rng: Random) -> Specimen:
    """The pink copy of an old form: 自…至…, rows in two columns, the words of the sums pre-printed, faint carbon."""
    stay, cost = make_stay(rng), make_cost(rng, charges=rng.randint(5, 10), funds=0)
    payee, number, code = stay.doctor, digits(rng, 10, first="0"), f"3706{digits(rng, 2)}{stay.left:%y}"
    sheet = Sheet(1400, 1000, (252, 234, 236))
    off = (rng.randint(-8, 14), rng.randint(3, 12))
    mid(sheet, 700, 40, "临海省医疗住院收费票据", face="kai", size=46, ink=_FORM)
    sheet.write((100, 60), f"票据代码 {code}", face="song", size=24, ink=_FORM)
    sheet.write((1060, 56), f"№ {number}", face="zenhei", size=32, ink=RED)
    _carbon_head(sheet, stay, cost, off)
    for y in (250, 300, 600, 654, 780):
        sheet.rule(80, y, 1320, y, ink=_FORM)
    for x in (80, 700, 1320):
        sheet.rule(x, 250, x, 600, ink=_FORM)
    for x, title in ((230, "项　　目"), (560, "金　　额"), (850, "项　　目"), (1180, "金　　额")):
        mid(sheet, x, 260, title, face="kai", size=26, ink=_FORM)
    for place, charge in enumerate(cost.charges):
        x, y = 110 + 620 * (place % 2), 312 + 56 * (place // 2)
        sheet.write((x + off[0], y + off[1]), charge.name, face="kai", size=28, ink=_CARBON)
        right(sheet, x + 540 + off[0], y + off[1], charge.amount, face="kai", size=28, ink=_CARBON)
    _carbon_foot(sheet, stay, cost, payee, off)
    truth = bill_truth(stay, cost) | {
        "bill_code": code,
        "bill_number": number,
        "issue_date": stay.left.isoformat(),
        "sex": stay.person.sex,
        "department": stay.department,
        "insurance_kind": cost.insurance,
        "self_funded": format_fen(cost.self_funded),
        "payee": payee,
    }
    return paper([sheet], "in.carbon", _TYPE, truth)


def _carbon_head(sheet: Sheet, stay: Stay, cost: Cost, off: tuple[int, int]) -> None:
    came, left = stay.came, stay.left
    for x, y, label, value in (
        (90, 120, "住院号", stay.number),
        (480, 120, "病区", stay.department),
        (960, 120, "开票日期", f"{left:%Y-%m-%d}"),
        (90, 164, "病人姓名", stay.person.name),
        (480, 164, "性别", stay.person.sex_word),
        (700, 164, "费别", cost.insurance),
    ):
        end = sheet.write((x, y), f"{label}：", face="kai", size=26, ink=_FORM).x1
        sheet.write((end + 4 + off[0], y + off[1]), value, face="kai", size=28, ink=_CARBON)
    sheet.write((90, 208), "住院日期：自", face="kai", size=26, ink=_FORM)
    sheet.write((256 + off[0], 208 + off[1]), f"{came:%Y年%m月%d日}", face="kai", size=28, ink=_CARBON)
    sheet.write((490, 208), "至", face="kai", size=26, ink=_FORM)
    sheet.write((530 + off[0], 208 + off[1]), f"{left:%Y年%m月%d日}", face="kai", size=28, ink=_CARBON)
    sheet.write((780, 208), f"共 {stay.days} 天", face="kai", size=26, ink=_CARBON)


def _carbon_foot(sheet: Sheet, stay: Stay, cost: Cost, payee: str, off: tuple[int, int]) -> None:
    words = bill_truth(stay, cost)["total_cn"]
    sheet.write((96, 612), "合计人民币（大写）", face="kai", size=26, ink=_FORM)
    sheet.write((336 + off[0], 612 + off[1]), words, face="kai", size=28, ink=_CARBON)
    sheet.write((1010, 612), f"￥{format_fen(cost.total)}", face="kai", size=28, ink=_CARBON)
    for place, (label, fen) in enumerate(
        (
            ("预交金额", cost.prepaid),
            ("补收金额", cost.topped_up),
            ("退款金额", cost.refunded),
            ("统筹支付", cost.pool),
            ("账户支付", cost.account),
            ("现金支付", cost.cash),
            ("自费金额", cost.self_funded),
        )
    ):
        x, y = 96 + 310 * (place % 4), 666 + 54 * (place // 4)
        end = sheet.write((x, y), label, face="kai", size=25, ink=_FORM).x1
        sheet.write((end + 12 + off[0], y + off[1]), format_fen(fen), face="kai", size=27, ink=_CARBON)
    run(sheet, (96, 810), "医疗机构（盖章）：", stay.hospital, face="kai", size=27)
    run(sheet, (940, 810), "收费员：", payee, face="kai", size=27)
    sheet.seal((420, 790), 100, stay.hospital, foot="住院收费专用章")
    sheet.write((96, 920), "手写无效　机打有效　遗失不补", face="kai", size=22, ink=_FORM)
    down(sheet, 1340, 330, "第三联报销凭证", face="kai", size=24, ink=_FORM)


def national(rng: Random) -> Specimen:
    """The national e-bill of 2019 with all its particulars, 住院时间 in one run, names of departments wrapped."""
    stay, cost = make_stay(rng), make_cost(rng, funds=1)
    payee, reviewer = stay.doctor, stay.senior
    told = {
        "bill_code": f"4406{digits(rng, 2)}{stay.left:%y}",
        "bill_number": f"00{digits(rng, 8)}",
        "check_code": "".join(rng.choices("0123456789abcdef", k=6)),
        "issue_date": stay.left.isoformat(),
        "business_serial": f"{stay.left:%Y%m%d}{digits(rng, 8)}",
        "record_number": digits(rng, 8),
        "insurance_number": digits(rng, 12),
    }
    sheet = Sheet(1500, 1180)
    mid(sheet, 750, 44, "南泽省医疗住院收费票据（电子）", face="hei-bold", size=42)
    sheet.picture.paste(code_picture(f"https://ebill.example/{told['bill_number']}", 128), (1290, 24))
    for x, y, label, value in (
        (90, 168, "票据代码：", told["bill_code"]),
        (860, 168, "票据号码：", told["bill_number"]),
        (90, 212, "交款人统一社会信用代码：", stay.person.id_number),
        (860, 212, "校验码：", told["check_code"]),
        (90, 256, "交款人：", stay.person.name),
        (860, 256, "开票日期：", told["issue_date"]),
    ):
        run(sheet, (x, y), label, value, face="hei", size=27)
    _national_rows(sheet, cost)
    truth = bill_truth(stay, cost) | told | _national_block(sheet, stay, cost, told)
    for x, label, value in (
        (90, "收款单位（章）：", stay.hospital),
        (760, "复核人：", reviewer),
        (1110, "收款人：", payee),
    ):
        run(sheet, (x, 1064), label, value, face="hei", size=27)
    sheet.seal((450, 1040), 92, stay.hospital, foot="财务专用章")
    mid(sheet, 750, 1140, "本票据由财政电子票据系统生成  第 1 页 共 1 页", face="hei", size=20, ink=GREY)
    return paper([sheet], "in.national", _TYPE, truth | {"payee": payee, "reviewer": reviewer})


def _national_rows(sheet: Sheet, cost: Cost) -> None:
    for y in (300, 346, 700, 750):
        sheet.rule(80, y, 1420, y)
    for x in (80, 750, 1420):
        sheet.rule(x, 300, x, 700)
    for x in (80, 750):
        for dx, title in ((140, "项目名称"), (390, "金额（元）"), (570, "备注")):
            mid(sheet, x + dx, 308, title, face="hei-bold", size=25)
    for place, charge in enumerate(cost.charges):
        x, y = 80 + 670 * (place % 2), 362 + 64 * (place // 2)
        sheet.write((x + 40, y), charge.name, face="hei", size=27)
        right(sheet, x + 460, y, charge.amount, face="hei", size=27)


def _national_block(sheet: Sheet, stay: Stay, cost: Cost, told: dict[str, str]) -> dict[str, Any]:
    words = bill_truth(stay, cost)["total_cn"]
    run(sheet, (96, 710), "金额合计（大写）：", words, face="hei", size=27)
    run(sheet, (1010, 710), "（小写）：", format_fen(cost.total), face="hei", size=27)
    down(sheet, 94, 772, "其他信息", face="hei", size=26)
    pairs = (
        ("业务流水号", told["business_serial"]),
        ("病历号", told["record_number"]),
        ("住院号", stay.number),
        ("住院时间", f"{stay.came:%Y%m%d}-{stay.left:%Y%m%d}"),
        ("住院科别", stay.department),
        ("性别", stay.person.sex_word),
        ("预缴金额", format_fen(cost.prepaid)),
        ("补缴金额", format_fen(cost.topped_up)),
        ("退费金额", format_fen(cost.refunded)),
        ("医疗机构类型", "综合医院"),
        ("医保类型", cost.insurance),
        ("医保编号", told["insurance_number"]),
        ("医保统筹基金支付", format_fen(cost.pool)),
        ("其他支付", format_fen(cost.other)),
        ("个人账户支付", format_fen(cost.account)),
        ("个人现金支付", format_fen(cost.cash)),
        ("个人自付", format_fen(cost.self_pay)),
        ("个人自费", format_fen(cost.self_funded)),
    )
    for place, (label, value) in enumerate(pairs):
        run(sheet, (140 + 430 * (place % 3), 762 + 44 * (place // 3)), f"{label}：", value, face="hei", size=24)
    sheet.rule(80, 1044, 1420, 1044)
    return {
        "department": stay.department,
        "sex": stay.person.sex,
        "institution_kind": "综合医院",
        "insurance_kind": cost.insurance,
        "other_paid": format_fen(cost.other),
        "self_pay": format_fen(cost.self_pay),
        "self_funded": format_fen(cost.self_funded),
    }


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {"carbon": carbon, "national": national}

"""医保结算单 as three more places print it: charges in a table above boxes of funds, labels over values for a stay
away from home, and a narrow slip with one line for each sum.

>>> import random
>>> "deductible" in LAYOUTS["away"](random.Random(1)).fields
True
"""

from collections.abc import Callable
from random import Random

from storage.model.document_type import DocumentType
from storage.model.extraction import Box
from storage.model.money import format_fen
from tests.specimens.others.ink import centre, right, scanned, thermal
from tests.specimens.people import digits
from tests.specimens.sheet import Sheet, Specimen
from tests.specimens.stay_papers import boxed, settlement_truth, specimen
from tests.specimens.stays import Cost, Stay, make_cost, make_stay

_TYPE = DocumentType.SI_SETTLEMENT


def charges_above(rng: Random) -> Specimen:
    """A4: personal data in boxes, charges with their own columns and a sum, the funds below."""
    stay, cost = make_stay(rng), make_cost(rng, charges=6)
    sheet = Sheet(1240, 1754)
    face = rng.choice(("song", "hei"))
    centre(sheet, (620, 70), "江川省基本医疗保险住院费用结算单", face="song-bold", size=40)
    y = 160
    for row in (
        (("姓名", stay.person.name), ("性别", stay.person.sex_word), ("险种类型", cost.insurance)),
        (("住院号", stay.number), ("人员类别", "在职"), ("医院名称", stay.hospital)),
        (("入院日期", f"{stay.came}"), ("出院日期", f"{stay.left}"), ("住院天数", f"{stay.days}")),
    ):
        cells = [
            cell
            for (label, value), width in zip(row, (210, 210, 330), strict=True)
            for cell in ((label, 115), (value, width))
        ]
        y = boxed(sheet, (70, y), cells, face=face, size=23, height=54)
    y = boxed(
        sheet, (70, y + 20), [(t, 219) for t in ("费用项目", "金额", "自费", "先行自付", "符合范围")], face=face
    )
    largest = max(cost.charges, key=lambda charge: charge.fen)
    for charge in cost.charges:
        own, first = (cost.self_funded, cost.first_pay) if charge is largest else (0, 0)
        row = (charge.name, charge.fen, own, first, charge.fen - own - first)
        y = boxed(sheet, (70, y), [(t if isinstance(t, str) else format_fen(t), 219) for t in row], face=face)
    whole = (cost.total, cost.self_funded, cost.first_pay, cost.total - cost.self_funded - cost.first_pay)
    y = boxed(sheet, (70, y), [("合计", 219), *((format_fen(one), 219) for one in whole)], face=face)
    y = _funds(sheet, cost, y + 20, face)
    sheet.write((90, y + 30), "经办人：刘", face=face, size=25)
    sheet.write((780, y + 30), f"结算日期：{stay.left}", face=face, size=25)
    sheet.seal((640, y + 60), 90, stay.hospital, foot="医保结算专用章")
    return specimen([sheet], "charges_above", _TYPE, settlement_truth(stay, cost))


def away(rng: Random) -> Specimen:
    """A stay away from home: every row of labels has its row of values below."""
    stay, cost = make_stay(rng), make_cost(rng)
    sheet = Sheet(1754, 1000)
    face = rng.choice(("kai", "ming"))
    centre(sheet, (877, 50), "跨省异地就医住院费用结算单", face="song-bold", size=42)
    sheet.write((90, 120), f"就医医院：{stay.hospital}", face=face, size=27)
    sheet.write((1100, 120), f"结算流水号：{digits(rng, 14)}", face=face, size=27)
    y = 170
    for table in _away_rows(stay, cost):
        y = boxed(sheet, (90, y), [(label, 394) for label, _ in table], face=face, centred=True, height=52)
        cells = [(v if isinstance(v, str) else format_fen(v), 394) for _, v in table]
        y = boxed(sheet, (90, y), cells, face=face, centred=True, height=60)
    sheet.write((90, y + 40), "患者或家属签字：", face=face, size=27)
    sheet.write((1200, y + 40), f"打印日期：{stay.left}", face=face, size=27)
    scanned(sheet, rng, turn=0.4)
    return specimen([sheet], "away", _TYPE, settlement_truth(stay, cost))


def slip(rng: Random) -> Specimen:
    """A strip of heated paper: names left, sums at the right edge."""
    stay, cost = make_stay(rng), make_cost(rng, funds=2)
    sheet = Sheet(620, 1500, (250, 250, 246))
    face = rng.choice(("hei", "zenhei"))
    centre(sheet, (310, 40), stay.hospital, face=face, size=30)
    centre(sheet, (310, 90), "医疗保险费用结算单(住院)", face=face, size=30)
    y = 160
    for label, value in _slip_lines(stay, cost):
        sheet.write((40, y), label, face=face, size=27)
        right(sheet, (580, y), value, face=face, size=27)
        y += 50
    sheet.rule(40, y + 10, 580, y + 10)
    sheet.write((40, y + 30), "请妥善保管,谢谢配合", face=face, size=25)
    sheet.frame(Box(10, 10, 610, 1490), width=1)
    thermal(sheet, rng)
    return specimen([sheet], "slip", _TYPE, settlement_truth(stay, cost))


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {"charges_above": charges_above, "away": away, "slip": slip}


def _funds(sheet: Sheet, cost: Cost, y: int, face: str) -> int:
    funds = (
        (("起付标准", cost.deductible), ("统筹基金支付", cost.pool), ("大病保险支付", cost.funds[0])),
        (("公务员补助", cost.funds[1]), ("医疗救助支付", cost.funds[2]), ("其他基金支付", cost.funds[3])),
        (("个人账户支付", cost.account), ("个人现金支付", cost.cash), ("个人自费", cost.self_funded)),
    )
    for line in funds:
        cells = [cell for label, fen in line for cell in ((label, 190), (format_fen(fen), 175))]
        y = boxed(sheet, (70, y), cells, face=face, size=25)
    return y


def _away_rows(stay: Stay, cost: Cost) -> "tuple[tuple[tuple[str, str | int], ...], ...]":
    return (
        (
            ("姓名", stay.person.name),
            ("性别", stay.person.sex_word),
            ("险种", cost.insurance),
            ("参保地", "海月市"),
        ),
        (
            ("入院日期", f"{stay.came:%Y%m%d}"),
            ("出院日期", f"{stay.left:%Y%m%d}"),
            ("住院号", stay.number),
            ("医疗类别", "普通住院"),
        ),
        (
            ("医疗总费用", cost.total),
            ("全自费", cost.self_funded),
            ("先行自付", cost.first_pay),
            ("起付线", cost.deductible),
        ),
        (
            ("基本统筹支付", cost.pool),
            ("大病保险支付", cost.funds[0]),
            ("医疗救助", cost.funds[2]),
            ("公务员补助", cost.funds[1]),
        ),
        (
            ("其他支付", cost.funds[3]),
            ("个人账户支付", cost.account),
            ("现金支付", cost.cash),
            ("超限价", cost.over_limit),
        ),
    )


def _slip_lines(stay: Stay, cost: Cost) -> list[tuple[str, str]]:
    sums = (
        ("医疗费总额：", cost.total),
        ("起付标准：", cost.deductible),
        ("统筹支付：", cost.pool),
        ("大病支付：", cost.funds[0]),
        ("公务员补助支付：", cost.funds[1]),
        ("个人账户支付：", cost.account),
        ("个人现金支付：", cost.cash),
        ("自费金额：", cost.self_funded),
    )
    texts = (
        ("患者姓名：", stay.person.name),
        ("住院号：", stay.number),
        ("险种：", cost.insurance),
        ("入院时间：", f"{stay.came:%Y-%m-%d}"),
        ("出院时间：", f"{stay.left:%Y-%m-%d}"),
    )
    return [*texts, *((label, format_fen(fen)) for label, fen in sums)]

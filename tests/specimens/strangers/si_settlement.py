"""Settlements of the medical insurance as customers send them: a province's form of cells, a needle print of pairs.

>>> import random
>>> LAYOUTS["cells"](random.Random(1)).fields["total"] != ""
True
"""

from collections.abc import Callable
from random import Random

from storage.model.document_type import DocumentType
from storage.model.money import format_fen
from tests.specimens.bills import in_capitals
from tests.specimens.people import digits
from tests.specimens.sheet import Sheet, Specimen
from tests.specimens.stay_papers import settlement_truth
from tests.specimens.stays import Cost, make_cost, make_stay
from tests.specimens.strangers.form import GREY, NEEDLE, mid, paper, row, watermark

_TYPE = DocumentType.SI_SETTLEMENT
_Line = tuple[tuple[str, str], ...]


def cells(rng: Random) -> Specimen:
    """A form of cells in Song: person, stay, sums in three pairs a row, heads of parts across, seals over the sums."""
    stay, cost = make_stay(rng), make_cost(rng, funds=1)
    sheet = Sheet(1400, 1060)
    watermark(sheet, "南泽医保", size=54, strength=36)
    mid(sheet, 700, 40, "南泽省基本医疗保险住院医疗费用结算单", face="song-bold", size=38)
    sheet.write((80, 104), f"结算编号：{digits(rng, 16)}", face="song", size=22)
    sheet.write((980, 104), f"结算日期：{stay.left:%Y-%m-%d}    单位：元", face="song", size=22)
    money = {key: format_fen(value) for key, value in _sums(cost)}
    pairs = (
        (("姓名", stay.person.name), ("性别", stay.person.sex_word), ("身份证号", stay.person.id_number)),
        (("定点医疗机构", stay.hospital), ("险种类型", cost.insurance), ("医疗类别", "普通住院")),
        (
            ("入院日期", f"{stay.came:%Y-%m-%d}"),
            ("出院日期", f"{stay.left:%Y-%m-%d}"),
            ("住院天数", str(stay.days)),
        ),
    )
    y = _lines(sheet, 140, pairs)
    for head, part in (("费用信息", _spent(money)), ("基金支付信息", _paid(money))):
        y = row(sheet, (80, y), ((head, 1240),), face="song-bold", size=24, centred=True)
        y = _lines(sheet, y, part)
    words = (("医疗费总额(大写)", 260), (in_capitals(cost.total), 980))
    y = row(sheet, (80, y), words, face="song", size=24, height=54)
    sheet.write((90, y + 30), "经办人：管理员      患者(家属)签字：", face="song", size=25)
    sheet.seal((1050, y - 40), 96, stay.hospital, foot="医保结算专用章")
    return paper([sheet], "settled.cells", _TYPE, settlement_truth(stay, cost))


def _spent(money: dict[str, str]) -> tuple[_Line, ...]:
    return (
        (("医疗费总额", money["total"]), ("自费金额", money["self_funded"]), ("先行自付", money["first"])),
        (("起付标准", money["deductible"]), ("超限价自费", money["over"]), ("符合政策范围", money["scope"])),
    )


def _paid(money: dict[str, str]) -> tuple[_Line, ...]:
    return (
        (("统筹基金支付", money["pool"]), ("大病保险支付", money["other"]), ("医疗救助支付", "0.00")),
        (("个人账户支付", money["account"]), ("个人现金支付", money["cash"]), ("个人负担合计", money["own"])),
    )


def _lines(sheet: Sheet, y: int, lines: tuple[_Line, ...]) -> int:
    for line in lines:
        y = row(sheet, (80, y), _three(line), face="song", size=23, height=54)
    return y


def _three(pairs: _Line) -> tuple[tuple[str, int], ...]:
    widths = ((180, 260), (150, 250), (160, 240))
    return tuple(
        cell
        for (label, value), (left, wide) in zip(pairs, widths, strict=True)
        for cell in ((label, left), (value, wide))
    )


def _sums(cost: Cost) -> tuple[tuple[str, int], ...]:
    told = {
        name: getattr(cost, name)
        for name in ("total", "pool", "other", "account", "cash", "self_funded", "deductible")
    }
    first, over, scope = cost.first_pay, cost.over_limit, cost.in_scope
    return (
        *told.items(),
        ("first", first),
        ("over", over),
        ("scope", scope),
        ("own", told["account"] + told["cash"]),
    )


def pairs(rng: Random) -> Specimen:
    """A needle print of a city's centre: pairs in two columns, dots between label and sum, no rule at all."""
    stay, cost = make_stay(rng), make_cost(rng, funds=1)
    sheet = Sheet(1240, 1240)
    mid(sheet, 620, 50, "清河市城镇医疗保险费用结算单", face="ming", size=38, ink=NEEDLE)
    mid(sheet, 620, 104, "（患者联）", face="ming", size=26, ink=NEEDLE)
    head = (
        (90, 160, f"参保人姓名：{stay.person.name}"),
        (660, 160, f"个人编号：{digits(rng, 10)}"),
        (90, 204, f"就诊医院：{stay.hospital}"),
        (660, 204, f"人员类别：{cost.insurance}"),
        (90, 248, f"住院起止日期：{stay.came:%Y.%m.%d}-{stay.left:%Y.%m.%d}"),
        (660, 248, f"出院科室：{stay.department}"),
    )
    for x, y, text in head:
        sheet.write((x, y), text, face="ming", size=27, ink=NEEDLE)
    _dotted(sheet, {key: format_fen(value) for key, value in _sums(cost)})
    foot = f"打印日期：{stay.left:%Y-%m-%d}   操作员：0{digits(rng, 3)}"
    sheet.write((90, 604), foot, face="ming", size=25, ink=NEEDLE)
    sheet.seal((900, 640), 92, "清河市医疗保险事业管理中心", foot="业务专用章")
    mid(sheet, 620, 1190, "咨询电话 0190-8600000", face="ming", size=22, ink=GREY)
    return paper([sheet], "settled.pairs", _TYPE, settlement_truth(stay, cost))


def _dotted(sheet: Sheet, money: dict[str, str]) -> None:
    """The sums between two rules of signs, two a line, dots from label to sum."""
    sums = (
        ("费用总额", money["total"]),
        ("起付线", money["deductible"]),
        ("全自费部分", money["self_funded"]),
        ("部分自付", money["first"]),
        ("基本统筹支付", money["pool"]),
        ("大额救助支付", money["other"]),
        ("个人帐户支付", money["account"]),
        ("现金支付", money["cash"]),
    )
    for y in (286, 560):
        sheet.write((90, y), "=" * 70, face="ming", size=28, ink=NEEDLE)
    for place, (label, value) in enumerate(sums):
        x, y = 90 + 570 * (place % 2), 330 + 56 * (place // 2)
        dots = "." * (30 - 2 * len(label))
        end = sheet.write((x, y), f"{label}{dots}", face="ming", size=27, ink=NEEDLE).x1
        sheet.write((end + 8, y), value, face="ming", size=27, ink=NEEDLE)


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {"cells": cells, "pairs": pairs}

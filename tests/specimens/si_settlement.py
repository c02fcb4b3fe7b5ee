"""Made-up 医保结算单: boxes of funds and of one's own part, a capital's words in open columns, a numbered list, charges
with sentences below, labels over values for a stay in another province, a phone's screen.

>>> import random
>>> sorted(LAYOUTS)
['boxes', 'capital', 'elsewhere', 'numbered', 'screen', 'sentences']
"""

from collections.abc import Callable, Sequence
from random import Random

from storage.model.document_type import DocumentType
from storage.model.extraction import Box
from storage.model.money import format_fen
from tests.specimens.bills import in_capitals
from tests.specimens.others.ink import centre, right
from tests.specimens.people import PROVINCES, digits
from tests.specimens.sheet import Ink, Sheet, Specimen
from tests.specimens.stay_papers import boxed, settlement_truth, specimen
from tests.specimens.stays import Cost, Stay, make_cost, make_stay

_TYPE = DocumentType.SI_SETTLEMENT
_TITLES = ("基本医疗保险住院费用结算单", "医疗保险住院医疗费用结算单", "基本医疗保险费用结算单")
_PERSON_WIDTHS = (120, 170, 120, 170, 130, 390)


def boxes(rng: Random) -> Specimen:
    """The usual form: data in pairs of boxes; 基金支付 and 个人支付 stand left of the boxes of their parts."""
    stay, cost = make_stay(rng), make_cost(rng)
    sheet = Sheet(1240, 1500)
    face = rng.choice(("song", "hei", "kai"))
    centre(sheet, (620, 60), rng.choice(PROVINCES) + rng.choice(_TITLES), face="song-bold", size=40)
    sheet.write((70, 130), f"结算编号：{digits(rng, 14)}", face=face, size=24)
    sheet.write((800, 130), f"结算时间：{stay.left} 10:2{rng.randint(0, 9)}", face=face, size=24)
    y = 175
    for row in (
        ("姓名", stay.person.name, "性别", stay.person.sex_word, "险种类型", cost.insurance),
        ("住院号", stay.number, "年龄", stay.age, "医疗机构", stay.hospital),
        ("入院日期", f"{stay.came}", "出院日期", f"{stay.left}", "住院科室", stay.department),
    ):
        y = boxed(sheet, (70, y), list(zip(row, _PERSON_WIDTHS, strict=True)), face=face, size=23)
    rows = (
        ("医疗费总额", cost.total, "起付标准", cost.deductible),
        ("全自费金额", cost.self_funded, "先行自付金额", cost.first_pay),
        ("超限价自费", cost.over_limit, "符合政策范围金额", cost.in_scope),
    )
    y = _sums(sheet, 70, y, rows, (250, 300, 250, 300), face)
    top = y
    funds = (
        ("基本统筹基金支付", cost.pool, "大病保险支付", cost.funds[0]),
        ("公务员医疗补助", cost.funds[1], "医疗救助基金支付", cost.funds[2]),
        ("其他基金支付", cost.funds[3], "基金支付合计", cost.pool + cost.other),
    )
    y = _sums(sheet, 190, y, funds, (230, 260, 240, 250), face)
    own = (("个人账户支付", cost.account, "个人现金支付", cost.cash),)
    middle, y = y, _sums(sheet, 190, y, own, (230, 260, 240, 250), face)
    for start, end, text in ((top, middle, "基金支付"), (middle, y, "个人支付")):
        sheet.frame(Box(70, start, 190, end))
        sheet.write((80, (start + end) // 2 - 14), text, face=face, size=24)
    sheet.write((80, y + 26), "操作员：王", face=face, size=25)
    sheet.write((700, y + 26), "患者（家属）签字：", face=face, size=25)
    sheet.seal((480, y + 40), 92, stay.hospital, foot="医保专用章")
    return specimen([sheet], "si_settlement.boxes", _TYPE, settlement_truth(stay, cost))


def capital(rng: Random) -> Specimen:
    """Open columns over a thin rule, and words that only the capital uses (自付一, 自付二, 医保范围内金额)."""
    stay, cost = make_stay(rng), make_cost(rng, funds=1)
    sheet = Sheet(1500, 1000)
    face = rng.choice(("ming", "zenhei"))
    centre(sheet, (750, 50), "医疗保险住院费用结算单", face="hei-bold", size=40)
    sheet.write((80, 120), f"医院名称：{stay.hospital}", face=face, size=26)
    sheet.write((980, 120), f"业务流水号：{digits(rng, 12)}", face=face, size=26)
    sheet.write((80, 168), f"姓名：{stay.person.name}", face=face, size=26)
    sheet.write((420, 168), f"性别：{stay.person.sex_word}", face=face, size=26)
    sheet.write((640, 168), f"医保类型：{cost.insurance}", face=face, size=26)
    period = f"住院日期：{stay.came:%Y-%m-%d} 至 {stay.left:%Y-%m-%d}"
    sheet.write((80, 216), period, face=face, size=26)
    sheet.write((980, 216), f"住院天数：{stay.days}", face=face, size=26)
    sheet.rule(70, 262, 1430, 262)
    sums = (
        ("费用总金额", cost.total),
        ("医保范围内金额", cost.in_scope),
        ("起付金额", cost.deductible),
        ("统筹基金支付", cost.pool),
        ("大额互助资金支付", cost.funds[0]),
        ("个人账户支付", cost.account),
        ("自付一", cost.self_pay),
        ("自付二", cost.first_pay),
        ("自费", cost.self_funded),
        ("个人现金支付", cost.cash),
    )
    for place, (label, fen) in enumerate(sums):
        at = (80 + place % 3 * 460, 290 + place // 3 * 58)
        sheet.write(at, f"{label}：{format_fen(fen)}", face=face, size=26)
    sheet.rule(70, 530, 1430, 530)
    sheet.write((80, 556), f"合计（大写）：{in_capitals(cost.total)}", face=face, size=26)
    sheet.write((980, 556), f"结算日期：{stay.left}", face=face, size=26)
    sheet.seal((1180, 640), 88, stay.hospital, foot="收费专用章")
    return specimen([sheet], "si_settlement.capital", _TYPE, settlement_truth(stay, cost))


def numbered(rng: Random) -> Specimen:
    """A list from 1 on with dots up to the sums at the right, as in the south."""
    stay, cost = make_stay(rng), make_cost(rng)
    sheet = Sheet(1240, 1600)
    face = rng.choice(("song", "kai", "hei"))
    centre(sheet, (620, 60), stay.hospital, face="song-bold", size=38)
    centre(sheet, (620, 114), "社会医疗保险住院医疗费用结算单", face="song-bold", size=34)
    head = (
        f"姓名：{stay.person.name}      性别：{stay.person.sex_word}      住院号：{stay.number}",
        f"入院时间：{stay.came:%Y年%m月%d日}      出院时间：{stay.left:%Y年%m月%d日}",
        f"参保险种：{cost.insurance}      住院科室：{stay.department}",
    )
    for place, text in enumerate(head):
        sheet.write((100, 190 + place * 46), text, face=face, size=26)
    y = 350
    sums = (
        ("医疗费用总额", cost.total),
        ("个人自费费用", cost.self_funded),
        ("起付标准", cost.deductible),
        ("统筹基金支付金额", cost.pool),
        ("大病保险支付金额", cost.funds[0]),
        ("医疗救助支付金额", cost.funds[2]),
        ("公务员补助支付金额", cost.funds[1]),
        ("其他支付", cost.funds[3]),
        ("个人账户支付金额", cost.account),
        ("个人现金支付金额", cost.cash),
    )
    for place, (label, fen) in enumerate(sums, 1):
        box = sheet.write((110, y), f"{place}.{label}", face=face, size=27)
        sheet.write((box.x1 + 16, y), "." * ((880 - box.x1) // 8), face="hei", size=24, ink=(120, 120, 120))
        right(sheet, (1100, y), format_fen(fen), face=face, size=27)
        y += 56
    sheet.write((110, y + 20), f"结算日期：{stay.left}", face=face, size=26)
    sheet.write((700, y + 20), "经办人签名：", face=face, size=26)
    if rng.random() < 0.7:
        sheet.seal((880, y + 10), 96, stay.hospital, foot="医保结算章")
    return specimen([sheet], "si_settlement.numbered", _TYPE, settlement_truth(stay, cost))


def sentences(rng: Random) -> Specimen:
    """Charges in a table of four columns, who paid told in sentences under it."""
    stay, cost = make_stay(rng), make_cost(rng, charges=7, funds=1)
    sheet = Sheet(1240, 1600)
    face = rng.choice(("song", "zenhei"))
    centre(sheet, (620, 60), f"{rng.choice(PROVINCES)}医疗保险结算单", face="hei-bold", size=40)
    for place, text in enumerate(
        (
            f"姓名：{stay.person.name}    性别：{stay.person.sex_word}    人员类别：退休",
            f"就诊医院：{stay.hospital}    住院号：{stay.number}",
            f"入院日期：{stay.came}    出院日期：{stay.left}    住院{stay.days}天",
        )
    ):
        sheet.write((80, 150 + place * 46), text, face=face, size=26)
    widths = (360, 240, 240, 240)
    y = boxed(sheet, (80, 300), list(zip(("项目", "金额", "自理", "自费"), widths, strict=True)), face=face)
    largest = max(cost.charges, key=lambda charge: charge.fen)
    for charge in cost.charges:
        parts = (cost.first_pay, cost.self_funded) if charge is largest else (0, 0)
        texts = (charge.name, charge.amount, *map(format_fen, parts))
        y = boxed(sheet, (80, y), list(zip(texts, widths, strict=True)), face=face)
    sums = (cost.total, cost.first_pay, cost.self_funded)
    y = boxed(sheet, (80, y), list(zip(("合计", *map(format_fen, sums)), widths, strict=True)), face=face)
    told = (
        f"本次医疗费总额{format_fen(cost.total)}元，其中自费{format_fen(cost.self_funded)}元，起付线{format_fen(cost.deductible)}元。",
        f"基金支付：统筹基金支付{format_fen(cost.pool)}元，大病保险支付{format_fen(cost.funds[0])}元。",
        f"个人支付：个人账户支付{format_fen(cost.account)}元，现金支付{format_fen(cost.cash)}元。",
    )
    for place, text in enumerate(told):
        sheet.write((80, y + 30 + place * 52), text, face=face, size=26)
    sheet.write((80, y + 220), f"结算日期：{stay.left}", face=face, size=26)
    sheet.seal((900, y + 240), 90, stay.hospital, foot="医保办公室")
    return specimen([sheet], "si_settlement.sentences", _TYPE, _without_kind(stay, cost))


def elsewhere(rng: Random) -> Specimen:
    """Landscape: five labels in a row of boxes, their values in the row of boxes below."""
    stay, cost = make_stay(rng), make_cost(rng)
    sheet = Sheet(1754, 1100)
    face = rng.choice(("song", "hei", "ming"))
    centre(sheet, (877, 50), "异地就医住院医疗费用结算单", face="song-bold", size=42)
    y = 130
    for table in _elsewhere_rows(stay, cost):
        y = boxed(sheet, (80, y), [(label, 398) for label, _ in table], face=face, centred=True, height=50)
        y = boxed(sheet, (80, y), [(value, 398) for _, value in table], face=face, centred=True, height=58)
    sheet.write((90, y + 30), "参保人签名：", face=face, size=26)
    sheet.write((1200, y + 30), f"打印时间：{stay.left} 11:08", face=face, size=26)
    if rng.random() < 0.7:
        sheet.seal((900, y + 60), 94, stay.hospital, foot="异地就医专用章")
    return specimen([sheet], "si_settlement.elsewhere", _TYPE, settlement_truth(stay, cost))


def screen(rng: Random) -> Specimen:
    """The screen of the insurance's app: a label and its value a line, the sum in big figures on top."""
    stay, cost = make_stay(rng), make_cost(rng, funds=2)
    sheet = Sheet(1080, 2200, (246, 247, 250))
    face = rng.choice(("hei", "zenhei"))
    grey: Ink = (118, 118, 124)
    centre(sheet, (540, 80), "医保结算单", face="hei-bold", size=44)
    lines = (
        ("就诊机构", stay.hospital),
        ("姓名", stay.person.name),
        ("险种类型", cost.insurance),
        ("医疗类别", "普通住院"),
        ("入院日期", f"{stay.came}"),
        ("出院日期", f"{stay.left}"),
        *_pairs(
            ("医疗费总额", cost.total),
            ("起付线", cost.deductible),
            ("统筹基金支付", cost.pool),
            ("大病保险支付", cost.funds[0]),
            ("公务员医疗补助", cost.funds[1]),
            ("个人账户支付", cost.account),
            ("个人现金支付", cost.cash),
            ("全自费金额", cost.self_funded),
        ),
    )
    y = 190
    for label, value in lines:
        sheet.write((60, y), label, face=face, size=34, ink=grey)
        right(sheet, (1020, y), value, face=face, size=34)
        sheet.rule(60, y + 58, 1020, y + 58, width=1, ink=(226, 226, 230))
        y += 74
    return specimen([sheet], "si_settlement.screen", _TYPE, settlement_truth(stay, cost))


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {
    "boxes": boxes,
    "capital": capital,
    "numbered": numbered,
    "sentences": sentences,
    "elsewhere": elsewhere,
    "screen": screen,
}


def _elsewhere_rows(stay: Stay, cost: Cost) -> Sequence[Sequence[tuple[str, str]]]:
    return (
        (
            ("姓名", stay.person.name),
            ("性别", stay.person.sex_word),
            ("险种类型", cost.insurance),
            ("住院号", stay.number),
        ),
        (
            ("就诊医疗机构", stay.hospital),
            ("入院日期", f"{stay.came}"),
            ("出院日期", f"{stay.left}"),
            ("住院天数", f"{stay.days}"),
        ),
        _pairs(
            ("费用总额", cost.total),
            ("自费金额", cost.self_funded),
            ("先行自付", cost.first_pay),
            ("起付标准", cost.deductible),
        ),
        _pairs(
            ("统筹支付", cost.pool),
            ("大病保险", cost.funds[0]),
            ("公务员补助", cost.funds[1]),
            ("医疗救助", cost.funds[2]),
        ),
        _pairs(
            ("其他支付", cost.funds[3]),
            ("基金支付总额", cost.pool + cost.other),
            ("账户支付", cost.account),
            ("现金支付", cost.cash),
        ),
    )


def _sums(
    sheet: Sheet, x: int, y: int, rows: Sequence[tuple[str, int, str, int]], widths: Sequence[int], face: str
) -> int:
    for one, left, two, far in rows:
        cells = list(zip((one, format_fen(left), two, format_fen(far)), widths, strict=True))
        y = boxed(sheet, (x, y), cells, face=face, size=25)
    return y


def _pairs(*sums: tuple[str, int]) -> list[tuple[str, str]]:
    return [(label, format_fen(fen)) for label, fen in sums]


def _without_kind(stay: Stay, cost: Cost) -> dict[str, object]:
    """人员类别 is who somebody is, not what insures him."""
    return {key: value for key, value in settlement_truth(stay, cost).items() if key != "insurance_kind"}

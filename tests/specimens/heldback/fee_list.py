"""Held-back fee lists: a strip from a kiosk for one outpatient day, a whole stay on a wide sheet with sums by category.

The columns follow hospitals' lists under 医疗机构内部价格管理, with the insurance class and the share paid first.

>>> sorted(LAYOUTS)
['kiosk_day', 'wide_stay']
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from storage.model.document_type import DocumentType
from tests.specimens.heldback import story
from tests.specimens.others import cast, ink
from tests.specimens.sheet import Ink, Sheet, Specimen

_DARK: Ink = (58, 58, 62)
_WARD = (
    story.Line("床位费", "三人间床位费", "", "日", 4000, "甲"),
    story.Line("护理费", "二级护理", "", "日", 2400, "甲"),
    story.Line("诊查费", "住院诊查费", "", "日", 2000, "甲"),
    story.Line("手术费", "经尿道输尿管镜碎石取石术", "", "次", 218000, "乙"),
    story.Line("麻醉费", "全身麻醉", "", "次", 62000, "甲"),
    story.Line("西药费", "注射用头孢呋辛钠", "0.75g", "支", 1126, "甲"),
    story.Line("西药费", "葡萄糖氯化钠注射液", "500ml", "袋", 487, "甲"),
    story.Line("材料费", "一次性使用输液器", "0.7#", "套", 325, "乙"),
    story.Line("材料费", "输尿管支架", "F5*26cm", "根", 86000, "丙"),
)
_SHARES = {"甲": "0%", "乙": "10%", "丙": "100%"}
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Stay:
    patient: cast.Person
    hospital: str
    number: str
    start: date
    end: date
    lines: tuple[story.Line, ...]

    @property
    def total(self) -> int:
        return sum(line.fen for line in self.lines)


def _stay(rng: random.Random) -> _Stay:
    day = date(2025, 2, 10) + timedelta(days=rng.randint(0, 380))
    days = rng.randint(3, 8)
    ward = [replace(line, count=_count(rng, line, days)) for line in rng.sample(_WARD, rng.randint(6, 9))]
    more = [
        replace(line, count=_count(rng, line, days)) for line in rng.sample(story.BOOK[1:], rng.randint(6, 9))
    ]
    chosen = sorted([*ward, *more], key=lambda line: (line.category, line.name))
    return _Stay(
        story.patient(rng, day),
        story.hospital(rng),
        cast.digits(rng, 8),
        day,
        day + timedelta(days=days),
        tuple(chosen),
    )


def _count(rng: random.Random, line: story.Line, days: int) -> int:
    if line.unit == "日":
        return days
    return rng.choice((2, 3, days, 2 * days)) if line.unit in "支袋套" else 1


def wide_stay(rng: random.Random) -> Specimen:
    """A4 across at 170 dpi: eleven columns in small print, a light line between rows, sums by category below."""
    facts = _stay(rng)
    sheet = Sheet(1988, 1406, (255, 255, 255))
    ink.centre(sheet, (994, 44), f"{facts.hospital}住院患者费用总清单", face="song-bold", size=38)
    sheet.note("hospital_name", facts.hospital)
    x = 60
    for label, text, field, value in (
        ("患者姓名：", facts.patient.name, "patient_name", None),
        ("性别：", facts.patient.sex_cn, None, None),
        ("住院号：", facts.number, "inpatient_number", None),
        ("病区：", "泌尿外科病区", None, None),
        ("床号：", str(rng.randint(1, 56)), None, None),
    ):
        x = ink.pair(sheet, (x, 118), label, text, face="song", size=25, field=field, value=value) + 44
    x = sheet.write((x, 118), "费用日期：", face="song", size=25).x1
    x = sheet.write((x, 118), f"{facts.start:%Y-%m-%d}", face="song", size=25, field="period_from").x1
    x = sheet.write((x, 118), "～", face="song", size=25).x1
    sheet.write((x, 118), f"{facts.end:%Y-%m-%d}", face="song", size=25, field="period_to")
    y = _wide_rows(sheet, rng, facts, 164)
    y = _wide_sums(sheet, facts, y + 14)
    ink.pair(sheet, (60, y + 20), "制表人：", story.name(rng), face="song", size=24)
    sheet.write((560, y + 20), f"打印时间：{facts.end:%Y-%m-%d} 10:2{rng.randint(0, 9)}", face="song", size=24)
    for x, text, field in (
        (1760, "第", None),
        (1800, "1", "page_number"),
        (1826, "页/共", None),
        (1906, "1", "page_count"),
    ):
        sheet.write((x, y + 20), text, face="song", size=24, field=field, value=1 if field else None)
    sheet.write((1926, y + 20), "页", face="song", size=24)
    return sheet.done("wide_stay", DocumentType.FEE_LIST)


def _wide_rows(sheet: Sheet, rng: random.Random, facts: _Stay, top: int) -> int:
    xs = (60, 122, 300, 420, 860, 1080, 1160, 1300, 1400, 1560, 1680, 1800, 1928)
    heads = (
        "序号",
        "项目编码",
        "类别",
        "项目名称",
        "规格",
        "单位",
        "单价",
        "数量",
        "金额",
        "医保等级",
        "自付比例",
        "执行科室",
    )
    for (left, end), word in zip(pairwise(xs), heads, strict=True):
        ink.centre(sheet, ((left + end) // 2, top + 8), word, face="song-bold", size=22)
    rows: list[Row] = []
    y = top + 44
    sheet.rule(60, top, 1928, top)
    sheet.rule(60, y, 1928, y)
    for i, line in enumerate(facts.lines, 1):
        _wide_row(sheet, (str(i), cast.digits(rng, 11)), line, y + 7, xs)
        rows.append(_row(line, f"{line.price / 100:.3f}") | {"category": line.category})
        y += 40
        sheet.rule(60, y, 1928, y, width=1, ink=(176, 176, 180))
    sheet.rule(60, y, 1928, y)
    sheet.note("items", rows)
    return y


def _wide_row(sheet: Sheet, head: tuple[str, str], line: story.Line, y: int, xs: tuple[int, ...]) -> None:
    room = "手术室" if line.category in ("手术费", "麻醉费") else "病区"
    cells = (*head, line.category, line.name, line.spec, line.unit)
    for (left, end), text, middle in zip(pairwise(xs), cells, (1, 0, 1, 0, 0, 1), strict=False):
        if middle:
            ink.centre(sheet, ((left + end) // 2, y), text, face="song", size=22)
        else:
            sheet.write((left + 8, y), text, face="song", size=22)
    for end, text in (
        (1290, f"{line.price / 100:.3f}"),
        (1380, str(line.count)),
        (1548, cast.money(line.fen)),
    ):
        ink.right(sheet, (end, y), text, face="song", size=22)
    for x, text in ((1620, line.level), (1740, _SHARES[line.level]), (1864, room)):
        ink.centre(sheet, (x, y), text, face="song", size=22)


def _wide_sums(sheet: Sheet, facts: _Stay, y: int) -> int:
    sums: dict[str, int] = {}
    for line in facts.lines:
        sums[line.category] = sums.get(line.category, 0) + line.fen
    x = sheet.write((60, y), "分类汇总：", face="song-bold", size=24).x1 + 10
    for name, fen in sums.items():
        text = f"{name} {cast.money(fen)}"
        if x + ink.width_of(text, "song", 24) > 1900:
            x, y = 190, y + 38
        x = sheet.write((x, y), text, face="song", size=24).x1 + 40
    y += 46
    x = ink.pair(
        sheet, (60, y), "费用合计：", cast.money(facts.total), face="song-bold", size=27, field="total"
    )
    ink.pair(sheet, (x + 60, y), "大写：", cast.capitals(facts.total), face="song", size=25)
    return y + 40


def _row(line: story.Line, price: str) -> Row:
    row = {"name": cast.plain(line.name), "unit": line.unit, "unit_price": price}
    if line.spec:
        row["spec"] = cast.plain(line.spec)
    return row | {"quantity": str(line.count), "amount": cast.money(line.fen)}


def kiosk_day(rng: random.Random) -> Specimen:
    """A strip 80 mm wide: each charge takes two lines, its name and then what it cost."""
    at = story.visit(rng, lines=rng.randint(5, 9))
    sheet = Sheet(720, 2000, (250, 250, 248))
    ink.centre(sheet, (360, 36), at.hospital, face="zenhei", size=38, field="hospital_name")
    ink.centre(sheet, (360, 88), "门诊费用清单", face="zenhei", size=36)
    ink.centre(sheet, (360, 136), "（自助机打印）", face="zenhei", size=24)
    y = 186
    for label, text, field in (
        ("姓　　名：", at.patient.name, "patient_name"),
        ("就诊卡号：", cast.digits(rng, 12), None),
        ("就诊科室：", at.illness.department, None),
        ("收费时间：", f"{at.day:%Y-%m-%d} {rng.randint(8, 16):02d}:{rng.randint(10, 59)}", None),
    ):
        ink.pair(sheet, (40, y), label, text, face="zenhei", size=28, field=field)
        y += 44
    y = _kiosk_rows(sheet, at, y + 10)
    ink.pair(sheet, (40, y + 16), "合计：", cast.money(at.total), face="zenhei", size=34, field="total")
    sheet.write((420, y + 22), f"共 {len(at.lines)} 项", face="zenhei", size=26)
    ink.centre(sheet, (360, y + 90), "本清单不作报销凭证", face="zenhei", size=26, ink=_DARK)
    sheet.picture = sheet.picture.crop((0, 0, 720, y + 170))
    ink.thermal(sheet, rng)
    return sheet.done("kiosk_day", DocumentType.FEE_LIST)


def _kiosk_rows(sheet: Sheet, at: story.Visit, y: int) -> int:
    ink.dots(sheet, 40, y, 680, y, step=9)
    sheet.write((40, y + 10), "项目名称/规格", face="zenhei", size=26)
    for x, word in ((400, "单价"), (540, "数量"), (680, "金额")):
        ink.right(sheet, (x, y + 46), word, face="zenhei", size=26)
    y += 88
    ink.dots(sheet, 40, y, 680, y, step=9)
    rows: list[Row] = []
    y += 12
    for line in at.lines:
        sheet.write((40, y), line.name, face="zenhei", size=27)
        if line.spec:
            sheet.write((40, y + 38), line.spec, face="zenhei", size=25)
        for x, text in (
            (400, cast.money(line.price)),
            (540, f"{line.count}{line.unit}"),
            (680, cast.money(line.fen)),
        ):
            ink.right(sheet, (x, y + 38), text, face="zenhei", size=27)
        rows.append(_row(line, cast.money(line.price)))
        y += 84
    ink.dots(sheet, 40, y, 680, y, step=9)
    sheet.note("items", rows)
    return y


LAYOUTS: dict[str, Callable[[random.Random], Specimen]] = {"wide_stay": wide_stay, "kiosk_day": kiosk_day}

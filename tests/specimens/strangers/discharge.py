"""Discharge papers as customers send them: a hospital system's form of label column and text column, a dense print
in Kai with both diagnoses side by side, an older sheet with its sums of days and results.

>>> import random
>>> LAYOUTS["label_column"](random.Random(1)).fields["stay_days"] > 0
True
"""

from collections.abc import Callable
from random import Random

from storage.model.document_type import DocumentType
from tests.specimens.sheet import Sheet, Specimen
from tests.specimens.stay_papers import discharge_truth
from tests.specimens.stays import Stay, make_stay, numbered
from tests.specimens.strangers.form import GREY, bars, flow, mid, paper, row, run

_TYPE = DocumentType.DISCHARGE


def label_column(rng: Random) -> Specimen:
    """A ruled form: two rows of particulars, then a label at the left and its text at the right, all in cells."""
    stay = make_stay(rng)
    sheet = Sheet(1240, 1754)
    bars(sheet, rng, (60, 40), width=220, height=44)
    mid(sheet, 620, 44, stay.hospital, face="song-bold", size=38)
    mid(sheet, 620, 98, "出 院 记 录", face="song-bold", size=36)
    y = _particulars(sheet, stay)
    orders = numbered(stay.orders, mark="、", gap="\n")
    for label, text in (
        ("入院诊断", numbered(stay.named, gap="\n", end="")),
        ("出院诊断", numbered(stay.found, gap="\n", end="")),
        ("入院情况", stay.state),
        ("诊治经过", stay.course),
        ("出院时情况", stay.outcome),
        ("出院医嘱", orders),
    ):
        y = row(sheet, (80, y), ((label, 160), (text, 920)), face="song", size=24, height=64)
    run(sheet, (680, y + 40), "经治医师：", stay.doctor, face="song", size=26, value_face="kai")
    run(sheet, (680, y + 90), "记录时间：", f"{stay.left:%Y-%m-%d} 10:31", face="song", size=26)
    stamped = rng.random() < 0.6
    if stamped:
        sheet.seal((330, y + 110), 92, stay.hospital, foot="病案室")
    foot = "第 1 页   打印时间：2026-04-09 14:20   服务热线 0190-8600000"
    mid(sheet, 620, 1690, foot, face="song", size=20, ink=GREY)
    truth = discharge_truth(stay, orders=orders.replace("\n", ""), stamped=stamped)
    return paper([sheet], "discharge.label_column", _TYPE, truth)


def _particulars(sheet: Sheet, stay: Stay) -> int:
    """Three rows of cells, no two of the same widths."""
    name, sex, age, bed = stay.person.name, stay.person.sex_word, f"{stay.age}岁", f"{stay.bed}床"
    days, number = f"{stay.days} 天", stay.number
    came, left = f"{stay.came:%Y-%m-%d} 09:20", f"{stay.left:%Y-%m-%d} 10:05"
    lines = (
        (("患者姓名", name), ("性别", sex), ("年龄", age), ("床号", bed)),
        (("住院科室", stay.department), ("病案号", number), ("实际住院", days)),
        (("入院时间", came), ("出院时间", left)),
    )
    widths = ((130, 210, 80, 80, 80, 120, 80, 300), (130, 250, 110, 250, 130, 210), (130, 410, 130, 410))
    y = 160
    for line, wide in zip(lines, widths, strict=True):
        texts = [text for pair in line for text in pair]
        y = row(sheet, (80, y), tuple(zip(texts, wide, strict=True)), face="song", size=24, height=52)
    return y


def side_by_side(rng: Random) -> Specimen:
    """A print in Kai without a rule: the diagnoses of admission and of discharge in two columns, one a line."""
    stay = make_stay(rng)
    sheet = Sheet(1240, 1754, (250, 250, 246))
    mid(sheet, 620, 60, f"{stay.hospital}", face="kai", size=42)
    mid(sheet, 620, 120, "出院小结", face="kai", size=40)
    sheet.write((930, 172), f"住院号 {stay.number}", face="kai", size=26)
    head = f"姓名 {stay.person.name}　性别 {stay.person.sex_word}　年龄 {stay.age}岁　科别 {stay.department}　床号 {stay.bed}"
    sheet.write((80, 216), head, face="kai", size=27)
    sheet.write((80, 262), f"入院日期 {stay.came:%Y年%m月%d日}", face="kai", size=27)
    sheet.write((500, 262), f"出院日期 {stay.left:%Y年%m月%d日}", face="kai", size=27)
    sheet.write((920, 262), f"共住院 {stay.days} 天", face="kai", size=27)
    sheet.rule(70, 308, 1170, 308)
    bottom = 0
    for x, label, names in ((80, "入院诊断", stay.named), (640, "出院诊断", stay.found)):
        sheet.write((x, 326), f"{label}：", face="kai", size=28)
        for place, name in enumerate(names, 1):
            y = 370 + 44 * (place - 1)
            sheet.write((x + 30, y), f"{place}. {name}" if len(names) > 1 else name, face="kai", size=27)
            bottom = max(bottom, y + 60)
    y = bottom
    orders = numbered(stay.orders, gap=" ", end="。")
    for label, text in (
        ("入院时主要症状及体征", stay.state),
        ("住院经过", stay.course),
        ("出院时情况", stay.outcome),
        ("出院后建议", orders),
    ):
        sheet.write((80, y), f"{label}：", face="kai", size=28)
        y = flow(sheet, (136, y + 44), text, width=1020, face="kai", size=27, leading=42) + 12
    run(sheet, (720, y + 40), "主管医师 ", stay.doctor, face="kai", size=28, value_face="wenkai")
    sheet.write((720, y + 92), f"{stay.left:%Y年%m月%d日}", face="kai", size=28)
    sheet.seal((860, y + 80), 96, stay.hospital, foot="出院专用章")
    truth = discharge_truth(stay, orders=orders, stamped=True)
    return paper([sheet], "discharge.side_by_side", _TYPE, truth)


def abstract(rng: Random) -> Specimen:
    """An older sheet in Song: label and value in running lines between rules, doctors of three ranks below."""
    stay = make_stay(rng)
    sheet = Sheet(1240, 1600)
    mid(sheet, 620, 50, f"{stay.hospital}出院病情摘要", face="hei-bold", size=38)
    y = _abstract_head(sheet, stay)
    orders = numbered(stay.orders, mark=")", end=";")
    for label, text in (
        ("入院诊断", "；".join(stay.named)),
        ("出院诊断", "；".join(stay.found)),
        ("病情及治疗经过", stay.state + stay.course),
        ("出院情况", stay.outcome),
        ("出院医嘱", orders),
    ):
        end = sheet.write((90, y), f"【{label}】", face="song-bold", size=26).x1
        y = flow(sheet, (90, y), text, width=1060, face="song", size=26, leading=44, first=end - 84) + 10
    for place, (label, name) in enumerate(
        (("主任医师", ""), ("主治医师", stay.senior), ("住院医师", stay.doctor))
    ):
        run(sheet, (90 + 370 * place, y + 50), f"{label}：", name, face="song", size=26)
    run(sheet, (830, y + 110), "日期：", f"{stay.left:%Y/%m/%d}", face="song", size=26)
    truth = discharge_truth(stay, orders=orders, stamped=False)
    return paper([sheet], "discharge.abstract", _TYPE, truth)


def _abstract_head(sheet: Sheet, stay: Stay) -> int:
    sheet.rule(80, 120, 1160, 120)
    lines = (
        (
            ("病人姓名", stay.person.name, 90),
            ("性别", stay.person.sex_word, 470),
            ("年龄", f"{stay.age}岁", 640),
            ("住院号", stay.number, 830),
        ),
        (
            ("病区", stay.department, 90),
            ("床", f"{stay.bed}", 470),
            ("职业", "", 640),
            ("住院天数", f"{stay.days}", 830),
        ),
        (("入院日期", f"{stay.came:%Y/%m/%d}", 90), ("出院日期", f"{stay.left:%Y/%m/%d}", 640)),
    )
    for place, parts in enumerate(lines):
        for label, value, x in parts:
            run(sheet, (x, 136 + 44 * place), f"{label}：", value, face="song", size=26)
    sheet.rule(80, 276, 1160, 276)
    return 296


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {
    "label_column": label_column,
    "side_by_side": side_by_side,
    "abstract": abstract,
}

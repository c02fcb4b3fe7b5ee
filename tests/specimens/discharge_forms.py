"""Two more made-up papers at discharge: a letterhead filled by a needle printer, and the short 出院证明书.

>>> import random
>>> letterhead(random.Random(1)).fields["stamped"]
True
"""

from random import Random

from storage.model.document_type import DocumentType
from tests.specimens.others.ink import centre, wrap
from tests.specimens.sheet import Ink, Sheet, Specimen
from tests.specimens.stay_papers import discharge_truth, sign, specimen, wide
from tests.specimens.stays import Stay, make_stay, numbered

_TYPE = DocumentType.DISCHARGE
_FORM: Ink = (30, 70, 130)


def letterhead(rng: Random) -> Specimen:
    """Blue printed words with lines to fill; the values stand a little off, the seal over the lower part."""
    stay = make_stay(rng)
    sheet = Sheet(1240, 1600, (250, 250, 244))
    off = (rng.randint(-5, 8), rng.randint(-8, 6))

    def form(x: int, y: int, label: str, value: str, width: int) -> None:
        box = sheet.write((x, y), label, face="song", size=27, ink=_FORM)
        sheet.rule(box.x1 + 4, y + 36, box.x1 + width, y + 36, ink=_FORM, width=1)
        sheet.write((box.x1 + 14 + off[0], y + off[1]), value, face="ming", size=28, ink=(60, 60, 85))

    centre(sheet, (620, 60), stay.hospital, face="song-bold", size=46, ink=_FORM)
    centre(sheet, (620, 130), "出院记录", face="song-bold", size=38, ink=_FORM, spacing=30)
    sheet.rule(80, 190, 1160, 190, ink=_FORM, width=3)
    for x, y, label, value, width in _blanks(stay):
        form(x, y, label, value, width)
    orders = numbered(stay.orders)
    y = 400
    for label, text in (
        ("入院诊断", numbered(stay.named, gap="  ", end="")),
        ("出院诊断", numbered(stay.found, gap="  ", end="")),
        ("治疗经过", wide(stay.course)),
        ("出院情况", wide(stay.outcome)),
        ("出院医嘱", wide(orders)),
    ):
        sheet.write((90, y), f"{label}：", face="song-bold", size=28, ink=_FORM)
        start = (250 + off[0], y + off[1])
        y = (
            wrap(sheet, start, text, width=890, face="ming", size=27, leading=46, ink=(60, 60, 85))
            - off[1]
            + 14
        )
    sign(sheet, (720, y + 30), "医师签章：", stay.doctor, rng)
    sheet.seal((860, y + 10), 104, stay.hospital, foot="住院专用章")
    truth = discharge_truth(stay, orders=orders, stamped=True)
    return specimen([sheet], "discharge.letterhead", _TYPE, truth)


def _blanks(stay: Stay) -> list[tuple[int, int, str, str, int]]:
    """Where the words of the form stand, what fills them, and how far their lines reach."""
    return [
        (90, 215, "姓名", stay.person.name, 200),
        (390, 215, "性别", stay.person.sex_word, 90),
        (580, 215, "年龄", f"{stay.age}岁", 110),
        (800, 215, "科室", stay.department, 250),
        (90, 270, "住院号", stay.number, 260),
        (560, 270, "床号", stay.bed, 100),
        (800, 270, "住院天数", f"{stay.days}天", 150),
        (90, 325, "入院日期", f"{stay.came:%Y-%m-%d}", 250),
        (580, 325, "出院日期", f"{stay.left:%Y-%m-%d}", 250),
    ]


def certificate(rng: Random) -> Specimen:
    """Half a sheet: a few lines with the days in one sentence, the date and the seal."""
    stay = make_stay(rng)
    sheet = Sheet(1300, 1000)
    face = rng.choice(("kai", "wenkai", "song"))
    centre(sheet, (650, 50), stay.hospital, face="song-bold", size=42)
    centre(sheet, (650, 110), rng.choice(("出院证明书", "出 院 证", "出院证明")), face="song-bold", size=38)
    person = f"姓名：{stay.person.name}   性别：{stay.person.sex_word}   年龄：{stay.age}岁   科别：{stay.department}"
    sheet.write((90, 190), person, face=face, size=28)
    sheet.write((90, 240), f"住院号：{stay.number}   床号：{stay.bed}", face=face, size=28)
    days = f"入院日期：{stay.came:%Y年%m月%d日}   出院日期：{stay.left:%Y年%m月%d日}   共住院{stay.days}天"
    sheet.write((90, 290), days, face=face, size=28)
    orders = numbered(stay.orders)
    y = 346
    for label, text in (
        ("入院诊断", numbered(stay.named, gap=" ", end="")),
        ("出院诊断", numbered(stay.found, gap=" ", end="")),
        ("治疗结果", "好转"),
        ("出院医嘱", wide(orders)),
    ):
        box = sheet.write((90, y), f"{label}：", face=face, size=28)
        y = wrap(sheet, (90, y), text, width=1110, face=face, size=28, leading=46, first=box.x1 - 88) + 6
    sign(sheet, (780, y + 24), "医师：", stay.doctor, rng)
    sheet.write((780, y + 84), f"{stay.left:%Y 年 %m 月 %d 日}", face=face, size=28)
    stamped = rng.random() < 0.75
    if stamped:
        sheet.seal((960, y + 60), 92, stay.hospital, foot="出院证明专用章")
    truth = discharge_truth(stay, orders=orders, stamped=stamped)
    return specimen([sheet], "discharge.certificate", _TYPE, truth)

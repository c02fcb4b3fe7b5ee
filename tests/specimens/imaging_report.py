"""Made-up imaging reports: a CT report of a form, an ultrasound report with ruled cells, the same on a phone.

>>> import random
>>> LAYOUTS["ultrasound"](random.Random(1)).fields["body_part"]
'腹部'
"""

from collections.abc import Callable
from random import Random

from storage.model.document_type import DocumentType
from tests.specimens.op_record import centred
from tests.specimens.reports import Report, columns, done, make_report, paragraphs, ruled_paragraphs
from tests.specimens.sheet import Specimen
from tests.specimens.titles import Draft
from tests.specimens.visits import paragraph

_CT = (
    (
        "胸部",
        "双肺纹理增多,右肺上叶见一分叶状软组织密度影,大小约3.2×2.8cm,边缘可见毛刺。",
        "右肺上叶占位,建议进一步检查。",
    ),
    ("左侧桡骨", "左侧桡骨远端骨皮质不连续,断端稍移位,周围软组织肿胀。", "左侧桡骨远端骨折。"),
    ("颅脑", "左侧基底节区见片状低密度影,边界模糊,中线结构居中。", "左侧基底节区脑梗死。"),
)
_ECHO = (("腹部", "肝脏大小形态正常,实质回声均匀;胆囊壁光滑,腔内见强回声光团,后伴声影。", "胆囊结石。"),)


def ct(rng: Random) -> Specimen:
    """An A4 print with headed paragraphs."""
    report = make_report(rng, _CT)
    draft, face = Draft(1240, 1300), rng.choice(("song", "ming"))
    centred(draft, 60, report.hospital, "song-bold", 42)
    centred(draft, 124, "CT检查报告单", "song-bold", 36)
    y = columns(
        draft, 210, (*_person(report), ("检查方法", "平扫"), ("检查日期", f"{report.day:%Y-%m-%d}")), face
    )
    y = paragraphs(draft, y + 30, (("影像表现", report.finding), ("诊断意见", report.impression)), face)
    draft.write((90, y + 60), f"报告医师:{report.doctor}", face=face, size=28)
    draft.write((700, y + 60), f"报告时间:{report.day:%Y-%m-%d} 15:20", face=face, size=28)
    draft.write((90, y + 130), "本报告仅供临床医师参考,签字有效", face=face, size=24)
    return done(draft, report, "ct", DocumentType.IMAGING_REPORT)


def ultrasound(rng: Random) -> Specimen:
    """A ruled form of the department of ultrasound."""
    report = make_report(rng, _ECHO)
    draft, face = Draft(1180, 1150, (250, 251, 253)), rng.choice(("hei", "zenhei"))
    centred(draft, 46, report.hospital + "彩色多普勒超声检查报告单", "hei-bold", 34)
    y = columns(draft, 130, _person(report), face)
    y = ruled_paragraphs(draft, y + 10, (("超声所见", report.finding), ("超声提示", report.impression)), face)
    draft.write((100, y + 40), f"诊断医生:{report.doctor}", face=face, size=28)
    draft.write((640, y + 40), f"报告日期:{report.day:%Y年%m月%d日}", face=face, size=28)
    return done(draft, report, "ultrasound", DocumentType.IMAGING_REPORT)


def phone(rng: Random) -> Specimen:
    """A report as the hospital's app shows it."""
    report = make_report(rng, _CT)
    draft, face = Draft(1080, 1800, (246, 247, 249)), rng.choice(("hei", "zenhei"))
    centred(draft, 90, "检查报告", "hei-bold", 46)
    draft.write((60, 180), report.hospital, face="hei-bold", size=40)
    facts = (*_person(report), ("报告医生", report.doctor), ("报告时间", f"{report.day:%Y-%m-%d} 09:41"))
    for place, (label, value) in enumerate(facts):
        draft.write((60, 280 + place * 66), label, face=face, size=35, ink=(125, 125, 130))
        draft.write((340, 280 + place * 66), value, face=face, size=35)
    y = 300 + len(facts) * 66
    for label, text in (("检查所见", report.finding), ("诊断意见", report.impression)):
        draft.write((60, y), label, face="hei-bold", size=37)
        y = paragraph(draft, (60, y + 60), text, width=950, face=face, size=35) + 30
    return done(draft, report, "phone", DocumentType.IMAGING_REPORT)


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {"ct": ct, "ultrasound": ultrasound, "phone": phone}


def _person(report: Report) -> tuple[tuple[str, str], ...]:
    return (
        ("姓名", report.person.name),
        ("性别", report.person.sex_word),
        ("年龄", f"{report.age}岁"),
        ("影像号", report.number),
        ("申请科室", report.department),
        ("检查部位", report.part),
    )

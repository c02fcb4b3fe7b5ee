"""Made-up 病理报告: a form with a row of personal data and headed paragraphs, a ruled form, a phone's screen.

>>> import random
>>> LAYOUTS["plain"](random.Random(1)).fields["impression"] != ""
True
"""

from collections.abc import Callable
from random import Random

from storage.model.document_type import DocumentType
from tests.specimens.op_record import centred
from tests.specimens.people import digits
from tests.specimens.reports import Report, columns, done, make_report, paragraphs, ruled_paragraphs
from tests.specimens.sheet import Specimen
from tests.specimens.titles import Draft

_CASES = (
    ("左乳肿物", "癌细胞呈巢状、条索状浸润性生长,核大深染,可见核分裂象。", "(左乳)浸润性导管癌,Ⅱ级。"),
    ("胃窦黏膜", "黏膜慢性炎,部分腺体肠上皮化生,未见异型增生。", "(胃窦)黏膜慢性炎伴肠上皮化生。"),
    ("右肺上叶", "肿瘤细胞呈腺泡状排列,间质纤维组织增生,胸膜未见累及。", "(右肺上叶)肺腺癌,切缘未见癌。"),
    ("甲状腺左叶", "滤泡大小不一,胶质丰富,局部乳头状增生,核呈毛玻璃样。", "(甲状腺左叶)甲状腺乳头状癌。"),
)


def plain(rng: Random) -> Specimen:
    """An A4 print: three columns of data, a heading before each paragraph."""
    report = make_report(rng, _CASES)
    draft, face = Draft(1240, 1400), rng.choice(("song", "hei"))
    centred(draft, 60, report.hospital, "song-bold", 42)
    centred(draft, 124, rng.choice(("病理检查报告单", "病理诊断报告书")), "song-bold", 36)
    y = columns(draft, 210, _pairs(report), face)
    parts = (
        ("肉眼所见", "灰白灰红不整形组织一块,大小2.0×1.5×1.0cm。"),
        ("镜下所见", report.finding),
        ("病理诊断", report.impression),
    )
    y = paragraphs(draft, y + 30, parts, face)
    draft.write((90, y + 60), f"报告医师:{report.doctor}", face=face, size=28)
    draft.write((700, y + 60), f"报告日期:{report.day:%Y-%m-%d}", face=face, size=28)
    draft.seal((980, y + 50), 110, report.hospital, foot="病理诊断专用章")
    return done(draft, report, "plain", DocumentType.PATHOLOGY)


def ruled(rng: Random) -> Specimen:
    """A ruled form with its labels in a left column."""
    report = make_report(rng, _CASES)
    draft, face = Draft(1200, 1300), rng.choice(("kai", "zenhei"))
    centred(draft, 50, report.hospital + "病理报告单", "hei-bold", 38)
    y = columns(draft, 140, _pairs(report), face)
    parts = (("大体所见", "送检组织两块,质软。"), ("镜下所见", report.finding), ("病理诊断", report.impression))
    y = ruled_paragraphs(draft, y + 10, parts, face)
    draft.write((100, y + 40), f"诊断医师:{report.doctor}", face=face, size=28)
    draft.write((640, y + 40), f"报告时间:{report.day:%Y年%m月%d日}", face=face, size=28)
    return done(draft, report, "ruled", DocumentType.PATHOLOGY)


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {"plain": plain, "ruled": ruled}


def _pairs(report: Report) -> tuple[tuple[str, str], ...]:
    return (
        ("姓名", report.person.name),
        ("性别", report.person.sex_word),
        ("年龄", f"{report.age}岁"),
        ("病理号", report.number),
        ("送检科室", report.department),
        ("住院号", digits(Random(report.number), 8)),
        ("送检标本", report.part),
        ("送检日期", f"{report.day:%Y-%m-%d}"),
    )

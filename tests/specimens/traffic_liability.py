"""Made-up 道路交通事故认定书: the general form told in paragraphs, the ruled form of the summary procedure.

>>> import random
>>> LAYOUTS["general"](random.Random(1)).fields["stamped"]
True
"""

from collections.abc import Callable
from random import Random

from storage.model.document_type import DocumentType
from tests.specimens.cells import Cell, around, boxed
from tests.specimens.crashes import Crash, Party, long_moment, make_crash
from tests.specimens.deaths import long_day
from tests.specimens.sheet import Specimen
from tests.specimens.titles import Draft
from tests.specimens.visits import paragraph

_SEAL = "道路交通事故处理专用章"


def general(rng: Random) -> Specimen:
    """The general procedure: time and place, the parties in sentences, facts, cause and liability."""
    crash = make_crash(rng)
    draft, face = Draft(1240, 1754), rng.choice(("song", "ming"))
    around(draft, (620, 70), crash.office, size=36)
    around(draft, (620, 130), "道路交通事故认定书", size=46)
    draft.write((760, 210), f"第{crash.number}号", face=face, size=28)
    draft.write((100, 270), f"交通事故时间:{long_moment(crash.at)}", face=face, size=29)
    draft.write((800, 270), "天气:晴", face=face, size=29)
    draft.write((100, 324), f"交通事故地点:{crash.place}", face=face, size=29)
    draft.write((100, 384), "当事人、车辆、道路和交通环境等基本情况:", face=face, size=29)
    y = 440
    for one in (crash.first, crash.second):
        told = (
            f"当事人:{one.person.name},{one.person.sex_word},驾驶证号:{one.person.id_number},"
            f"驾驶{one.plate}号小型轿车,保险公司:安泰财险。"
        )
        y = paragraph(draft, (140, y), told, width=980, face=face, size=29) + 6
    facts = f"{crash.first.person.name}驾车行驶至{crash.place}时,与{crash.second.person.name}驾驶的车辆相撞,造成车辆受损、人员受伤。"
    cause = f"{crash.first.person.name}未按规定让行是造成事故的原因。{_liable(crash)}"
    for label, text in (("道路交通事故发生经过", facts), ("道路交通事故证据及事故形成原因分析", cause)):
        draft.write((100, y + 14), f"{label}:", face=face, size=29)
        y = paragraph(draft, (140, y + 66), text, width=980, face=face, size=29) + 6
    draft.write((100, y + 60), "交通警察:李明 王海", face=face, size=29)
    draft.write((760, y + 150), long_day(crash.signed), face=face, size=29)
    draft.seal((880, y + 140), 130, crash.office, foot=_SEAL)
    return _done(draft, crash, facts, "general")


def summary(rng: Random) -> Specimen:
    """The summary procedure: one ruled page filled in."""
    crash = make_crash(rng)
    draft, face = Draft(1240, 1300), rng.choice(("hei", "song"))
    around(draft, (620, 50), "道路交通事故认定书(简易程序)", size=42)
    draft.write((820, 124), f"编号:{crash.number}", face=face, size=26)
    rows = [
        (Cell("事故时间", 150), Cell(long_moment(crash.at), 430), Cell("天气", 110), Cell("多云", 450)),
        (Cell("事故地点", 150), Cell(crash.place, 990)),
    ]
    for one in (crash.first, crash.second):
        rows += [
            (
                *(
                    Cell("当事人", 150),
                    Cell(one.person.name, 230),
                    Cell("驾驶证号", 150),
                    Cell(one.person.id_number, 360),
                ),
                *(Cell("联系电话", 130), Cell("", 120)),
            ),
            (Cell("交通方式", 150), Cell("驾驶小型轿车", 230), Cell("车辆牌号", 150), Cell(one.plate, 610)),
        ]
    bottom = boxed(draft, (50, 170), rows, face=face, size=26, height=62, value_face="kai")
    facts = f"{crash.first.person.name}驾驶车辆追尾碰撞{crash.second.person.name}驾驶的车辆,造成两车受损。"
    for label, text in (("交通事故事实", facts), ("责任认定", _liable(crash))):
        draft.write((70, bottom + 20), f"{label}:", face=face, size=27)
        bottom = paragraph(draft, (110, bottom + 66), text, width=1020, face=face, size=27)
    draft.write((70, bottom + 50), "交通警察(签名):李明", face=face, size=27)
    draft.write((700, bottom + 50), crash.office, face=face, size=27)
    draft.write((800, bottom + 106), long_day(crash.signed), face=face, size=27)
    draft.seal((960, bottom + 90), 120, crash.office, foot=_SEAL)
    return _done(draft, crash, facts, "summary")


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {"general": general, "summary": summary}


def _liable(crash: Crash) -> str:
    def said(one: Party) -> str:
        return f"{one.person.name}承担此事故的{one.liability}"

    return f"根据《中华人民共和国道路交通安全法》的规定,{said(crash.first)},{said(crash.second)}。"


def _done(draft: Draft, crash: Crash, facts: str, name: str) -> Specimen:
    draft.fields |= {
        "document_number": crash.number,
        "occurred_at": crash.moment,
        "place": crash.place,
        "parties": [one.row() for one in (crash.first, crash.second)],
        "summary": facts,
        "issuer": crash.office,
        "issue_date": crash.signed.isoformat(),
        "stamped": True,
    }
    return draft.done(f"traffic_liability.{name}", DocumentType.TRAFFIC_LIABILITY)

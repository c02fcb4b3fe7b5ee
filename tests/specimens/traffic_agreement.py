"""Made-up 自行协商协议书: the printed form with two columns of parties, a phone's form.

>>> import random
>>> len(LAYOUTS["ruled"](random.Random(1)).fields["parties"])
2
"""

from collections.abc import Callable
from random import Random

from storage.model.document_type import DocumentType
from tests.specimens.cells import Cell, around, boxed
from tests.specimens.crashes import Crash, long_moment, make_crash
from tests.specimens.sheet import Specimen
from tests.specimens.titles import Draft
from tests.specimens.visits import paragraph


def ruled(rng: Random) -> Specimen:
    """The printed form that both drivers fill in: a row for each."""
    crash = make_crash(rng)
    draft, face = Draft(1300, 1000, (252, 250, 246)), rng.choice(("song", "hei"))
    around(draft, (650, 50), "道路交通事故自行协商协议书", size=42)
    pen = rng.choice(("kai", "wenkai"))
    rows = [
        (
            Cell("事故时间", 150),
            Cell(long_moment(crash.at), 420),
            Cell("事故地点", 150),
            Cell(crash.place, 480),
        ),
        (
            Cell("当事人", 150),
            Cell("姓名", 180),
            Cell("驾驶证号", 340),
            Cell("车辆牌号", 200),
            Cell("责任", 330),
        ),
    ]
    for whose, one in (("甲方", crash.first), ("乙方", crash.second)):
        rows.append(
            (
                *(Cell(whose, 150), Cell(one.person.name, 180), Cell(one.person.id_number, 340)),
                *(Cell(one.plate, 200), Cell(one.liability, 330)),
            )
        )
    bottom = boxed(draft, (50, 140), rows, face=face, size=26, height=64)
    said = "两车在路口相撞,车辆受损,人员轻微受伤。双方自行协商一致,同意按上述责任处理。"
    draft.write((60, bottom + 30), "事故情况:", face=face, size=27)
    y = paragraph(draft, (190, bottom + 30), said, width=1020, face=pen, size=27)
    draft.write((60, y + 60), f"甲方签名:{crash.first.person.name}", face=face, size=27)
    draft.write((620, y + 60), f"乙方签名:{crash.second.person.name}", face=face, size=27)
    draft.write(
        (60, y + 130), f"{crash.at.year}年{crash.at.month:02d}月{crash.at.day:02d}日", face=face, size=27
    )
    return _done(draft, crash, said, "ruled")


def phone(rng: Random) -> Specimen:
    """The form of the traffic police's app after both confirmed it."""
    crash = make_crash(rng)
    draft, face = Draft(1080, 1900, (255, 255, 255)), rng.choice(("hei", "zenhei"))
    around(draft, (540, 80), "机动车交通事故自行协商协议书", face="hei-bold", size=44)
    facts = [("事故时间", f"{crash.at:%Y-%m-%d %H:%M}"), ("事故地点", crash.place)]
    for whose, one in (("甲方", crash.first), ("乙方", crash.second)):
        facts += [
            (f"{whose}姓名", one.person.name),
            (f"{whose}驾驶证号", one.person.id_number),
            (f"{whose}车牌号", one.plate),
            (f"{whose}责任", one.liability),
        ]
    for place, (label, value) in enumerate(facts):
        draft.write((60, 200 + place * 96), label, face=face, size=35, ink=(120, 120, 125))
        draft.write((360, 200 + place * 96), value, face=face, size=35)
    said = "变更车道时与直行车辆相撞,双方协商一致。"
    draft.write((60, 220 + len(facts) * 96), "事故情况", face=face, size=35, ink=(120, 120, 125))
    draft.write((360, 220 + len(facts) * 96), said, face=face, size=33)
    return _done(draft, crash, said, "phone")


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {"ruled": ruled, "phone": phone}


def _done(draft: Draft, crash: Crash, said: str, name: str) -> Specimen:
    draft.fields |= {
        "stamped": False,
        "occurred_at": crash.moment,
        "place": crash.place,
        "parties": [one.row() for one in (crash.first, crash.second)],
        "summary": said,
    }
    if name == "ruled":
        draft.note("issue_date", crash.at.date().isoformat())
    return draft.done(f"traffic_agreement.{name}", DocumentType.TRAFFIC_AGREEMENT)

"""Made-up 授权委托书 for a claim: a letter, a printed form of an insurer.

>>> import random
>>> sorted(LAYOUTS["letter"](random.Random(1)).fields)[:3]
['agent_name', 'policy_number', 'powers']
"""

import datetime as dt
from collections.abc import Callable
from random import Random

from storage.model.document_type import DocumentType
from tests.specimens.cells import Cell, around, boxed
from tests.specimens.deaths import long_day
from tests.specimens.people import Person, digits, make_day, make_person
from tests.specimens.sheet import Specimen
from tests.specimens.titles import Draft
from tests.specimens.visits import paragraph

_POWERS = ("代为递交理赔资料、签收理赔通知书、领取保险金。", "代为办理理赔申请,提交和补充资料。")


def letter(rng: Random) -> Specimen:
    """A letter with labels at the left and paragraphs."""
    principal, agent, day = _cast(rng)
    number, powers = digits(rng, 12), rng.choice(_POWERS)
    draft, face = Draft(1000, 1300, (250, 249, 244)), rng.choice(("kai", "wenkai"))
    around(draft, (500, 80), "授权委托书", size=46)
    rows = (
        ("委托人", principal.name),
        ("身份证号码", principal.id_number),
        ("受托人", agent.name),
        ("身份证号码", agent.id_number),
    )
    for place, (label, value) in enumerate(rows):
        draft.write((90, 190 + place * 58), f"{label}:{value}", face=face, size=28)
    said = f"    委托人因住院不能亲自办理,特委托上述受托人办理保单号{number}项下的理赔事宜。"
    y = paragraph(draft, (90, 450), said, width=820, face=face, size=28)
    y = paragraph(draft, (90, y + 20), f"委托权限:{powers}", width=820, face=face, size=28)
    paragraph(draft, (90, y + 20), "委托期限:自签署之日起至理赔办理完毕止。", width=820, face=face, size=28)
    draft.write((90, 900), f"委托人签名:{principal.name}", face="wenkai", size=30)
    draft.write((540, 900), f"受托人签名:{agent.name}", face="wenkai", size=30)
    draft.write((540, 980), f"日期:{long_day(day)}", face=face, size=28)
    return _done(
        draft,
        (principal, agent),
        {"policy_number": number, "powers": powers, "sign_date": day.isoformat()},
        "letter",
    )


def ruled(rng: Random) -> Specimen:
    """An insurer's form."""
    principal, agent, day = _cast(rng)
    number, powers = "P" + digits(rng, 14), rng.choice(_POWERS)
    draft, face = Draft(1200, 900), rng.choice(("song", "hei"))
    around(draft, (600, 50), "保险理赔授权委托书", size=42)
    rows = (
        (Cell("保险单号", 170), Cell(number, 890)),
        (Cell("委托人", 170), Cell(principal.name, 250), Cell("证件号码", 170), Cell(principal.id_number, 470)),
        (Cell("受托人", 170), Cell(agent.name, 250), Cell("证件号码", 170), Cell(agent.id_number, 470)),
        (Cell("授权事项", 170), Cell(powers, 890)),
        (Cell("授权期限", 170), Cell("自签字之日起三个月", 890)),
    )
    bottom = boxed(draft, (70, 150), rows, face=face, size=26, height=72, value_face="kai")
    draft.write((90, bottom + 60), f"委托人签字:{principal.name}", face=face, size=27)
    draft.write((520, bottom + 60), f"受托人签字:{agent.name}", face=face, size=27)
    draft.write((90, bottom + 140), f"签署日期:{day:%Y-%m-%d}", face=face, size=27)
    return _done(
        draft,
        (principal, agent),
        {"policy_number": number, "powers": powers, "sign_date": day.isoformat()},
        "ruled",
    )


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {"letter": letter, "ruled": ruled}


def _cast(rng: Random) -> tuple[Person, Person, dt.date]:
    return make_person(rng, ages=(24, 70)), make_person(rng, ages=(24, 70)), make_day(rng)


def _done(draft: Draft, people: tuple[Person, Person], more: dict[str, str], name: str) -> Specimen:
    principal, agent = people
    draft.fields |= {"principal_name": principal.name, "agent_name": agent.name, "signed": True, **more}
    return draft.done(f"poa.{name}", DocumentType.POA)

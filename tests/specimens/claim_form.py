"""Made-up 理赔申请书: a ruled form, a list of labels, both signed.

>>> import random
>>> LAYOUTS["ruled"](random.Random(1)).fields["signed"]
True
"""

from collections.abc import Callable
from random import Random

from storage.model.document_type import DocumentType
from tests.specimens.cells import Cell, around, boxed
from tests.specimens.deaths import long_day
from tests.specimens.people import digits, make_day, make_person
from tests.specimens.sheet import Specimen
from tests.specimens.titles import Draft
from tests.specimens.visits import paragraph

_SAID = "本人声明以上所填内容属实,授权贵公司向医疗机构查询有关资料,并请将保险金转入上述账户。"


def ruled(rng: Random) -> Specimen:
    """An insurer's form of cells."""
    applicant, insured, day = make_person(rng, ages=(24, 70)), make_person(rng), make_day(rng)
    number, account = digits(rng, 15), digits(rng, 19)
    draft, face = Draft(1240, 1300), rng.choice(("song", "hei"))
    around(draft, (620, 40), "示范人寿保险股份有限公司", size=32)
    around(draft, (620, 90), "保险金给付申请书", size=42)
    rows = (
        (Cell("保险单号", 180), Cell(number, 940)),
        (
            Cell("被保险人姓名", 180),
            Cell(insured.name, 300),
            Cell("证件号码", 150),
            Cell(insured.id_number, 490),
        ),
        (
            Cell("申请人姓名", 180),
            Cell(applicant.name, 300),
            Cell("证件号码", 150),
            Cell(applicant.id_number, 490),
        ),
        (Cell("与被保险人关系", 200), Cell("家属", 280), Cell("联系电话", 150), Cell("", 490)),
        (Cell("出险日期", 180), Cell(long_day(day), 300), Cell("出险地点", 150), Cell("清河市", 490)),
        (Cell("开户银行", 180), Cell("示范银行清河支行", 300), Cell("账号", 150), Cell(account, 490)),
    )
    bottom = boxed(draft, (60, 160), rows, face=face, size=26, height=64, value_face="kai")
    draft.write((60, bottom + 30), "申请给付项目:□住院医疗 □重大疾病 ☑身故", face=face, size=26)
    y = paragraph(draft, (60, bottom + 100), _SAID, width=1120, face=face, size=26)
    draft.write((60, y + 80), "申请人签名:", face=face, size=27)
    draft.write((230, y + 76), applicant.name, face="wenkai", size=34)
    draft.write((700, y + 80), f"申请日期:{long_day(day)}", face=face, size=27)
    return _done(
        draft,
        (applicant.name, insured.name),
        {"policy_number": number, "account_number": account, "event_date": day.isoformat()},
        "ruled",
    )


def plain(rng: Random) -> Specimen:
    """A list of labels and values."""
    applicant, insured, day = make_person(rng, ages=(24, 70)), make_person(rng), make_day(rng)
    number, account = "P" + digits(rng, 13), digits(rng, 16)
    draft, face = Draft(1000, 1250, (251, 250, 246)), rng.choice(("kai", "zenhei"))
    around(draft, (500, 70), "理赔申请书", face="hei-bold", size=44)
    rows = (
        ("保单号", number),
        ("被保险人", insured.name),
        ("申请人", applicant.name),
        ("出险时间", f"{day:%Y-%m-%d}"),
        ("事故经过", "因病入院治疗。"),
        ("开户行", "示范银行"),
        ("账号", account),
    )
    for place, (label, value) in enumerate(rows):
        draft.write((90, 170 + place * 66), f"{label}:{value}", face=face, size=28)
    y = paragraph(draft, (90, 680), _SAID, width=820, face=face, size=26)
    draft.write((90, y + 90), f"申请人签字:{applicant.name}", face="wenkai", size=30)
    draft.write((560, y + 90), f"日期:{day:%Y-%m-%d}", face=face, size=28)
    return _done(
        draft,
        (applicant.name, insured.name),
        {"policy_number": number, "account_number": account, "event_date": day.isoformat()},
        "plain",
    )


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {"ruled": ruled, "plain": plain}


def _done(draft: Draft, names: tuple[str, str], more: dict[str, str], name: str) -> Specimen:
    draft.fields |= {
        "applicant_name": names[0],
        "insured_name": names[1],
        "signed": True,
        "sign_date": more["event_date"],
        **more,
    }
    return draft.done(f"claim_form.{name}", DocumentType.CLAIM_FORM)

"""授权委托书 that a claimant fills: printed sentences with gaps.

>>> LAYOUTS["hand_letter"](Random(1)).fields["signed"]
True
"""

from collections.abc import Callable
from random import Random

from storage.model.document_type import DocumentType
from tests.specimens.by_hand.form import blanks, note
from tests.specimens.by_hand.pen import Pen
from tests.specimens.deaths import long_day
from tests.specimens.op_record import centred
from tests.specimens.people import digits, make_day, make_person
from tests.specimens.sheet import Sheet, Specimen

_POWERS = "代为递交理赔资料、签收理赔通知书、领取保险金。"


def hand_letter(rng: Random) -> Specimen:
    """A letter of labels and underlines, signed by both."""
    principal, agent, day = make_person(rng, ages=(24, 70)), make_person(rng, ages=(24, 70)), make_day(rng)
    number, pen, sheet = digits(rng, 12), Pen(rng), Sheet(1200, 1060, (252, 251, 247))
    centred(sheet, 60, "授权委托书", "song-bold", 46)
    for y, row in (
        (170, (("委托人:", principal.name, 80, 240), ("身份证号码:", principal.id_number, 470, 480))),
        (250, (("受托人:", agent.name, 80, 240), ("身份证号码:", agent.id_number, 470, 480))),
        (330, (("保单号:", number, 80, 420),)),
        (410, (("委托权限:", _POWERS, 80, 900),)),
        (560, (("委托人签名:", principal.name, 80, 260), ("受托人签名:", agent.name, 620, 260))),
        (650, (("日期:", long_day(day), 620, 360),)),
    ):
        blanks(sheet, pen, y, row)
    truth = {"principal_name": principal.name, "agent_name": agent.name, "signed": True}
    note(sheet, {**truth, "policy_number": number, "powers": _POWERS, "sign_date": day.isoformat()})
    return sheet.done("poa.hand_letter", DocumentType.POA)


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {"hand_letter": hand_letter}

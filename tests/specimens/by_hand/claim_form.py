"""理赔申请书 that the claimant fills: an insurer's form of cells.

>>> LAYOUTS["hand_form"](Random(1)).fields["signed"]
True
"""

from collections.abc import Callable
from random import Random

from storage.model.document_type import DocumentType
from tests.specimens.by_hand.form import blanks, cells, note
from tests.specimens.by_hand.pen import Pen
from tests.specimens.deaths import long_day
from tests.specimens.op_record import centred
from tests.specimens.people import digits, make_day, make_person
from tests.specimens.sheet import Sheet, Specimen
from tests.specimens.visits import paragraph

_SAID = "本人声明以上所填内容属实,授权贵公司向医疗机构查询有关资料,并请将保险金转入上述账户。"


def hand_form(rng: Random) -> Specimen:
    """Cells for who, what and where to pay; a sentence in print; signature and day."""
    applicant, insured, day = make_person(rng, ages=(24, 70)), make_person(rng), make_day(rng)
    number, account = digits(rng, 15), digits(rng, 19)
    pen, sheet = Pen(rng), Sheet(1240, 1100)
    centred(sheet, 40, "示范人寿保险股份有限公司", "song", 32)
    centred(sheet, 90, "保险金给付申请书", "song-bold", 42)
    y = 170
    for row in (
        (("保单号", number, 60, 1120),),
        (("被保险人", insured.name, 60, 420), ("证件号码", insured.id_number, 480, 700)),
        (("申请人", applicant.name, 60, 420), ("证件号码", applicant.id_number, 480, 700)),
        (("出险日期", long_day(day), 60, 560), ("出险地点", "清河市", 620, 560)),
        (("账号", account, 60, 1120),),
    ):
        y = cells(sheet, pen, y, row, height=76)
    y = paragraph(sheet, (60, y + 40), _SAID, width=1120, size=26)
    signs = (("申请人签名:", applicant.name, 60, 260), ("申请日期:", long_day(day), 640, 360))
    blanks(sheet, pen, y + 60, signs)
    days = {"event_date": day.isoformat(), "sign_date": day.isoformat()}
    note(sheet, {"applicant_name": applicant.name, "insured_name": insured.name, "signed": True, **days})
    note(sheet, {"policy_number": number, "account_number": account})
    return sheet.done("claim_form.hand_form", DocumentType.CLAIM_FORM)


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {"hand_form": hand_form}

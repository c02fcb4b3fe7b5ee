"""Who issued a certificate and when: behind its label, else as it is signed at the foot.

>>> from storage.model.extraction import Box
>>> lines = [Line("特此证明。", Box(0, 0, 90, 20)), Line("清河市公安局东城派出所", Box(400, 200, 700, 224))]
>>> office(lines).value
'清河市公安局东城派出所'
"""

import re
from collections.abc import Sequence

from extractors import values
from extractors.fields import make
from extractors.layout.lines import cut
from extractors.layout.paper import Paper
from extractors.medical.letterhead import KINDS
from extractors.medical.visits import signed_day, visit_day
from extractors.page import Line
from storage.model.extraction import Field

_OFFICE = re.compile(
    r"(?:^|[:\s)])(?P<name>[\u3400-\u9fff()]{2,28}"
    rf"(?:派出所|公安局|公安分局|分局|支队|大队|中队|殡仪馆|殡葬管理所|火葬场|民政局|居民委员会|村民委员会|居委会|村委会|公证处|鉴定中心|鉴定所|{KINDS}))"
    r"\s*(?:\([\u3400-\u9fff]{1,6}\))?\s*(?:$|(?=遗体火化|火化证|死亡证|户口注销|道路交通事故))"
)
_NO_OFFICE = re.compile(r"签发|登记机关|盖章|意见|户口专用章|医疗卫生机构$|级医院$")


def issuer(paper: Paper) -> Field | None:
    """The issuer's name, for a look where it only stands at the foot."""
    labelled = paper.field("issuer", _name)
    return labelled if labelled and labelled.value else office(paper.lines)


def issue_date(paper: Paper) -> Field | None:
    """The day behind its label, else the date that stands alone at the foot."""
    labelled = paper.field("issue_date", visit_day)
    return labelled if labelled and labelled.value else signed_day(paper) or labelled


def office(lines: Sequence[Line]) -> Field | None:
    """The lowest line that is nothing but an office's name, or ends with it behind a label."""
    for line in reversed(lines):
        match = _OFFICE.search(line.text)
        if match and not _NO_OFFICE.search(match["name"]):
            return make(values.text(match["name"]), [cut(line, *match.span("name"))])
    return None


def _name(raw: str) -> str | None:
    match = _OFFICE.search(raw)
    return values.text(match["name"]) if match else None

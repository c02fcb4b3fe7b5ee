"""授权委托书: who asks whom to do what (民法典 165).

>>> extract([])
{}
"""

import re
from collections.abc import Mapping, Sequence

from extractors.certificates.signatures import signed
from extractors.fields import make
from extractors.layout.labels import Labels
from extractors.layout.paper import Paper, Parse, person_name, present
from extractors.layout.run import Run
from extractors.medical.visits import free_text, visit_day
from extractors.page import ReadPage
from storage.model.document_type import DocumentType
from storage.model.extraction import Field, Fields

TYPE = DocumentType.POA

_POLICY = re.compile(r"(?:保险单|保单|保险合同)\s*(?:号码|编号|号)?\s*:?\s*(?P<number>[A-Z]{0,4}\d{6,24})")
_SHORT: Mapping[str, Parse] = {
    "principal_name": person_name,
    "agent_name": person_name,
    "sign_date": visit_day,
}


def extract(pages: Sequence[ReadPage]) -> Fields:
    """All fields of the letter."""
    if not pages:
        return {}
    paper = Paper(pages, Labels.load("poa"))
    found: dict[str, Field | None] = {**paper.fields(_SHORT), "powers": free_text(paper, "powers")}
    found["policy_number"] = _policy(paper)
    return paper.restored({**present(found), "signed": signed(paper)})


def _policy(paper: Paper) -> Field | None:
    """The number of the policy, also where the sentence that names it wraps within."""
    run = Run.of(paper.lines)
    match = _POLICY.search(run.text)
    return make(match["number"], run.cut(*match.span("number"))) if match else None

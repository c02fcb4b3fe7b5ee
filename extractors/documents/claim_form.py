"""理赔申请书: who applies for whom under which policy, and where the money goes.

>>> extract([])
{}
"""

from collections.abc import Mapping, Sequence

from extractors.certificates.signatures import signed
from extractors.layout.labels import Labels
from extractors.layout.paper import Paper, Parse, numbered, person_name, present
from extractors.medical.visits import visit_day
from extractors.page import ReadPage
from storage.model.document_type import DocumentType
from storage.model.extraction import Fields

TYPE = DocumentType.CLAIM_FORM

_SHORT: Mapping[str, Parse] = {
    "policy_number": numbered,
    "insured_name": person_name,
    "applicant_name": person_name,
    "event_date": visit_day,
    "account_number": numbered,
    "sign_date": visit_day,
}


def extract(pages: Sequence[ReadPage]) -> Fields:
    """All fields of the form."""
    if not pages:
        return {}
    paper = Paper(pages, Labels.load("claim_form"))
    return paper.restored({**present(dict(paper.fields(_SHORT))), "signed": signed(paper)})

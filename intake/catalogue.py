"""What can be read and what is asked: the rows of `claims types`, `claims checklists` and of the API.

>>> type_row(DocumentType.BANK_CARD)["fields"][0]
'bank_name'
>>> claim_type_rows()[0]["claim_type"]
'outpatient_medical'
"""

from typing import Any

from storage.model.claim import ClaimType
from storage.model.document_type import DocumentType
from storage.model.schema import fields_by_type
from validators.lists.checklist import supported


def type_row(type: DocumentType) -> dict[str, Any]:
    """One type. Loads what reads papers, which nothing else in the API does."""
    from extractors.registry import readable_types

    return {
        "type": type.value,
        "title": type.label,
        "fields": list(fields_by_type().get(type, ())),
        "fields_are_read": type in readable_types(),
    }


def claim_type_rows() -> list[dict[str, Any]]:
    return [{"claim_type": one.value, "title": one.label, "has_list": one in supported()} for one in ClaimType]

"""What can be read, and what is asked for each claim type.

>>> sorted(route.path for route in router.routes)[0]
'/v1/checklists'
"""

from intake.api.who import ByInsurer, resource
from intake.catalogue import claim_type_rows, type_row
from intake.schemas.catalogue import ClaimTypesTold, RowsTold, TypesTold
from storage.model.document_type import DocumentType
from validators.claim_types import parse_claim_types
from validators.lists.checklist import describe, load_checklist

router = resource("catalogue")


@router.get("/document-types")
def types(_: ByInsurer) -> TypesTold:
    """Every type of paper, and whether its fields are read."""
    return TypesTold(document_types=[type_row(one) for one in DocumentType])


@router.get("/checklists")
def checklists(_: ByInsurer) -> ClaimTypesTold:
    """Every claim type, and whether it has a list."""
    return ClaimTypesTold(claim_types=claim_type_rows())


@router.get("/checklists/{claim_type}")
def rows(claim_type: str, _: ByInsurer) -> RowsTold:
    """The rows of one list: what is asked, of whom, when, and who says so."""
    (kind,) = parse_claim_types([claim_type])
    return RowsTold(claim_type=kind, version=load_checklist(kind).version, rows=list(describe(kind)))

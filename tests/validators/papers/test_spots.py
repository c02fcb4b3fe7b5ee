"""Where a hidden field lies, in nine places, and on which page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.model.document import Document, Page, QualityFault
from storage.model.document_type import DocumentType
from storage.model.extraction import Box
from tests.validators.builders import a_document, a_fault, a_field
from validators.papers.faults import Hidden, hiding
from validators.papers.paper import Paper
from validators.papers.spots import spot_of
from validators.wording import load_wording

PAGE = Page(page=1, width=900, height=600)
TOTAL = Box(620, 420, 840, 460)


@pytest.mark.parametrize(
    ("at", "spot"),
    [
        ((10, 10), "top_left"),
        ((450, 10), "top"),
        ((890, 10), "top_right"),
        ((10, 300), "left"),
        ((450, 300), "middle"),
        ((890, 300), "right"),
        ((10, 590), "bottom_left"),
        ((450, 590), "bottom"),
        ((890, 590), "bottom_right"),
    ],
)
def test_a_page_has_nine_places(at: tuple[int, int], spot: str) -> None:
    x, y = at
    assert spot_of(Box(x - 5, y - 5, x + 5, y + 5), PAGE) == spot


@given(st.tuples(*[st.integers(-5000, 5000)] * 4), st.integers(0, 3000), st.integers(0, 3000))
def test_every_box_has_a_place_that_the_wording_names(
    corners: tuple[int, int, int, int], width: int, height: int
) -> None:
    spot = spot_of(Box(*corners), Page(page=1, width=width, height=height))
    assert load_wording("zh-CN").say(f"spot.{spot}")


def a_bill(*, fault_at: Box | None, ink: Box | None, pages: int = 1, page: int = 1) -> Paper:
    fields = {"total": a_field(None, box=ink, page=page)} if ink else {}
    faults = [a_fault(QualityFault.GLARE, fault_at, page)]
    document = a_document(DocumentType.INV_OUTPATIENT, fields, faults=faults, pages=pages)
    return Paper(Document(id="f1.d1", type=document.type, confidence=1, pages=document.pages,
                          quality=document.quality, fields=document.fields), 0)  # fmt: skip


def test_the_spot_is_that_of_the_ink() -> None:
    glare = Box(600, 380, 1000, 700)
    found = hiding(a_bill(fault_at=glare, ink=Box(700, 600, 780, 640)), "total")
    assert found == Hidden(fault=QualityFault.GLARE, field="total", spot="bottom_right")


def test_without_ink_the_spot_is_that_of_the_fault() -> None:
    found = hiding(a_bill(fault_at=Box(0, 500, 300, 690), ink=None), "total")
    assert found is not None and found.details == {"field": "total", "spot": "bottom_left"}


def test_a_fault_all_over_the_page_has_no_spot() -> None:
    found = hiding(a_bill(fault_at=None, ink=TOTAL), "total")
    assert found == Hidden(fault=QualityFault.GLARE, field="total")


def test_of_several_pages_the_page_is_named() -> None:
    found = hiding(a_bill(fault_at=TOTAL, ink=TOTAL, pages=3, page=2), "total")
    assert found is not None and found.details == {"field": "total", "spot": "right", "spot_page": "2"}

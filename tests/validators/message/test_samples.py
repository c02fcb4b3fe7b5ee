"""The sample pictures are those that the maker draws, small, and marked as samples."""

import io

import numpy as np
import pytest
from PIL import Image

from storage.model.document_type import DocumentType
from tests.specimens.samples import MOST_BYTES, SHOWN, drawn, packed
from tests.validators.builders import adult_papers, files, judge
from validators.facts.known import facts_from
from validators.message.samples import FOLDER, address_of, file_of, sample_of

_PACKING = 4.0
"""How far colours may be off on average: fonts and packing differ a little between machines."""


@pytest.mark.parametrize("kind", SHOWN)
def test_a_sample_is_what_the_maker_draws(kind: DocumentType) -> None:
    content = (FOLDER / file_of(kind)).read_bytes()
    ours = np.asarray(Image.open(io.BytesIO(content)).convert("RGB"), dtype=float)
    picture = drawn(kind)
    theirs = np.asarray(Image.open(io.BytesIO(packed(picture))).convert("RGB"), dtype=float)
    assert ours.shape == theirs.shape
    assert np.abs(ours - theirs).mean() < _PACKING
    assert len(content) < MOST_BYTES
    red, green = ours[..., 0], ours[..., 1]
    assert (red - green > 40).mean() > 0.03, "the mark is gone"


def test_there_is_no_picture_that_nobody_draws() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {file_of(kind) for kind in SHOWN}


def test_the_html_links_to_samples_beside_the_page_and_nowhere_else() -> None:
    def html(link: str) -> str:
        facts = facts_from({"event.cause": "disease", "product.upload_link": link})
        return judge(files(*adult_papers()[:3]), facts).message.html

    ours = html("https://claims.example/in/u/abc-123")
    assert 'href="https://claims.example/in/u/static/sample_fee_list.webp"' in ours
    assert "<img" not in ours
    assert "sample" not in html("https://x.example/a1B2c3")


@pytest.mark.parametrize(
    "page", ["javascript:alert(1)/u/abc", "https://a.example/u/abc?x", 'https://a/"/u/abc', ""]
)
def test_no_other_address_makes_a_link(page: str) -> None:
    assert address_of(DocumentType.FEE_LIST, page) is None


def test_the_first_paper_that_has_a_picture_is_shown() -> None:
    accepts = [DocumentType.RX, DocumentType.INV_INPATIENT]
    assert sample_of(accepts, "zh-CN") is DocumentType.INV_INPATIENT
    assert sample_of([], "zh-CN") is None
    assert sample_of(accepts, "zh-HK") is None

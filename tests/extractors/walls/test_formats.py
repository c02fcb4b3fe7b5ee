"""Every format is read behind the walls too, where a decoder can no longer load what it forgot to load before."""

from collections.abc import Iterator
from random import Random

import pytest

from extractors.formats import media
from extractors.limits import Limits
from extractors.walls.isolation import IsolatedReader
from tests.extractors.invoices import plain
from tests.specimens import en16931
from tests.specimens.hostile import HOSTILE
from tests.specimens.inv_outpatient import LAYOUTS
from tests.specimens.picture_formats import EXACT, GREY, LOSSY, TWO_TONES

LIMITS = Limits.default()
PAGE = LAYOUTS["ebill"](Random(7)).pictures[0].convert("RGB").resize((600, 420))
WAYS = EXACT | GREY | TWO_TONES | LOSSY


@pytest.fixture(scope="module")
def reader() -> Iterator[IsolatedReader]:
    with IsolatedReader(LIMITS, "tests.failures.engines:Reads") as reader:
        yield reader


@pytest.mark.parametrize("name", WAYS)
def test_a_page_in_any_format_is_read_behind_the_walls(name: str, reader: IsolatedReader) -> None:
    content = WAYS[name](PAGE)
    reading = reader.read(content, name="by-its-bytes.pdf", file_number=1)
    assert (reading.status, reading.media_type, reading.page_count) == ("read", media.sniff(content), 1)
    ((page,),) = (document.pages for document in reading.documents)
    assert (page.width, page.height) == PAGE.size
    assert reader.page_picture(content, page=1, longest=100).startswith(b"\x89PNG")


@pytest.mark.parametrize("name", ["gif screen", "webp half", "heic half", "tiff 10000 pages", "pdf locked"])
def test_a_refused_file_keeps_its_true_type(name: str, reader: IsolatedReader) -> None:
    content = HOSTILE[name].content()
    reading = reader.read(content, name="a.jpg", file_number=1)
    assert (reading.status, reading.media_type) == ("refused", media.sniff(content))


def test_the_data_of_a_european_invoice_are_read_behind_the_walls(reader: IsolatedReader) -> None:
    for content, pages in ((en16931.factur_x(), 1), (en16931.ubl(), 0), (en16931.cii(), 0)):
        (document,) = reader.read(content, name="invoice", file_number=1).documents
        assert (document.type, len(document.pages)) == ("tax_invoice", pages)
        assert plain(document.fields) == en16931.TRUTH

"""The decoder's door: each type goes to its own decoder, within the limits."""

import pytest

from extractors.errors import RefusedFile
from extractors.formats.decode import decode
from extractors.formats.decoded import DecodedFile
from extractors.limits import Limits
from tests.specimens import hostile

LIMITS = Limits.default()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (hostile.picture("JPEG"), "image/jpeg"),
        (hostile.picture("PNG"), "image/png"),
        (hostile.one_page_pdf(), "application/pdf"),
    ],
)
def test_the_type_goes_by_the_bytes(content: bytes, kind: str) -> None:
    file = decode(content, LIMITS)
    assert isinstance(file, DecodedFile)
    assert (file.media_type, file.page_count) == (kind, 1)
    assert [page.number for page in file.pages] == [1]


def test_a_file_over_the_limit_is_too_large() -> None:
    with pytest.raises(RefusedFile) as caught:
        decode(hostile.picture(), LIMITS.with_values(file_bytes=1000))
    assert caught.value.code == "too_large"


@pytest.mark.parametrize("name", ["ofd bomb", "ofd overlapping", "xml entity bomb", "xml outside entity"])
def test_bombs_are_refused_without_being_unpacked(name: str) -> None:
    with pytest.raises(RefusedFile) as caught:
        list(decode(hostile.HOSTILE[name].content(), LIMITS).pages)
    assert caught.value.code == "unsafe_content"


def test_a_refusal_says_what_to_do() -> None:
    with pytest.raises(RefusedFile) as caught:
        decode(b"", LIMITS)
    assert caught.value.refusal.remedy

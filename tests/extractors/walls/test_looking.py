"""A look behind the walls: sound, spoilt or no news, and never harmed by what it looks at."""

import io
import random
from collections.abc import Iterator

import pytest
from PIL import Image

from extractors.errors import ReaderLost
from extractors.limits import Limits
from extractors.walls.looking import PictureLooker, Sight
from storage.model.document import QualityFault
from storage.model.document_type import DocumentType
from tests.specimens import camera
from tests.specimens.papers import layouts


def jpeg(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.convert("RGB").save(buffer, "JPEG", quality=88)
    return buffer.getvalue()


PAPER = layouts()[DocumentType.OP_RECORD]["plain"](random.Random(1)).pictures[0]
SOUND = jpeg(PAPER)
BLURRED = jpeg(camera.FAULTS["blur"](random.Random(1), PAPER))


@pytest.fixture(scope="module")
def looker() -> Iterator[PictureLooker]:
    with PictureLooker(Limits.default()) as looker:
        yield looker


def test_a_sound_picture_and_a_blurred_one(looker: PictureLooker) -> None:
    assert (looker.look(SOUND), looker.look(BLURRED)) == (Sight(None), Sight(QualityFault.BLUR))


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7 no picture", b"\xff\xd8\xff broken off", SOUND[:40], b"\x89PNG\r\n\x1a\n", bytes(100)],
    ids=["empty", "pdf", "broken", "cut", "png", "zeros"],
)
def test_what_is_no_picture_is_no_news_and_the_next_look_works(looker: PictureLooker, content: bytes) -> None:
    assert looker.look(content) is None
    assert looker.look(SOUND) == Sight(None)


def test_more_bytes_than_a_file_may_have_are_not_looked_at() -> None:
    with PictureLooker(Limits.default().with_values(file_bytes=len(SOUND) - 1)) as looker:
        assert looker.look(SOUND) is None


def test_nothing_is_looked_at_after_the_end() -> None:
    looker = PictureLooker(Limits.default())
    looker.close()
    with pytest.raises(ReaderLost):
        looker.look(SOUND)

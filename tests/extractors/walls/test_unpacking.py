"""ZIP files and mails behind the walls: opened by a locked decoder, counted again by the parent, read file by file."""

import hashlib
import time
from collections.abc import Iterator
from typing import Any

import pytest

from extractors.errors import RefusedFile
from extractors.formats.found_files import Member, Unopened
from extractors.formats.members import Unpacked
from extractors.limits import Limits
from extractors.walls import unpacking
from extractors.walls.channel import ChannelBroken
from extractors.walls.isolation import IsolatedReader
from tests.specimens.hostile import HOSTILE, READ, picture, zip_of
from tests.specimens.hostile_archives import HOSTILE_ZIPS
from tests.specimens.hostile_mails import HOSTILE_MAILS, mixed, part, text

LIMITS = Limits.default()
HELD = HOSTILE_ZIPS | HOSTILE_MAILS
PAPER = picture("PNG")
ZIP = {"event": "unpacked", "media_type": "application/zip"}


@pytest.fixture(scope="module")
def reader() -> Iterator[IsolatedReader]:
    with IsolatedReader(LIMITS, "tests.failures.engines:Reads") as reader:
        yield reader


@pytest.mark.parametrize("name", HELD)
def test_every_hostile_archive_and_mail_gets_its_answer_and_the_next_file_is_read(
    name: str, reader: IsolatedReader
) -> None:
    content = HELD[name].content()
    started = time.monotonic()
    reading = reader.read(content, name="all.zip", file_number=1)
    code = reading.reason.code if reading.status == "refused" and reading.reason else reading.status.value
    assert code in HELD[name].answers
    assert time.monotonic() - started < 60
    assert reader.peak_bytes < LIMITS.memory_bytes
    assert reading.sha256 == hashlib.sha256(content).hexdigest()
    assert reader.read(PAPER, name="a.png", file_number=1).status == READ


def test_one_reading_holds_the_papers_of_all_files_each_with_the_name_of_its_own(
    reader: IsolatedReader,
) -> None:
    other = picture("PNG", (500, 400))
    content = zip_of(
        ("a.png", PAPER), ("资料/b.png", other), ("c.zip", zip_of(("d.png", picture("PNG", (410, 310)))))
    )
    reading = reader.read(content, name="all.zip", file_number=7)
    assert (reading.status, reading.media_type, reading.page_count) == ("read", "application/zip", 3)
    assert [(one.id, one.member) for one in reading.documents] == [
        ("f7.d1", "a.png"),
        ("f7.d2", "b.png"),
        ("f7.d3", "c.zip/d.png"),
    ]
    assert [one.pages[0].width for one in reading.documents] == [400, 500, 410]


def test_what_is_read_within_is_what_is_read_alone(reader: IsolatedReader) -> None:
    alone = reader.read(PAPER, name="a.png", file_number=1)
    (within,) = reader.read(mixed(text(), part(PAPER)), name="a.eml", file_number=1).documents
    assert (within.member, within.pages, within.fields) == (
        "bill.png",
        alone.documents[0].pages,
        alone.documents[0].fields,
    )


def test_each_hostile_file_in_one_archive_is_named_and_keeps_none_of_the_others_out(
    reader: IsolatedReader,
) -> None:
    bad = ("empty", "html.jpg", "png 30000x30000", "jpeg head only", "xml entity bomb", "pdf locked")
    content = zip_of(
        ("a.png", PAPER),
        *((name, HOSTILE[name].content()) for name in bad),
        ("z.png", picture("PNG", (90, 90))),
    )
    reading = reader.read(content, name="all.zip", file_number=1)
    assert reading.status == "partial"
    assert reading.reason is not None
    assert all(name in reading.reason.message for name in bad[:5])
    assert reading.reason.message.endswith("还有 1 份也没能打开。")
    assert [one.member for one in reading.documents] == ["a.png", "z.png"]


def test_an_archive_within_the_service_is_not_read_itself(reader: IsolatedReader) -> None:
    assert reader.unpack(zip_of(("a.png", PAPER))) == Unpacked("application/zip", (Member("a.png", PAPER),))
    reading = reader.attempt(zip_of(("a.png", PAPER)), name="a.zip", file_number=1)
    assert (reading.status, reading.reason and reading.reason.code) == ("refused", "unsafe_content")


def test_what_holds_no_files_is_told_without_starting_anything() -> None:
    with IsolatedReader(LIMITS) as reader:
        assert reader.unpack(PAPER) is None
        assert reader.unpack(b"") is None
        assert reader.walls == ()


def test_an_ofd_file_holds_no_files(reader: IsolatedReader) -> None:
    assert reader.unpack(zip_of(("OFD.xml", b"<a/>"))) is None


def test_an_archive_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = LIMITS.with_values(unpack_seconds=0.05, open_seconds=0.05)
    with IsolatedReader(limits) as reader, pytest.raises(RefusedFile) as error:
        reader.unpack(HOSTILE_MAILS["10000 different parts"].content())
    assert error.value.code == "took_too_long"


@pytest.mark.parametrize(
    "said",
    [
        {"event": "opened"},
        {**ZIP, "media_type": "image/png"},
        {**ZIP, "media_type": ["application/zip"]},
        {**ZIP, "found": "many"},
        {**ZIP, "found": []},
        {**ZIP, "found": [{"name": "a", "size": 1}] * (LIMITS.zip_members + 1)},
        {**ZIP, "found": [{"name": "a", "size": LIMITS.zip_member_bytes}] * 5},
        {**ZIP, "found": [{"name": "a", "size": LIMITS.zip_member_bytes + 1}]},
        {**ZIP, "found": [{"name": "a", "size": -1}]},
        {**ZIP, "found": [{"name": "a", "size": True}]},
        {**ZIP, "found": [{"name": "a", "size": 1.5}]},
        {**ZIP, "found": [{"name": "a" * 301, "size": 1}]},
        {**ZIP, "found": [{"name": "", "size": 1}]},
        {**ZIP, "found": [{"name": "a\x1b[2J", "size": 1}]},
        {**ZIP, "found": [{"name": "a", "code": "no_such_code"}]},
        {**ZIP, "found": ["a"]},
    ],
)
def test_a_decoder_is_not_believed(said: dict[str, Any]) -> None:
    with pytest.raises(ChannelBroken):
        unpacking.checked(said, LIMITS)


def test_what_is_handed_over_is_what_is_taken_over() -> None:
    content = zip_of(("a.png", PAPER), ("b.zip", zip_of(("c.zip", zip_of(("d", b"d"))))), ("e.png", b""))
    said: list[Any] = []
    unpacking.hand_over(content, LIMITS, said.append, said.append)
    message, *frames = said
    taken = unpacking.take_over(message, LIMITS, lambda size: frames.pop(0))
    assert taken is not None
    assert taken.found == (
        Member("a.png", PAPER),
        Unopened("b.zip/c.zip", "unsafe_content"),
        Member("e.png", b""),
    )

"""What comes out of a ZIP or a mail: every file in it, by its own name, and nothing that nobody put there."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import RefusedFile
from extractors.formats.found_files import Member, Unopened
from extractors.formats.member_names import shown
from extractors.formats.members import Unpacked, unpack
from extractors.limits import Limits
from tests.specimens.hostile import picture, zip_of
from tests.specimens.hostile_archives import HOSTILE_ZIPS, noise, stored
from tests.specimens.hostile_mails import HEAD, HOSTILE_MAILS, forwarded, inline, mixed, part, text

LIMITS = Limits.default()
NAMES = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=30)


@given(st.dictionaries(NAMES, st.binary(max_size=200), max_size=8), st.booleans())
def test_whatever_is_packed_comes_out_as_it_was(files: dict[str, bytes], is_stored: bool) -> None:
    content = (stored if is_stored else zip_of)(*((f"{name}.jpg", data) for name, data in files.items()))
    found = _found(content)
    if not files:
        assert found == "empty_file"
        return
    assert isinstance(found, Unpacked)
    assert {one.content for one in found.found if isinstance(one, Member)} == set(files.values())
    assert {one.name for one in found.found} <= {f"{name}.jpg" for name in files}


@given(
    st.binary(max_size=400),
    st.integers(0, 400),
    st.sampled_from([zip_of(("a.png", b"x" * 99)), mixed(part(b"x" * 99))]),
)
def test_broken_bytes_are_refused_or_opened_never_more(garbage: bytes, at: int, sound: bytes) -> None:
    found = _found(sound[:at] + garbage + sound[at + len(garbage) :])
    assert found is None or isinstance(found, str | Unpacked)


@pytest.mark.parametrize("name", [*HOSTILE_ZIPS, *HOSTILE_MAILS])
def test_hostile_files_open_within_bounds(name: str) -> None:
    content = (HOSTILE_ZIPS | HOSTILE_MAILS)[name].content()
    found = _found(content)
    if isinstance(found, Unpacked):
        sizes = [len(one.content) for one in found.found if isinstance(one, Member)]
        assert sum(sizes) <= LIMITS.zip_total_bytes
        assert max(sizes, default=0) <= LIMITS.zip_member_bytes
        assert len(found.found) <= LIMITS.zip_members
        assert all(
            len(one.name) < 300 and one.name.isprintable() and ".." not in one.name for one in found.found
        )


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_of_chinese_windows_and_of_macos_are_read(encoding: str) -> None:
    """Neither says in which encoding it writes them."""
    raw = "费用清单.pdf".encode(encoding)
    content = bytearray(zip_of(("x" * len(raw), b"a paper")))
    for at in (content.index(b"xxx"), content.rindex(b"xxx") - len(raw) + 3):
        content[at : at + len(raw)] = raw
    assert _names(bytes(content)) == ["费用清单.pdf"]


def test_a_name_in_its_own_unicode_field_is_read() -> None:
    import struct
    import zlib

    entry = zipfile.ZipInfo("bill.pdf")
    field = b"\x01" + struct.pack("<I", zlib.crc32(b"bill.pdf")) + "发票.pdf".encode()
    entry.extra = struct.pack("<HH", 0x7075, len(field)) + field
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(entry, b"a paper")
    assert _names(buffer.getvalue()) == ["发票.pdf"]


@given(st.text(max_size=200))
def test_any_name_can_be_shown(said: str) -> None:
    name = shown(said)
    assert name.isprintable()
    assert 0 < len(name) <= 120
    assert not {"/", "\\"} & set(name)


def test_spaces_of_any_width_in_names_are_plain_ones() -> None:
    assert _names(zip_of(("发票\u3000第 1\u00a0张.pdf", b"x"))) == ["发票 第 1 张.pdf"]


def test_folders_and_the_litter_of_systems_are_left_out() -> None:
    content = zip_of(
        *(
            ("资料/", b""),
            ("资料/发票.jpg", b"1"),
            ("__MACOSX/资料/._发票.jpg", b"2"),
            ("资料/.DS_Store", b"3"),
        ),
        *(("Thumbs.db", b"4"), ("资料/desktop.ini", b"5"), (".hidden/b.jpg", b"6")),
    )
    assert _names(content) == ["发票.jpg"]


def test_two_files_of_one_name_can_be_told_apart_and_the_same_bytes_count_once() -> None:
    content = zip_of(("a/1.jpg", b"one"), ("b/1.jpg", b"two"), ("c/2.jpg", b"one"))
    assert _names(content) == ["1.jpg", "1 (2).jpg"]


def test_a_bad_member_does_not_keep_the_others_from_coming_out() -> None:
    found = _found(
        zip_of(
            (
                "a.zip",
                zip_of(("b.zip", zip_of(("c.jpg", b"c")))),
            ),
            ("d.jpg", b"d"),
        )
    )
    assert isinstance(found, Unpacked)
    assert found.found == (Unopened("a.zip/b.zip", "unsafe_content"), Member("d.jpg", b"d"))


def test_all_that_lies_in_one_file_shares_one_budget() -> None:
    limits = LIMITS.with_values(zip_total_bytes=5_000)
    content = zip_of(
        ("a.zip", stored(("1.bin", noise(1_500, 1)))), ("b.zip", stored(("2.bin", noise(1_500, 2))))
    )
    found = unpack(content, limits)
    assert found is not None
    assert [type(one) for one in found.found] == [Member, Unopened]
    assert _code(content, LIMITS.with_values(zip_members=2)) == "too_many_files"


@pytest.mark.parametrize(
    "field",
    [
        b"filename*=UTF-8''%E5%8F%91%E7%A5%A8.pdf",
        b"filename*0*=UTF-8''%E5%8F%91;\r\n filename*1*=%E7%A5%A8.pdf",
        b'filename="=?UTF-8?B?5Y+R56WoLnBkZg==?="',
        b'filename="=?gb2312?B?t6LGsS5wZGY=?="',
        b'filename="=?GBK?Q?=B7=A2=C6=B1.pdf?="',
        b'filename="=?utf-8?B?5Y+R?=\r\n =?utf-8?B?56WoLnBkZg==?="',
        'filename="发票.pdf"'.encode("gbk"),
        'filename="发票.pdf"'.encode(),
        'filename="C:\\\\资料\\\\发票.pdf"'.encode(),
    ],
)
def test_names_of_attachments_are_read_however_they_are_written(field: bytes) -> None:
    fields = (
        b"Content-Type: application/pdf\r\nContent-Disposition: attachment;\r\n "
        + field
        + b"\r\n\r\na paper\r\n"
    )
    assert _names(mixed(text(), fields)) == ["发票.pdf"]


def test_small_pictures_that_adorn_the_text_are_left_out_and_no_others() -> None:
    html = text("<p>您好</p><img src=\"cid:logo@x\"><img src='cid:photo@x'>", "text/html")
    logo, photo = picture("PNG", (60, 20)), noise(30_000, 3)
    content = mixed(
        *(html, inline(logo, "logo@x"), inline(photo, "photo@x", "image/jpeg")),
        *(inline(picture("PNG", (61, 20)), "other@x"), part(picture("PNG", (62, 20)), "small.png")),
    )
    assert _names(content) == ["file.jpg", "file.png", "small.png"]


def test_what_a_mail_says_and_its_signature_are_no_papers() -> None:
    signature = part(b"0", "smime.p7s", "application/pkcs7-signature")
    assert _names(mixed(text(), text("<p>x</p>", "text/html"), signature, part(b"x"))) == ["bill.png"]


def test_an_attached_page_of_text_is_never_left_out() -> None:
    assert _names(mixed(text(), part(b"<html>", "invoice.html", "text/html"))) == ["invoice.html"]


def test_papers_in_forwarded_mails_come_out() -> None:
    assert _names(forwarded(2)) == ["bill.png"]
    assert _names(HEAD + b"Content-Type: message/rfc822\r\n\r\n" + mixed(part(b"x"))) == ["bill.png"]


def _found(content: bytes) -> Unpacked | str | None:
    try:
        return unpack(content, LIMITS)
    except RefusedFile as error:
        return error.code


def _code(content: bytes, limits: Limits) -> str | None:
    try:
        unpack(content, limits)
    except RefusedFile as error:
        return error.code
    return None


def _names(content: bytes) -> list[str]:
    found = _found(content)
    assert isinstance(found, Unpacked), found
    return [one.name for one in found.found]

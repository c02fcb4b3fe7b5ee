"""Bodies taken apart: the same files come out wherever the chunks are cut, and nothing but files."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.errors import Refused
from intake.upload.multipart import Begins, Body, Ends, Multipart, Piece, RawFile

BOUNDARY = b"----made-up"
_NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=20).filter(
    lambda name: not set(name) & set('"\\/') and name.strip(".")
)
_AWKWARD = st.sampled_from([b"\r\n", b"--", b"\r\n--", b"\r\n------made-u", BOUNDARY[:5], b"\r", b"\n"])
_CONTENTS = st.lists(st.one_of(st.binary(max_size=60), _AWKWARD), max_size=8).map(b"".join)
_FILES = st.lists(st.tuples(_NAMES, _CONTENTS), max_size=5)


@given(_FILES, st.data())
def test_chunk_borders_change_nothing(files: list[tuple[str, bytes]], data: st.DataObject) -> None:
    body = written(files)
    cuts = data.draw(st.lists(st.integers(0, len(body)), max_size=12).map(sorted))
    found = fed(Multipart(BOUNDARY), [body[a:b] for a, b in zip([0, *cuts], [*cuts, len(body)], strict=True)])
    assert files_in(found) == files


@given(_FILES)
def test_byte_by_byte_too(files: list[tuple[str, bytes]]) -> None:
    body = written(files)
    assert files_in(fed(Multipart(BOUNDARY), [bytes([byte]) for byte in body])) == files


@given(_FILES.filter(bool), st.data())
def test_a_body_cut_anywhere_is_broken(files: list[tuple[str, bytes]], data: st.DataObject) -> None:
    body = written(files)
    cut = data.draw(st.integers(0, len(body) - len(b"--\r\n") - 1))
    with pytest.raises(Refused, match="breaks off"):
        fed(Multipart(BOUNDARY), [body[:cut]])


@given(st.lists(st.binary(max_size=200), max_size=10))
def test_any_bytes_are_files_or_broken_and_nothing_else(chunks: list[bytes]) -> None:
    try:
        found = fed(Multipart(BOUNDARY), chunks)
    except Refused as refused:
        assert refused.code == "broken_body"
    else:
        assert all(isinstance(piece, Begins | bytes | Ends) for piece in found)


def test_fields_and_empty_choices_are_no_files() -> None:
    body = (
        b"------made-up\r\nContent-Disposition: form-data; name=token\r\n\r\nsecret"
        b'\r\n------made-up\r\nContent-Disposition: form-data; name="f"; filename=""\r\n\r\n'
        b"\r\n------made-up--\r\n"
    )
    assert fed(Multipart(BOUNDARY), [body]) == []


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (b'filename="C:\\fakepath\\a.jpg"', "a.jpg"),
        (b'filename="../../etc/passwd"', "passwd"),
        (b'filename=".."', "file"),
        ('filename="\u202egpj.票\x07据"'.encode(), "gpj.票据"),
        (b'filename="\xff.jpg"', "\ufffd.jpg"),
        (b'filename="' + b"x" * 300 + b'.jpg"', "x" * 188 + ".jpg"),
    ],
)
def test_names_are_shown_and_lead_nowhere(said: bytes, name: str) -> None:
    body = (
        b'------made-up\r\nContent-Disposition: form-data; name="f"; ' + said + b"\r\n\r\nx\r\n------made-up--"
    )
    assert fed(Multipart(BOUNDARY), [body])[0] == Begins(name)


@pytest.mark.parametrize("boundary", [b"", b"x" * 300])
def test_a_boundary_that_cannot_be_is_broken(boundary: bytes) -> None:
    with pytest.raises(Refused, match="breaks off"):
        Multipart(boundary)


def test_too_many_or_too_long_headers_are_broken() -> None:
    for headers in (b"X: y\r\n" * 100, b"X: " + b"y" * 10_000 + b"\r\n"):
        with pytest.raises(Refused, match="breaks off"):
            fed(Multipart(BOUNDARY), [b"------made-up\r\n" + headers + b"\r\nx"])


@given(st.lists(st.binary(max_size=20)))
def test_a_raw_body_is_one_file_unless_it_is_empty(chunks: list[bytes]) -> None:
    whole = b"".join(chunks)
    assert files_in(fed(RawFile("a.jpg"), chunks)) == ([("a.jpg", whole)] if whole else [])


def written(files: Sequence[tuple[str, bytes]]) -> bytes:
    """As a client writes them, if the boundary stands in no file."""
    parts = [
        b'--%s\r\nContent-Disposition: form-data; name="files"; filename="%s"\r\n'
        b"Content-Type: application/octet-stream\r\n\r\n%s\r\n" % (BOUNDARY, name.encode(), content)
        for name, content in files
    ]
    return b"".join(parts) + b"--%s--\r\n" % BOUNDARY


def fed(body: Body, chunks: Sequence[bytes]) -> list[Piece]:
    return [piece for chunk in chunks for piece in body.feed(chunk)] + body.close()


def files_in(pieces: Sequence[Piece]) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for piece in pieces:
        if isinstance(piece, Begins):
            found.append((piece.name, b""))
        elif isinstance(piece, bytes):
            found[-1] = (found[-1][0], found[-1][1] + piece)
    assert sum(isinstance(piece, Ends) for piece in pieces) == len(found)
    return found
